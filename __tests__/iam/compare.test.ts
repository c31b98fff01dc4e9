/* eslint-disable @typescript-eslint/no-unsafe-call -- statements of documents, changed at will */
import { compare } from "../../iam/compare";
import { directionOf } from "../../iam/difference";
import type { IamPolicy } from "../../iam/policy";
import { changed, documentOf, type Change, type Draft } from "./documents";
import { MUTATIONS } from "./mutations";

const kinds = (policy: IamPolicy, reference: IamPolicy) =>
  compare(policy, reference).map(({ kind, sid }) => [kind, sid]);

describe("one change of a document's policy", () => {
  it.each(MUTATIONS.map((mutation) => [`${mutation.of}: ${mutation.title}`, mutation] as const))(
    "%s",
    (_title, { of, change, gives }) => {
      expect(kinds(changed(of, change), documentOf(of) as never)).toEqual(gives);
    },
  );

  it("is tried in more than forty ways, each kind among them", () => {
    expect(MUTATIONS.length).toBeGreaterThan(40);
    const all = new Set(MUTATIONS.flatMap(({ gives }) => gives.map(([kind]) => kind)));
    expect(all.size).toBe(13);
  });

  it("is the same change seen from the other side", () => {
    const opposite = { weaker: "stricter", stricter: "weaker", unknown: "unknown" } as const;
    for (const { of, change } of MUTATIONS) {
      const [policy, reference] = [changed(of, change), documentOf(of) as never];
      const there = new Set(compare(policy, reference).map(({ kind }) => directionOf(kind)));
      const back = new Set(compare(reference, policy).map(({ kind }) => directionOf(kind)));
      expect([of, back]).toEqual([of, new Set([...there].map((one) => opposite[one]))]);
    }
  });
});

