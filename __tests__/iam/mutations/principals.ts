/* eslint-disable @typescript-eslint/no-unsafe-call -- statements of documents, changed at will */
import type { Mutation } from "../documents";

/** Changes of principals, of what is denied, and of what cannot be compared. */
export const PRINCIPALS: readonly Mutation[] = [
  {
    title: "one account more",
    of: "integrationTrust",
    change: (s) => (s(0).Principal.AWS = ["965570967084", "999999999999"]),
    gives: [["EXTRA_PRINCIPAL", "#1"]],
  },
  {
    title: "everybody",
    of: "integrationTrust",
    change: (s) => (s(0).Principal = "*"),
    gives: [["EXTRA_PRINCIPAL", "#1"]],
  },
  {
    title: "another account",
    of: "integrationTrust",
    change: (s) => (s(0).Principal.AWS = "999999999999"),
    gives: [
      ["EXTRA_PRINCIPAL", "#1"],
      ["MISSING_PRINCIPAL", "#1"],
    ],
  },
  {
    title: "one role of the account",
    of: "integrationTrust",
    change: (s) => (s(0).Principal.AWS = "arn:aws:iam::965570967084:role/zilliz-byoc"),
    gives: [
      ["EXTRA_PRINCIPAL", "#1"],
      ["MISSING_PRINCIPAL", "#1"],
    ],
  },
  {
    title: "one service more",
    of: "eksTrust",
    change: (s) =>
      (s("EKSClusterAssumeRole").Principal.Service = ["eks.amazonaws.com", "lambda.amazonaws.com"]),
    gives: [["EXTRA_PRINCIPAL", "EKSClusterAssumeRole"]],
  },
  {
    title: "one service less",
    of: "eksTrust",
    change: (_s, all) => all.splice(2, 1),
    gives: [["MISSING_PRINCIPAL", "EKSNodeAssumeRole"]],
  },
  {
    title: "a provider as an account's principal",
    of: "storageTrust",
    change: (s) => (s(0).Principal = { AWS: s(0).Principal.Federated }),
    gives: [
      ["EXTRA_PRINCIPAL", "#1"],
      ["MISSING_PRINCIPAL", "#1"],
    ],
  },
  {
    title: "one action more in a trust",
    of: "integrationTrust",
    change: (s) => (s(0).Action = ["sts:AssumeRole", "sts:TagSession"]),
    gives: [["EXTRA_ACTION", "#1"]],
  },
  {
    title: "one Deny more",
    of: "storage",
    change: (_s, all) =>
      all.push({ Sid: "No", Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" }),
    gives: [["EXTRA_DENY", "No"]],
  },
  {
    title: "Deny in place of Allow",
    of: "milvus",
    change: (s) => (s(0).Effect = "Deny"),
    gives: [
      ["MISSING_ACTION", "#1"],
      ["EXTRA_DENY", "#1"],
    ],
  },
  {
    title: "one Deny less",
    of: "boundary",
    change: (_s, all) =>
      all.splice(
        all.findIndex(({ Sid }) => Sid === "DenyBoundaryRemoval"),
        1,
      ),
    gives: [["MISSING_DENY", "DenyBoundaryRemoval"]],
  },
  {
    title: "a Deny of fewer resources",
    of: "boundary",
    change: (s) => s("DenyChangesToVendorAccess").Resource.pop(),
    gives: [["MISSING_DENY", "DenyChangesToVendorAccess"]],
  },
  {
    title: "a Deny of fewer actions",
    of: "boundary",
    change: (s) => s("DenyChangesToVendorAccess").Action.shift(),
    gives: [["MISSING_DENY", "DenyChangesToVendorAccess"]],
  },
  {
    title: "a Deny with one more condition",
    of: "bucket",
    change: (s) =>
      (s("DenyInsecureTransport").Condition.StringNotEquals = { "aws:PrincipalAccount": "1" }),
    gives: [["MISSING_DENY", "DenyInsecureTransport"]],
  },
  {
    title: "a Deny without its condition",
    of: "bucket",
    change: (s) => delete s("DenyInsecureTransport").Condition,
    gives: [["EXTRA_DENY", "DenyInsecureTransport"]],
  },
  {
    title: "a Deny for one principal",
    of: "bucket",
    change: (s) => (s("DenyInsecureTransport").Principal = { AWS: "111122223333" }),
    gives: [["MISSING_DENY", "DenyInsecureTransport"]],
  },
  {
    title: "NotAction in place of Action",
    of: "storage",
    change: (s) => {
      s("AllowS3ReadWrite").NotAction = s("AllowS3ReadWrite").Action;
      delete s("AllowS3ReadWrite").Action;
    },
    gives: [
      ["WIDER_ACTION", "AllowS3ReadWrite"],
      ["MISSING_ACTION", "AllowS3ReadWrite"],
    ],
  },
  {
    title: "NotPrincipal in place of Principal",
    of: "bucket",
    change: (s) => {
      s("DenyInsecureTransport").NotPrincipal = { AWS: "111122223333" };
      delete s("DenyInsecureTransport").Principal;
    },
    gives: [["MISSING_DENY", "DenyInsecureTransport"]],
  },
  {
    title: "an operator that does not exist",
    of: "storage",
    change: (s) => (s("AllowS3ReadWrite").Condition = { StringIs: { a: "b" } }),
    gives: [["UNSUPPORTED", ""]],
  },
];
