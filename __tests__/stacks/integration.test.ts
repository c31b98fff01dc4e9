import { expectText, oracle } from "../policies/oracle";
import { HEAD, synthText, type Synthesized } from "./synth";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const EXISTING = `${HEAD}integration:\n  bucket: { name: acme-export, existing: true }\n`;
const policy = ({ resource }: Synthesized) =>
  JSON.parse(resource["aws_iam_policy"]!["integration_policy"]!["policy"] as string);
const trust = ({ resource }: Synthesized) =>
  JSON.parse(resource["aws_iam_role"]!["integration_role"]!["assume_role_policy"] as string);
const document = (json: unknown) => ({ document: json }) as never;

describe("integration", () => {
  it("names an existing bucket and makes nothing of it", () => {
    const { resource } = synthText(EXISTING);
    expect(Object.keys(resource).sort()).toEqual([
      "aws_iam_policy",
      "aws_iam_role",
      "aws_iam_role_policy_attachment",
    ]);
    expectText(
      document(policy({ resource } as Synthesized)),
      oracle("integration-policy", { "<bucket>": "acme-export" }),
    );
  });

  it("protects a new bucket", () => {
    const { resource } = synthText(`${HEAD}integration:\n  bucket: { name: acme-export }\n`);
    expect(resource["aws_s3_bucket"]!["bucket"]).toMatchObject({ bucket: "acme-export" });
    expect(resource["aws_s3_bucket_public_access_block"]).toBeDefined();
  });

  it("trusts the account with the external ID, as the document prints it", () => {
    expectText(
      document(trust(synthText(EXISTING))),
      oracle("integration-trust", { "my-external-id": "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" }),
    );
  });

  it("takes an external ID of its own", () => {
    const text = `${EXISTING}  externalId: zilliz-external-4kT9vQ2mX7cB1nL\n`;
    expect(trust(synthText(text)).Statement[0].Condition).toEqual({
      StringEquals: { "sts:ExternalId": "zilliz-external-4kT9vQ2mX7cB1nL" },
    });
  });

  it("adds the documented KMS statement, and tells the key's side", () => {
    const stack = synthText(`${EXISTING}  kmsKeyArn: ${KEY}\n`);
    expectText(
      document(policy(stack)),
      oracle("integration-policy-kms", {
        "<bucket>": "acme-export",
        "<region>": "us-west-2",
        "<account_id>": "111122223333",
        "<key_id>": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
      }),
    );
    const told = stack.output["kms_key_policy_statement"]!;
    expect(told["description"]).toContain(KEY);
    expect(JSON.parse(told["value"] as string)).toEqual({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:role/zilliz-integration-role-acme" },
      Action: ["kms:GenerateDataKey"],
      Resource: "*",
    });
  });

  it("creates the key's side together with the key", () => {
    const { resource, output } = synthText(
      `${HEAD}integration: { bucket: { name: acme-export }, createKmsKey: true }\n`,
    );
    const key = resource["aws_kms_key"]!["bucket_key"]!;
    expect(key["enable_key_rotation"]).toBe(true);
    expect(key["deletion_window_in_days"]).toBe(30);
    expect(JSON.parse(key["policy"] as string).Statement).toEqual([
      {
        Sid: "EnableIamPolicies",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:*",
        Resource: "*",
      },
    ]);
    expect(output["kms_key_policy_statement"]).toBeUndefined();
  });

  it("keeps the role out of reach of the cross-account policy by default", () => {
    const role = synthText(EXISTING).resource["aws_iam_role"]!["integration_role"]!;
    expect(role["name"]).toBe("zilliz-integration-role-acme");
    expect(role["name"]).not.toMatch(/^zilliz-byoc/);
  });
});