describe("a statement that says what it leaves out", () => {
  const only = (statement: Draft): IamPolicy => ({
    Statement: { Effect: "Allow", ...statement } as never,
  });
  const allBut = (left: string | string[], more: Draft = {}) =>
    only({ NotAction: left, Resource: "*", ...more });

  it.each<[string, IamPolicy, IamPolicy, string[]]>([
    ["leaves out more", allBut(["iam:*", "s3:*"]), allBut("iam:*"), ["MISSING_ACTION"]],
    ["leaves out less", allBut("iam:Get*"), allBut("iam:*"), ["WIDER_ACTION"]],
    [
      "has actions listed that it takes in",
      only({ Action: "s3:*", Resource: "*" }),
      allBut("iam:*"),
      ["MISSING_ACTION"],
    ],
    ["is everything", only({ Action: "*", Resource: "*" }), allBut("iam:*"), ["WIDER_ACTION"]],
    [
      "has another condition",
      allBut("iam:*"),
      allBut("iam:*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      ["WEAKER_CONDITION"],
    ],
    [
      "is about other resources",
      only({ Action: "s3:*", NotResource: "arn:aws:s3:::b/x" }),
      only({ Action: "s3:*", NotResource: "arn:aws:s3:::b/*" }),
      ["WIDER_RESOURCE"],
    ],
  ])("%s", (_, policy, reference, gives) => {
    expect(new Set(compare(policy, reference).map(({ kind }) => kind))).toEqual(new Set(gives));
  });
});

describe("what a difference says", () => {
  const texts = (of: string, change: Change) =>
    compare(changed(of, change), documentOf(of) as never).map(({ text }) => text);

  it.each<[string, Change, string]>([
    [
      "milvus",
      (s) => s(1).Resource.push("arn:aws:s3:::x/*"),
      "may now also delete, read and write objects of bucket x",
    ],
    [
      "integration",
      (s) => s("Statement1").Action.push("s3:DeleteObject"),
      "may now also delete objects of bucket b",
    ],
    [
      "integration",
      (s) => s("Statement1").Action.push("s3:*"),
      "may now also do anything with bucket b and its objects",
    ],
    [
      "storage",
      (s) => s("AllowS3ReadWrite").Action.pop(),
      "may no longer delete objects of bucket b",
    ],
    [
      "storage",
      (s) => (s("AllowS3ReadWrite").Resource = "arn:aws:s3:::b/files/*"),
      "may no longer read, write and delete objects of bucket b",
    ],
    [
      "crossAccount",
      (s) => delete s("IAMPassRoleToEKS").Condition,
      'may give a service the rights of roles zilliz-byoc*; the reference allows it only when the service that gets the role is "eks.amazonaws.com"',
    ],
    [
      "crossAccount",
      (_s, all) =>
        all.push({
          Effect: "Allow",
          Action: "iam:CreateAccessKey",
          Resource: "arn:aws:iam::*:user/*",
        }),
      "may now also make access keys for every user",
    ],
    [
      "crossAccount",
      (_s, all) =>
        all.push({ Effect: "Allow", Action: ["dynamodb:*", "sqs:SendMessage"], Resource: "*" }),
      "may now also do anything in DynamoDB and send messages in SQS",
    ],
    [
      "integrationTrust",
      (s) => (s(0).Principal.AWS = ["965570967084", "999999999999"]),
      "account 999999999999 may now also assume the role",
    ],
    [
      "integrationTrust",
      (s) => delete s(0).Condition,
      "account 965570967084 may assume the role; the reference allows it only when the external ID is the one of the reference",
    ],
    ["integrationTrust", (s) => (s(0).Principal = "*"), "everybody may now also assume the role"],
    [
      "storageTrust",
      (s) => delete s(0).Condition.StringLike["eks_oidc_url:aud"],
      'holders of a token of eks_oidc_url may assume the role with a token of the identity provider; the reference allows it only when the audience of the token is "sts.amazonaws.com"',
    ],
    [
      "storage",
      (_s, all) => all.push({ Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" }),
      "may never delete objects of every bucket, whatever else allows it",
    ],
    [
      "bucket",
      (_s, all) => all.pop(),
      "it is no longer forbidden to use bucket b and its objects when the connection is not encrypted",
    ],
    [
      "crossAccount",
      (s) =>
        (s("DeleteOpenIDConnectProvider").Condition = {
          StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" },
        }),
      'may see and delete every OIDC provider, but only when the tag Vendor of the resource is "zilliz-byoc"',
    ],
    [
      "storage",
      (_s, all) => all.push({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
      "may now also do anything in the account, except in IAM (users, roles and their rights)",
    ],
    [
      "storage",
      (_s, all) => all.push({ Effect: "Deny", NotAction: "s3:ListBucket", Resource: "*" }),
      "may never do anything in the account, except list the objects of any bucket, whatever else allows it",
    ],
    [
      "bucket",
      (_s, all) => {
        all.push({
          Effect: "Allow",
          NotPrincipal: { AWS: "111122223333" },
          Action: "s3:GetObject",
          NotResource: "arn:aws:s3:::b/secret/*",
        });
      },
      "everybody except account 111122223333 may now also read objects of every bucket, except for objects secret/* of bucket b",
    ],
  ])("%s", (of, change, text) => {
    expect(texts(of, change)).toEqual([text]);
  });

  it("never shows an external ID", () => {
    const change: Change = (s) => (s(0).Condition.StringEquals["sts:ExternalId"] = "cid-secret");
    const all = texts("integrationTrust", change).join("\n");
    expect(all).toContain("the external ID is the one of the policy");
    expect(all).not.toMatch(/cid-/);
  });

  it("carries actions, resources and principals", () => {
    const [difference] = compare(
      changed("milvus", (s) => s(1).Resource.push("arn:aws:s3:::x/*")),
      documentOf("milvus") as never,
    );
    expect(difference).toMatchObject({
      kind: "EXTRA_RESOURCE",
      sid: "#2",
      actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      resources: ["arn:aws:s3:::x/*"],
      principals: [],
    });
  });
});
