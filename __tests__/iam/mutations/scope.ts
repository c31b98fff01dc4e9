/* eslint-disable @typescript-eslint/no-unsafe-call -- statements of documents, changed at will */
import type { Mutation } from "../documents";

const VENDOR_TAG = { "aws:RequestTag/Vendor": "zilliz-byoc" };

/** Changes of actions, of resources, and of whole statements. */
export const SCOPE: readonly Mutation[] = [
  {
    title: "one more action",
    of: "storage",
    change: (s) => s("AllowS3ReadWrite").Action.push("s3:DeleteObjectVersion"),
    gives: [["EXTRA_ACTION", "AllowS3ReadWrite"]],
  },
  {
    title: "a wildcard beside the actions",
    of: "storage",
    change: (s) => s("AllowS3ReadWrite").Action.push("s3:Get*"),
    gives: [["WIDER_ACTION", "AllowS3ReadWrite"]],
  },
  {
    title: "a wildcard in place of an action",
    of: "integration",
    change: (s) => (s("Statement1").Action[0] = "s3:*Object"),
    gives: [["WIDER_ACTION", "Statement1"]],
  },
  {
    title: "every action",
    of: "storage",
    change: (s) => (s("AllowS3ReadWrite").Action = "*"),
    gives: [["WIDER_ACTION", "AllowS3ReadWrite"]],
  },
  {
    title: "one action less",
    of: "storage",
    change: (s) => s("AllowS3ReadWrite").Action.pop(),
    gives: [["MISSING_ACTION", "AllowS3ReadWrite"]],
  },
  {
    title: "another action",
    of: "crossAccount",
    change: (s) => (s("S3CheckBucketLocation").Action = ["s3:GetObject"]),
    gives: [
      ["EXTRA_ACTION", "S3CheckBucketLocation"],
      ["MISSING_ACTION", "S3CheckBucketLocation"],
    ],
  },
  {
    title: "every resource",
    of: "storage",
    change: (s) => (s("AllowS3ReadWrite").Resource = "*"),
    gives: [["WIDER_RESOURCE", "AllowS3ReadWrite"]],
  },
  {
    title: "a shorter beginning of names",
    of: "crossAccount",
    change: (s) => (s("IAMPassRoleToEKS").Resource = ["arn:*:iam::*:role/zilliz*"]),
    gives: [["WIDER_RESOURCE", "IAMPassRoleToEKS"]],
  },
  {
    title: "every partition",
    of: "milvus",
    change: (s) => (s(0).Resource = ["arn:*:s3:::b"]),
    gives: [["WIDER_RESOURCE", "#1"]],
  },
  {
    title: "every bucket of a prefix",
    of: "milvus",
    change: (s) => (s(1).Resource = ["arn:aws:s3:::b*/*"]),
    gives: [["WIDER_RESOURCE", "#2"]],
  },
  {
    title: "one more bucket",
    of: "milvus",
    change: (s) => s(1).Resource.push("arn:aws:s3:::other/*"),
    gives: [["EXTRA_RESOURCE", "#2"]],
  },
  {
    title: "another bucket",
    of: "crossAccount",
    change: (s) => (s("S3CheckBucketLocation").Resource = "arn:aws:s3:::other"),
    gives: [
      ["EXTRA_RESOURCE", "S3CheckBucketLocation"],
      ["NARROWER_RESOURCE", "S3CheckBucketLocation"],
    ],
  },
  {
    title: "the case of a name",
    of: "crossAccount",
    change: (s) => (s("S3CheckBucketLocation").Resource = "arn:aws:s3:::B"),
    gives: [
      ["EXTRA_RESOURCE", "S3CheckBucketLocation"],
      ["NARROWER_RESOURCE", "S3CheckBucketLocation"],
    ],
  },
  {
    title: "one account in place of every",
    of: "crossAccount",
    change: (s) => (s("IAMPassRoleToEKS").Resource = "arn:aws:iam::111122223333:role/zilliz-byoc*"),
    gives: [["NARROWER_RESOURCE", "IAMPassRoleToEKS"]],
  },
  {
    title: "one resource less",
    of: "crossAccount",
    change: (s) => s("EKSTag").Resource.shift(),
    gives: [["NARROWER_RESOURCE", "EKSTag"]],
  },
  {
    title: "a folder of the bucket only",
    of: "storage",
    change: (s) => (s("AllowS3ReadWrite").Resource = "arn:aws:s3:::b/files/*"),
    gives: [["NARROWER_RESOURCE", "AllowS3ReadWrite"]],
  },
  {
    title: "one statement more",
    of: "crossAccount",
    change: (_s, all) =>
      all.push({ Sid: "More", Effect: "Allow", Action: "iam:CreateUser", Resource: "*" }),
    gives: [["EXTRA_ACTION", "More"]],
  },
  {
    title: "one statement less",
    of: "crossAccount",
    change: (_s, all) => all.pop(),
    gives: [["MISSING_ACTION", "S3CheckBucketLocation"]],
  },
  {
    title: "a statement that allows everything",
    of: "storage",
    change: (_s, all) => all.push({ Effect: "Allow", Action: "*", Resource: "*" }),
    gives: [["WIDER_ACTION", "#3"]],
  },
  {
    title: "a known action on more, in a statement of its own",
    of: "storage",
    change: (_s, all) => all.push({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }),
    gives: [["WIDER_RESOURCE", "#3"]],
  },
  {
    title: "a tagged action without its tag, in a statement of its own",
    of: "crossAccount",
    change: (_s, all) =>
      all.push({
        Effect: "Allow",
        Action: "eks:UpdateClusterConfig",
        Resource: "arn:aws:eks:*:*:cluster/zilliz-byoc-*",
        Condition: { StringEquals: VENDOR_TAG },
      }),
    gives: [["WEAKER_CONDITION", "#18"]],
  },
];
