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

describe("bucket-kms, of a bucket in us-west-2", () => {
  const encrypted = (
    key: string,
    more: object = {},
    rule: object = { bucket_key_enabled: true },
  ) => {
    const encryption = { sse_algorithm: "aws:kms", kms_master_key_id: key, ...more };
    return judgeJson(kms, {
      provider: { aws: { region: "us-west-2" } },
      resource: {
        aws_s3_bucket: { data: { bucket: "b" } },
        aws_s3_bucket_server_side_encryption_configuration: {
          data: {
            bucket: "${aws_s3_bucket.data.bucket}",
            rule: [{ apply_server_side_encryption_by_default: encryption, ...rule }],
          },
        },
      },
    }).results.map(({ verdict, message }) => `${verdict} ${message}`);
  };
  const KEY = "arn:aws:kms:us-west-2:111122223333:key/11111111-2222-3333-4444-555555555555";

  test("a key of its own region is one", () =>
    expect(encrypted(KEY)).toEqual(["PASS objects are encrypted with a KMS key"]));

  test.each(["alias/aws/s3", "arn:aws:kms:us-west-2:111122223333:alias/aws/s3"])(
    "%s is AWS's own",
    (key) =>
      expect(encrypted(key)).toEqual([
        `FAIL names ${key}: S3 takes the key aws/s3, whose policy nobody can change`,
      ]),
  );

  test("a key of another region is none", () =>
    expect(encrypted(KEY.replace("us-west-2", "eu-west-1"))).toEqual([
      "FAIL the key is in eu-west-1 and the bucket in us-west-2: S3 takes keys of the bucket's own region alone",
    ]));

  test("two layers of encryption have no bucket keys", () =>
    expect(encrypted(KEY, { sse_algorithm: "aws:kms:dsse" }, {})).toEqual([
      "PASS objects are encrypted twice, with a KMS key",
    ]));
});
