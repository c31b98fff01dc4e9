/* eslint-disable @typescript-eslint/no-unsafe-call -- statements of documents, changed at will */
import type { Mutation } from "../documents";

/** Changes of conditions. */
export const CONDITIONS: readonly Mutation[] = [
  {
    title: "no condition",
    of: "crossAccount",
    change: (s) => delete s("EKSCreate").Condition,
    gives: [["WEAKER_CONDITION", "EKSCreate"]],
  },
  {
    title: "an empty condition",
    of: "crossAccount",
    change: (s) => (s("IAMPassRoleToEKS").Condition = {}),
    gives: [["WEAKER_CONDITION", "IAMPassRoleToEKS"]],
  },
  {
    title: "no external ID",
    of: "integrationTrust",
    change: (s) => delete s(0).Condition,
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "any external ID",
    of: "integrationTrust",
    change: (s) => (s(0).Condition = { StringLike: { "sts:ExternalId": "*" } }),
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "an external ID only if there is one",
    of: "integrationTrust",
    change: (s) => (s(0).Condition = { StringEqualsIfExists: { "sts:ExternalId": "cid-1" } }),
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "a second external ID",
    of: "integrationTrust",
    change: (s) => (s(0).Condition.StringEquals["sts:ExternalId"] = ["cid-1", "cid-2"]),
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "another external ID",
    of: "integrationTrust",
    change: (s) => (s(0).Condition.StringEquals["sts:ExternalId"] = "cid-2"),
    gives: [
      ["WEAKER_CONDITION", "#1"],
      ["STRICTER_CONDITION", "#1"],
    ],
  },
  {
    title: "an external ID in whatever case",
    of: "integrationTrust",
    change: (s) => (s(0).Condition = { StringEqualsIgnoreCase: { "sts:ExternalId": "cid-1" } }),
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "the tag of the resource in place of the request's",
    of: "crossAccount",
    change: (s) =>
      (s("CreateOpenIDConnectProvider").Condition = {
        StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" },
      }),
    gives: [
      ["WEAKER_CONDITION", "CreateOpenIDConnectProvider"],
      ["STRICTER_CONDITION", "CreateOpenIDConnectProvider"],
    ],
  },
  {
    title: "every service account",
    of: "storageTrust",
    change: (s) => (s(0).Condition.StringLike["eks_oidc_url:sub"] = "system:serviceaccount:*"),
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "one service account more",
    of: "storageTrust",
    change: (s) =>
      s(0).Condition.StringLike["eks_oidc_url:sub"].push("system:serviceaccount:default:x"),
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "one service account less",
    of: "storageTrust",
    change: (s) => s(0).Condition.StringLike["eks_oidc_url:sub"].pop(),
    gives: [["STRICTER_CONDITION", "#1"]],
  },
  {
    title: "no audience",
    of: "storageTrust",
    change: (s) => delete s(0).Condition.StringLike["eks_oidc_url:aud"],
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "patterns where names stood",
    of: "irsaTrust",
    change: (s) => {
      const [[sub]] = [Object.keys(s(0).Condition.StringEquals)];
      s(0).Condition = { StringLike: { ...s(0).Condition.StringEquals, [sub!]: "system:*" } };
    },
    gives: [["WEAKER_CONDITION", "#1"]],
  },
  {
    title: "the key of another issuer",
    of: "storageTrust",
    change: (s) =>
      (s(0).Condition = JSON.parse(
        JSON.stringify(s(0).Condition).replaceAll("eks_oidc_url", "issuer"),
      )),
    gives: [
      ["WEAKER_CONDITION", "#1"],
      ["STRICTER_CONDITION", "#1"],
    ],
  },
  {
    title: "one condition more",
    of: "crossAccount",
    change: (s) =>
      (s("DeleteOpenIDConnectProvider").Condition = {
        StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" },
      }),
    gives: [["STRICTER_CONDITION", "DeleteOpenIDConnectProvider"]],
  },
  {
    title: "one key more in a condition",
    of: "crossAccount",
    change: (s) => (s("EKSCreate").Condition.StringEquals["aws:RequestedRegion"] = "us-west-2"),
    gives: [["STRICTER_CONDITION", "EKSCreate"]],
  },
  {
    title: "a presence that is not asked for any more",
    of: "loadBalancer",
    change: (s) => delete s(7).Condition,
    gives: [["WEAKER_CONDITION", "#8"]],
  },
  {
    title: "absence in place of presence",
    of: "loadBalancer",
    change: (s) => (s(7).Condition.Null["aws:ResourceTag/elbv2.k8s.aws/cluster"] = "true"),
    // Two of its three actions are allowed without a condition by another statement.
    gives: [
      ["WEAKER_CONDITION", "#8"],
      ["STRICTER_CONDITION", "#8"],
    ],
  },
];
