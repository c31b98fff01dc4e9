import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hclModule, textsOf } from "../../hcl";
import type { Json } from "../../hcl/json";
import { EVERYTHING } from "./support/everything";
import { examples, stackOf } from "./support/stacks";

const OPTIONS = { backend: true, helm: 2 } as const;

it("writes everything that is supported", () => {
  const files = hclModule(stackOf(EVERYTHING), OPTIONS);
  const text = [...files].map(([path, content]) => `=== ${path}\n${content}`).join("\n");
  expect(text).toBe(readFileSync(join(__dirname, "everything.txt"), "utf8"));
});

it("writes the same whenever it is asked", () => {
  for (const { stack } of examples()) {
    const again = structuredClone(stack);
    expect([...hclModule(again, OPTIONS)]).toEqual([...hclModule(stack, OPTIONS)]);
  }
});

it("puts a resource where a reader looks for it, roles with what belongs to them", () => {
  const { stack } = examples().find(({ title }) =>
    title.startsWith("full-production acme-production-project"),
  )!;
  const files = hclModule(stack, OPTIONS);
  expect([...files.keys()].filter((path) => path.endsWith(".tf"))).toEqual([
    "versions.tf",
    "providers.tf",
    "backend.tf",
    "bucket.tf",
    "key.tf",
    "roles.tf",
    "policies.tf",
    "network.tf",
    "outputs.tf",
  ]);
  const roles = [...files.get("roles.tf")!.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(
    ([, type, name]) => `${type}.${name}`,
  );
  expect(roles.slice(0, 4)).toEqual([
    "aws_iam_role.cross_account_role",
    "aws_iam_role_policy.cross_account_policy",
    "aws_iam_role.eks_role",
    "aws_iam_role_policy_attachment.aws_lb_controller_policy",
  ]);
  expect(roles.slice(-3)).toEqual([
    "aws_iam_role.storage_role",
    "aws_iam_role_policy.storage_kms_policy",
    "aws_iam_role_policy.storage_policy",
  ]);
});

it("gives objects of an attribute the keys that they leave out", () => {
  const json = { resource: { aws_security_group: { one: { ingress: { from_port: 1 } } } } };
  expect(hclModule(stackOf(json), OPTIONS).get("network.tf")).toMatch(
    /\n {2}ingress = \[\n {4}\{\n( {6}\w+ += null\n)+ {6}from_port += 1\n( {6}\w+ += null\n)+ {4}\},\n {2}\]\n/,
  );
});

it("gives texts names of their own, also where letters differ in size only", () => {
  const policy = { policy: "{}" };
  const json = {
    resource: {
      aws_iam_policy: { acme: policy, Acme: policy, bucket: policy, büro: policy, bäro: policy },
      aws_kms_key: { bucket: policy, Bucket: policy },
    },
  };
  expect(textsOf(json).map(({ file }) => file)).toEqual([
    "policies/acme_policy.json",
    "policies/aws_iam_policy_Acme_policy.json",
    "policies/bucket_policy.json",
    "policies/b_ro_policy.json",
    "policies/aws_iam_policy_b_ro_policy.json",
    "policies/aws_kms_key_bucket_policy.json",
    "policies/aws_kms_key_Bucket_policy_2.json",
  ]);
});

describe("refuses, by name,", () => {
  const resource = (type: string, body: Json) => ({ resource: { [type]: { one: body } } });
  it.each<[string, Record<string, Json>, string]>([
    ["a type without a schema", resource("aws_lambda_function", {}), "aws_lambda_function"],
    ["a data source without one", { data: { aws_x: { y: {} } } }, "aws_x"],
    ["a provider without one", { provider: { google: [{}] } }, "google"],
    ["an inherited name", resource("constructor", {}), "constructor"],
    [
      "an argument that the type does not have",
      resource("aws_s3_bucket", { bukket: "x" }),
      'aws_s3_bucket.one has no argument "bukket"',
    ],
    [
      "one in a block",
      resource("aws_s3_bucket_versioning", { versioning_configuration: { state: 1 } }),
      'aws_s3_bucket_versioning.one.versioning_configuration has no argument "state"',
    ],
    [
      "one in an object",
      resource("aws_security_group", { ingress: [{ port: 1 }] }),
      'aws_security_group.one.ingress has no argument "port"',
    ],
    [
      "a block that is a text",
      resource("aws_s3_bucket_versioning", { versioning_configuration: "x" }),
      "aws_s3_bucket_versioning.one.versioning_configuration must be an object",
    ],
    ["provisioners", resource("aws_s3_bucket", { provisioner: [] }), "aws_s3_bucket.one"],
    ["other blocks", { ephemeral: {} }, "ephemeral"],
    ["other settings", { terraform: { provider_meta: {} } }, "terraform.provider_meta"],
    ["names of resources that are none", { resource: { aws_eip: { 'a"b': {} } } }, '"a\\"b"'],
    ["names that are none", { output: { 'a"b': { value: 1 } } }, '"a\\"b"'],
    ["expressions without an end", { output: { it: { value: "${a" } } }, "has no end"],
    ["expressions that are none", { output: { it: { value: "${a ; b}" } } }, "cannot be read"],
  ])("%s", (_what, json, message) => {
    expect(() => hclModule(stackOf(json), OPTIONS)).toThrow(message);
  });
});

it.each<[string, Json, string]>([
  [
    "s3, of which the role is an attribute",
    { backend: { s3: { key: "a", assume_role: { role_arn: "b" } } } },
    'backend "s3" {\n    key = "a"\n\n    assume_role = {\n      role_arn = "b"\n    }\n  }',
  ],
  [
    "remote, of which the workspaces are a block",
    { backend: { remote: { organization: "a", workspaces: [{ name: "b" }] } } },
    'backend "remote" {\n    organization = "a"\n\n    workspaces {\n      name = "b"\n    }\n  }',
  ],
  [
    "cloud, the same",
    { cloud: { organization: "a", workspaces: { tags: ["b"] } } },
    'cloud {\n    organization = "a"\n\n    workspaces {\n      tags = ["b"]\n    }\n  }',
  ],
  [
    "kubernetes, of which labels are an attribute",
    { backend: { kubernetes: { labels: { "a/b": "c" } } } },
    'backend "kubernetes" {\n    labels = {\n      "a/b" = "c"\n    }\n  }',
  ],
])("writes the backend %s", (_what, terraform, text) => {
  const files = hclModule(stackOf({ terraform }), OPTIONS);
  expect([...files.keys()]).toEqual(["backend.tf"]);
  expect(files.get("backend.tf")).toContain(`\n\nterraform {\n  ${text}\n}\n`);
});

it.each([
  [2, ">= 2.17.0, < 4.0.0", ">= 2.17.0, < 3.0.0"],
  [3, ">= 2.17.0, < 4.0.0", ">= 3.0.0, < 4.0.0"],
  [2, ">= 2.17.0", ">= 2.17.0, < 3.0.0"],
  [3, "> 2, < 4", ">= 3.0.0, < 4"],
  [3, ">= 3.0.2, < 4.0.0", ">= 3.0.2, < 4.0.0"],
  [2, "2.17.0", "2.17.0"],
  [3, "~> 3.0", "~> 3.0"],
] as const)("for helm %i lets in of %s what it is written for", (helm, version, narrowed) => {
  const required_providers = { chart: { source: "hashicorp/helm", version } };
  const files = hclModule(stackOf({ terraform: { required_providers } }), { ...OPTIONS, helm });
  expect(files.get("versions.tf")).toContain(`version = "${narrowed}"`);
});

it("keeps comments in one line", () => {
  const json = {
    resource: {
      aws_kms_key: { one: { "//": { provenance: 'derived: a\r\n}\u2028resource "x" "y" {}' } } },
    },
  };
  expect(hclModule(stackOf(json, "a\nb"), OPTIONS).get("key.tf")).toBe(
    '# Stack a b, document create-bucket-and-role. Written by byoc export.\n\n# Policy, derived: a } resource "x" "y" {}\nresource "aws_kms_key" "one" {}\n',
  );
});
