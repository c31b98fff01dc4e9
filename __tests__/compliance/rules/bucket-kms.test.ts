import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rule as kms } from "../../../compliance/rules/bucket-kms";
import { readDeployments } from "../../../stacks/deployments";
import { judgeJson } from "./judging";

describe("bucket-kms, where a key is meant for the bucket", () => {
  const golden = join("examples", "project-kms", "golden", "acme-prod-project.tf.json");
  const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
  const deployments = readDeployments(
    [join("examples", "project-kms", "byoc.yaml")],
    {},
  ).deployments;
  const [deployment] = deployments;
  const { project } = deployment!;
  const keyless = { ...project!.bucket };
  delete (keyless as { key?: object }).key;
  const withoutKey = { ...deployment!, project: { ...project!, bucket: keyless } };

  /** The example with S3's own keys; what else is changed in it is given. */
  function stack(change: (resource: any) => void = () => undefined) {
    const json = JSON.parse(readFileSync(golden, "utf8"));
    json.resource[ENCRYPTION].bucket.rule = [
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ];
    change(json.resource);
    return json as object;
  }
  const withoutGrant = (resource: any) => delete resource.aws_iam_role_policy.storage_kms_policy;

  test("not to use it is a warning: the role may use the key", () => {
    const { fails, messages } = judgeJson(kms, stack());
    expect(fails).toEqual([`warning ${ENCRYPTION}.bucket`]);
    expect(messages).toEqual([
      "objects are encrypted with S3's own keys; alias/zilliz-byoc-acme-prod-storage is meant for the bucket",
    ]);
  });

  test("or the key says so itself", () => {
    expect(judgeJson(kms, stack(withoutGrant)).fails).toEqual([`warning ${ENCRYPTION}.bucket`]);
  });

  test("or the config, which is believed before the input", () => {
    const nothing = (resource: any) => {
      withoutGrant(resource);
      delete resource.aws_kms_key;
      delete resource.aws_kms_alias;
    };
    expect(judgeJson(kms, stack(nothing)).fails).toEqual([`info ${ENCRYPTION}.bucket`]);
    expect(judgeJson(kms, stack(nothing), { deployments }).fails).toEqual([
      `warning ${ENCRYPTION}.bucket`,
    ]);
    expect(judgeJson(kms, stack(), { deployments: [withoutKey] }).fails).toEqual([
      `info ${ENCRYPTION}.bucket`,
    ]);
  });

  test("another key that the same run makes is not it", () => {
    const other = (resource: any) => {
      resource.aws_kms_key.other = { description: "of something else" };
      resource.aws_kms_alias.other = {
        name: "alias/other",
        target_key_id: "${aws_kms_key.other.key_id}",
      };
      resource[ENCRYPTION].bucket.rule[0] = {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "${aws_kms_key.other.arn}",
        },
        bucket_key_enabled: true,
      };
    };
    expect(judgeJson(kms, stack(other)).fails).toEqual([`warning ${ENCRYPTION}.bucket`]);
  });
});
