// Plans of Terraform 1.11.4 with AWS provider 5.100.0: fixtures/make-rules.ts.
import { join } from "node:path";
import {
  keyDeletionWindow as deletionWindow,
  keyPolicy,
  keyRotation as rotation,
} from "../../../compliance/rules/keys";
import {
  oidcProviderAudience as audience,
  roleBoundary as boundary,
  roleSession as session,
} from "../../../compliance/rules/identity";
import { readDeployments } from "../../../stacks/deployments";
import { judge, judgeFiles } from "./judging";

test.each([
  [rotation, ["aws_kms_key.data", "aws_kms_key.plain"]],
  [deletionWindow, ["aws_kms_key.data", "aws_kms_key.plain", "aws_kms_key.signing"]],
  [keyPolicy, ["aws_kms_key.data", "aws_kms_key.plain", "aws_kms_key.signing"]],
  [audience, ["aws_iam_openid_connect_provider.cluster"]],
  [boundary, ["aws_iam_role.storage", "aws_iam_role.vendor"]],
  [session, ["aws_iam_role.storage", "aws_iam_role.vendor"]],
])("$id passes what is good", (rule, passes) => {
  for (const file of ["rules-good.plan.json", "rules-good/main.tf.json"]) {
    expect(judge(rule, file)).toMatchObject({ fails: [], unknowns: [], passes });
  }
});

test.each([
  [rotation, ["warning aws_kms_key.open"]],
  [deletionWindow, ["info aws_kms_key.open"]],
  [keyPolicy, ["error aws_kms_key.open Everybody"]],
  [audience, ["error aws_iam_openid_connect_provider.cluster sigstore"]],
  [boundary, ["info aws_iam_role.elsewhere", "info aws_iam_role.vendor"]],
  [session, ["info aws_iam_role.vendor"]],
])("$id finds what is wrong", (rule, fails) => {
  expect(judge(rule, "rules-bad.plan.json")).toMatchObject({ fails, unknowns: [] });
});

test.each([
  [rotation, "aws_kms_key.data"],
  [boundary, "aws_iam_role.bound"],
])("$id says what is unknown", (rule, address) => {
  expect(judge(rule, "rules-unknown.plan.json")).toMatchObject({ passes: [], unknowns: [address] });
});

describe("role-boundary with a config", () => {
  const examples = join(__dirname, "..", "..", "..", "examples");
  const deploymentOf = (example: string) =>
    readDeployments([join(examples, example, "byoc.yaml")], {}).deployments[0]!;

  test.each(["full-production", "project-kms", "bootstrap", "govcloud-milvus"])(
    "takes the roles of %s as its config has them",
    (example) => {
      const golden = [join(examples, example, "golden")];
      const parameters = { source: "config" as const, deployments: [deploymentOf(example)] };
      const { fails, passes } = judgeFiles(boundary, golden, parameters);
      expect(fails.filter((line) => !line.startsWith("info"))).toEqual([]);
      expect(passes.length).toBeGreaterThan(0);
    },
  );

  test("finds a boundary that is gone, and a role that no config knows", () => {
    const deployment = deploymentOf("full-production");
    const milvus = deployment.milvus!;
    const role = { ...milvus.role, arn: "arn:aws:iam::123456789012:role/drift-bounded" };
    const parameters = {
      source: "config" as const,
      deployments: [{ ...deployment, milvus: { ...milvus, role } }],
    };
    const { fails, messages } = judge(boundary, "rules-drift.tfstate.json", parameters);
    expect(fails).toEqual(["error aws_iam_role.bounded", "warning aws_iam_role.storage"]);
    expect(messages.join()).toContain(`the config says ${String(role.boundary)}`);
  });
});
