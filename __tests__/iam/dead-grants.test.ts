import { deadGrants } from "../../iam/dead-grants";
import type { IamStatement } from "../../iam/policy";
import { oracle } from "../policies/oracle";
import { EVERY_POLICY } from "../policies/every-policy";

function found(document: unknown) {
  return deadGrants(document as never).map(({ kind, sid, element }) => [sid, kind, element]);
}

const addons = "arn:aws:eks:*:*:addon/zilliz-byoc-*/*/*";
const nodegroups = "arn:aws:eks:*:*:nodegroup/zilliz-byoc-*/zilliz*/*";

describe("documented cross-account policy", () => {
  const entries = "arn:aws:eks::aws:access-entry/zilliz-byoc-*/*/*/*/*";
  const policies = "arn:aws:eks::aws:access-policy/zilliz-byoc-*/*";

  it("has exactly the dead grants that the analysis lists", () => {
    expect(found(oracle("cross-account-policy", { "{bucketName}": "b" }))).toEqual([
      // Create calls are authorized on the cluster.
      ["EKSCreate", "RESOURCE_UNUSED", addons],
      ["EKSCreate", "RESOURCE_UNUSED", nodegroups],
      ["EKSCreate", "RESOURCE_MATCHES_NOTHING", entries],
      ["EKSCreate", "RESOURCE_MATCHES_NOTHING", policies],
      // Access entries have a region and an account.
      ["EKSUpdate", "ACTION_NEVER_MATCHES", "eks:AssociateAccessPolicy"],
      ["EKSUpdate", "ACTION_NEVER_MATCHES", "eks:UpdateAccessEntry"],
      ["EKSUpdate", "RESOURCE_MATCHES_NOTHING", entries],
      ["EKSUpdate", "RESOURCE_MATCHES_NOTHING", policies],
      ["EKSTag", "RESOURCE_MATCHES_NOTHING", entries],
      ["EKSRead", "ACTION_NEVER_MATCHES", "eks:DescribeAccessEntry"],
      ["EKSRead", "ACTION_NEEDS_WILDCARD", "eks:DescribeAddonConfiguration"],
      ["EKSRead", "ACTION_NEEDS_WILDCARD", "eks:DescribeAddonVersions"],
      ["EKSRead", "ACTION_NEEDS_WILDCARD", "eks:ListAccessPolicies"],
      ["EKSRead", "RESOURCE_MATCHES_NOTHING", entries],
      ["EKSRead", "RESOURCE_MATCHES_NOTHING", policies],
      ["EkSDelete", "ACTION_NEVER_MATCHES", "eks:DeleteAccessEntry"],
      ["EkSDelete", "ACTION_NEVER_MATCHES", "eks:DeleteFargateProfile"],
      ["EkSDelete", "RESOURCE_MATCHES_NOTHING", entries],
      ["EkSDelete", "RESOURCE_MATCHES_NOTHING", policies],
    ]);
  });

  it("is told in words", () => {
    const texts = deadGrants(oracle("cross-account-policy", { "{bucketName}": "b" }) as never).map(
      ({ text }) => text,
    );
    expect(texts).toContain(
      "eks:AssociateAccessPolicy acts on access-entry, which no resource of the statement matches",
    );
    expect(texts).toContain(
      'eks:DescribeAddonVersions takes no resource, so it is only ever allowed on "*"',
    );
    expect(texts).toContain(`no resource of eks has an ARN like ${policies}`);
    expect(texts).toContain(`none of the statement's actions acts on ${addons}`);
  });
});

