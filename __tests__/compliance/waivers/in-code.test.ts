import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { terraformJson } from "../../../stacks/terraform-json";
import { waive } from "../../../modules/waive";
import type { Resource } from "../../../terraform/model";
import { evaluate, input, resource, rule } from "../engine/material";

const WAIVER = {
  rule: "s3-private",
  reason: "readers come over the website only",
  owner: "platform",
  expires: "2027-06-30",
} as const;

describe("waive", () => {
  const made = (build: (scope: Construct, bucket: S3Bucket) => void): any => {
    const stack = new TerraformStack(new App(), "acme");
    const scope = new Construct(stack, "storage");
    const bucket = new S3Bucket(scope, "bucket", { bucket: "acme-data" });
    build(scope, bucket);
    return terraformJson(stack, {}, "0.21.0");
  };
  const metadataOf = (json: any): any => Object.values<any>(json.resource.aws_s3_bucket)[0]["//"];

  test("writes beside the resource, and leaves CDKTF's own notes there", () => {
    const metadata = metadataOf(made((_, bucket) => waive(bucket, WAIVER)));
    expect(metadata.waivers).toEqual([WAIVER]);
    expect(metadata.metadata.path).toBe("acme/storage/bucket");
  });

  test("writes several, and takes a construct that holds one resource", () => {
    const second = { ...WAIVER, rule: "s3-versioning", finding: "status" };
    const metadata = metadataOf(
      made((scope, bucket) => {
        waive(scope, WAIVER);
        waive(bucket, second);
      }),
    );
    expect(metadata.waivers).toEqual([WAIVER, second]);
  });

  test("refuses a construct with several resources, or with none", () => {
    made((scope) => {
      new S3Bucket(scope, "logs", { bucket: "acme-logs" });
      expect(() => waive(scope, WAIVER)).toThrow(
        "acme/storage holds 2 resources, and a waiver is for one: name one of acme/storage/bucket, acme/storage/logs",
      );
      expect(() => waive(new Construct(scope, "empty"), WAIVER)).toThrow(
        "acme/storage/empty holds 0 resources",
      );
    });
  });
});

describe("what the engine makes of them", () => {
  const carrier = (waivers: unknown[], more: Partial<Resource> = {}) =>
    resource("aws_s3_bucket.data", { waivers, constructPath: "acme/data", ...more });
  const run = (resources: readonly Resource[], kinds: readonly ("synth" | "plan")[] = ["synth"]) =>
    evaluate(
      [
        rule(
          "s3-private",
          resources.map((of) => ({ verdict: "FAIL", resource: of, key: "acl", message: "m" })),
        ),
        rule("iam-key", [], { waivable: false }),
      ],
      resources.map((of, index) => input([of], { kind: kinds[index] ?? "synth" })),
    ).findings.filter(({ verdict }) => verdict !== "NOT_APPLICABLE");

  test("they hold for the resource that carries them", () => {
    const [finding] = run([carrier([WAIVER])]);
    expect(finding).toMatchObject({
      verdict: "WAIVED",
      waiver: { reason: WAIVER.reason, source: "code", kind: "accepted-risk" },
    });
  });

  test("they hold in a plan, which has no place for them", () => {
    const plan = resource("aws_s3_bucket.data", { file: "plan.json" });
    expect(run([carrier([WAIVER]), plan], ["synth", "plan"]).map((f) => f.verdict)).toEqual([
      "WAIVED",
      "WAIVED",
    ]);
  });

  test("they do not hold in another stack with the same address, nor then in a plan", () => {
    const other = resource("aws_s3_bucket.data", { file: "stacks/other/cdk.tf.json" });
    const plan = resource("aws_s3_bucket.data", { file: "z.plan.json" });
    const findings = run([carrier([WAIVER]), other, plan], ["synth", "synth", "plan"]);
    expect(findings.map(({ file, verdict }) => [file, verdict])).toEqual([
      ["stacks/acme-project/cdk.tf.json", "WAIVED"],
      ["stacks/other/cdk.tf.json", "FAIL"],
      ["z.plan.json", "FAIL"],
    ]);
  });

  test("those that cover nothing, have expired or are not allowed are found at the resource", () => {
    const findings = run([
      carrier([
        { ...WAIVER, finding: "policy" },
        { ...WAIVER, expires: "2026-01-01" },
        { ...WAIVER, rule: "iam-key" },
      ]),
    ]).filter(({ rule: id }) => id.startsWith("waiver-"));
    expect(
      findings.map(({ rule: id, severity, file, line }) => [id, severity, file, line]),
    ).toEqual([
      ["waiver-expired", "warning", "stacks/acme-project/cdk.tf.json", 10],
      ["waiver-not-allowed", "error", "stacks/acme-project/cdk.tf.json", 10],
      ["waiver-unused", "warning", "stacks/acme-project/cdk.tf.json", 10],
    ]);
  });

  test.each<[string, unknown, string]>([
    ["no expiry", { ...WAIVER, expires: undefined }, "expires is missing"],
    [
      "an address",
      { ...WAIVER, address: "*", max: 9 },
      "address is no key of a waiver; max is no key of a waiver",
    ],
    ["no mapping", "all of it", "it is no mapping"],
    ["nothing", null, "it is no mapping"],
    [
      "the wrong types",
      { ...WAIVER, owner: 1, rule: undefined },
      "rule is missing; owner is not a text",
    ],
  ])("%s cannot be read, and covers nothing", (_, entry, message) => {
    const findings = run([carrier([entry])]);
    expect(findings).toMatchObject([
      { rule: "s3-private", verdict: "FAIL" },
      {
        rule: "waiver-invalid",
        severity: "error",
        address: "aws_s3_bucket.data",
        message: `a waiver in code cannot be read: ${message}`,
      },
    ]);
  });
});
