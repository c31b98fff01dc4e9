import { join } from "node:path";
import { contextOf } from "../../../compliance/context";
import { checkSources, parseSource } from "../../../config";
import { readInputs } from "../../../terraform/files";
import { scratchFolder } from "../../support/scratch";
import { ruleOf } from "./judging";

const ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

const TRUST = {
  Effect: "Allow",
  Action: "sts:AssumeRoleWithWebIdentity",
  Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
  Condition: {
    StringEquals: {
      [`${ISSUER}:aud`]: "sts.amazonaws.com",
      [`${ISSUER}:sub`]: "system:serviceaccount:milvus:milvus-s3-access-sa",
    },
  },
};

/** Two roles of Milvus, in Terraform whose provider names neither account nor region. */
function terraform(actions: readonly string[], ...resources: readonly string[]) {
  const Statement = [{ Effect: "Allow", Action: actions, Resource: resources }];
  const role = {
    name: "milvus-s3-access-sa",
    assume_role_policy: JSON.stringify({ Version: "2012-10-17", Statement: [TRUST] }),
    inline_policy: [{ name: "s3", policy: JSON.stringify({ Version: "2012-10-17", Statement }) }],
  };
  return {
    provider: { aws: [{}] },
    resource: {
      aws_iam_role: {
        milvus: role,
        second: role,
      },
    },
  };
}

const CONFIG = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
milvus:
  cluster: { oidcIssuer: "https://${ISSUER}" }
  bucket: { name: acme-milvus }
`;

/** What a rule says, as often as a report has it: once. */
function judge(rule: string, json: object, config?: string): readonly string[] {
  const folder = scratchFolder({ "cdk.tf.json": JSON.stringify(json) });
  const deployments =
    config === undefined ? [] : checkSources([parseSource("byoc.yaml", config, {})]).deployments;
  const context = contextOf(readInputs([join(folder, "cdk.tf.json")]), deployments);
  const lines = [...ruleOf(rule).check(context)].map(
    ({ verdict, resource, key }) => `${verdict} ${resource?.address ?? ""} ${key ?? ""}`,
  );
  return [...new Set(lines)].sort();
}

const LACKING = terraform(
  ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
  "arn:aws:s3:::acme-milvus",
  "arn:aws:s3:::acme-milvus/*",
);
const WRITER = terraform(["iam:PutRolePolicy"], "arn:aws:iam::111122223333:role/*");

describe("an input that names no account", () => {
  it.each([
    ["with the config's", CONFIG],
    ["without any", undefined],
  ])("is asked what its roles may do, %s", (_, config) => {
    expect(judge("simulation", LACKING, config)).toContain(
      "FAIL aws_iam_role.milvus milvus-delete",
    );
    expect(judge("escalation-path", WRITER, config)).toContain(
      "FAIL aws_iam_role.milvus role-inline-policy",
    );
  });

  it("is undecided once for each account that its trusts name", () => {
    const untold = ["UNKNOWN  account 111122223333"];
    const undecided = (rule: string, config?: string) =>
      judge(rule, LACKING, config).filter((line) => line.startsWith("UNKNOWN"));
    expect(undecided("trust-account")).toEqual(untold);
    for (const other of ["trust-oidc", "trust-external-id", "simulation"]) {
      expect(undecided(other)).toEqual([]);
    }
    expect(undecided("trust-account", CONFIG)).toEqual([]);
  });

  it("is undecided for accounts that only its policies name", () => {
    const named = terraform(["s3:GetObject"], "arn:aws:s3:us-west-2:444455556666:accesspoint/a");
    expect(judge("simulation", named)).toContain("UNKNOWN  account 444455556666");
    expect(judge("simulation", named, CONFIG)).not.toContain("UNKNOWN  account 444455556666");
  });
});