describe("newer cross-account policy", () => {
  const entries = "arn:aws:eks:*:*:access-entry/zilliz-byoc-*/*/*/*/*";
  const policies = "arn:aws:eks:*:*:access-policy/zilliz-byoc-*/*";

  it("matches access entries, and still no access policies", () => {
    const document = oracle("current/cross-account-policy", {
      "${var.name}": "acme",
      "${var.bucketName}": "b",
    });
    expect(found(document)).toEqual([
      ["EKSCreate", "RESOURCE_UNUSED", addons],
      ["EKSCreate", "RESOURCE_UNUSED", nodegroups],
      ["EKSCreate", "RESOURCE_UNUSED", entries],
      ["EKSCreate", "RESOURCE_MATCHES_NOTHING", policies],
      ["EKSUpdate", "RESOURCE_MATCHES_NOTHING", policies],
      ["EKSRead", "ACTION_NEEDS_WILDCARD", "eks:DescribeAddonConfiguration"],
      ["EKSRead", "ACTION_NEEDS_WILDCARD", "eks:DescribeAddonVersions"],
      ["EKSRead", "ACTION_NEEDS_WILDCARD", "eks:ListAccessPolicies"],
      ["EKSRead", "RESOURCE_MATCHES_NOTHING", policies],
      ["EkSDelete", "ACTION_NEVER_MATCHES", "eks:DeleteFargateProfile"],
      ["EkSDelete", "RESOURCE_MATCHES_NOTHING", policies],
    ]);
  });
});

it("finds nothing in the other policies of this project", () => {
  const others = EVERY_POLICY.filter(([name]) => !name.startsWith("crossAccountPolicy"));
  expect(others.length).toBeGreaterThan(15);
  for (const [name, { document }] of others) expect([name, found(document)]).toEqual([name, []]);
});

describe("a statement", () => {
  const statement = (more: Partial<IamStatement>) => ({
    Version: "2012-10-17",
    Statement: [{ Sid: "S", Effect: "Allow", ...more }],
  });

  it.each<[string, Partial<IamStatement>]>([
    ["everything", { Action: "*", Resource: "*" }],
    [
      "a service that is not in the data",
      { Action: "dynamodb:GetItem", Resource: "arn:aws:s3:::b" },
    ],
    ["an unknown action", { Action: "s3:Fetch", Resource: "arn:aws:s3:::b/*" }],
    ["policies of AWS", { Action: "iam:GetPolicy", Resource: "arn:aws:iam::aws:policy/*" }],
    ["a wildcard of which one action matches", { Action: "s3:Get*", Resource: "arn:aws:s3:::b" }],
    ["what is denied", { Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::b" }],
    ["all but an action", { NotAction: "s3:GetObject", Resource: "arn:aws:s3:::b" }],
    ["all but a resource", { Action: "s3:GetObject", NotResource: "arn:aws:s3:::b" }],
    ["a trust", { Action: "sts:AssumeRole", Principal: { Service: "eks.amazonaws.com" } }],
    [
      "a cluster that is made",
      { Action: "eks:CreateCluster", Resource: "arn:aws:eks:*:*:cluster/x" },
    ],
  ])("of %s is passed over", (_title, more) => {
    expect(found(statement(more))).toEqual([]);
  });

  it.each<[string, Partial<IamStatement>, readonly string[][]]>([
    [
      "objects on a bucket",
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::b" },
      [
        ["S", "ACTION_NEVER_MATCHES", "s3:GetObject"],
        ["S", "RESOURCE_UNUSED", "arn:aws:s3:::b"],
      ],
    ],
    [
      "a bucket's list on its objects",
      { Action: "s3:ListBucket", Resource: "arn:aws:s3:::b/*" },
      [
        ["S", "ACTION_NEVER_MATCHES", "s3:ListBucket"],
        ["S", "RESOURCE_UNUSED", "arn:aws:s3:::b/*"],
      ],
    ],
    [
      "a wildcard of which no action matches",
      { Action: "s3:*Object", Resource: ["arn:aws:s3:::b"] },
      [
        ["S", "ACTION_NEVER_MATCHES", "s3:*Object"],
        ["S", "RESOURCE_UNUSED", "arn:aws:s3:::b"],
      ],
    ],
    [
      "an account with letters",
      { Action: "iam:GetRole", Resource: ["arn:aws:iam::accountid:role/x", "*"] },
      [["S", "RESOURCE_MATCHES_NOTHING", "arn:aws:iam::accountid:role/x"]],
    ],
    [
      "a list that needs everything",
      { Action: "s3:ListAllMyBuckets", Resource: "arn:aws:s3:::*" },
      [
        ["S", "ACTION_NEEDS_WILDCARD", "s3:ListAllMyBuckets"],
        ["S", "RESOURCE_UNUSED", "arn:aws:s3:::*"],
      ],
    ],
  ])("of %s is dead", (_title, more, expected) => {
    expect(found(statement(more))).toEqual(expected);
  });
});
