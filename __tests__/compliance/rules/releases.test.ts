// Releases as CDKTF writes helm_release into cdk.tf.json; plans are in release-plans.test.ts.
import type { Rule } from "../../../compliance/rule";
import { rule as exposure } from "../../../compliance/rules/release-exposure";
import {
  releaseExternalS3 as externalS3,
  releaseNoKeys as noKeys,
  releaseVersion as version,
} from "../../../compliance/rules/release-settings";
import { rule as trust } from "../../../compliance/rules/release-trust";
import { judgeJson } from "./judging";
import { ROLE_ARN, stack, values, type Json } from "./release-material";

const failsOf = (rule: Rule, release: Json) => judgeJson(rule, stack(release)).fails;
const RULES = [exposure, externalS3, noKeys, trust, version];

test.each(RULES)("$id passes a good release", (rule) => {
  const { fails, unknowns, passes } = judgeJson(rule, stack());
  expect({ fails, unknowns, passes }).toEqual({
    fails: [],
    unknowns: [],
    passes: ["helm_release.milvus"],
  });
});

test.each(RULES)("$id does not apply to other charts", (rule) => {
  expect(judgeJson(rule, stack({ chart: "milvus-operator" })).results).toEqual([]);
});

test.each([exposure, externalS3, noKeys, trust])("$id: unknown values are told once", (rule) => {
  const open = { values: ["${yamlencode(data.external.values.result)}"] };
  const { fails, passes, unknowns } = judgeJson(rule, stack(open));
  expect({ fails, passes }).toEqual({ fails: [], passes: [] });
  expect(unknowns).toHaveLength(rule === noKeys ? 1 : 0);
});

describe("release-external-s3", () => {
  // More of them are in mutations/catalogue/release.ts.
  test.each([
    [{ externalS3: { useSSL: "false" } }, "error helm_release.milvus externalS3.useSSL"],
    [{ externalS3: { region: "eu-west-1" } }, "error helm_release.milvus externalS3.region host"],
    [{ minio: { enabled: undefined } }, "error helm_release.milvus minio.enabled"],
    [
      { externalS3: { bucketName: "milvus.acme.example", useVirtualHost: true } },
      "error helm_release.milvus externalS3.useVirtualHost",
    ],
  ])("%j", (changes, line) => {
    expect(failsOf(externalS3, { values: [values(changes)] })).toEqual([line]);
  });

  test("a bucket with dots in its name is taken by its path", () => {
    const dotted = { externalS3: { bucketName: "milvus.acme.example", useVirtualHost: false } };
    expect(failsOf(externalS3, { values: [values(dotted)] })).toEqual([]);
  });

  test("a later document and set blocks win", () => {
    const wrong = values({ externalS3: { useIAM: false } });
    expect(failsOf(externalS3, { values: [wrong, "externalS3: { useIAM: true }"] })).toEqual([]);
    const set = [{ name: "externalS3.useIAM", value: "true" }];
    expect(failsOf(externalS3, { values: [wrong], set })).toEqual([]);
  });

  test("the text true is what Milvus reads as true", () => {
    const text = values({ externalS3: { useIAM: "true", useSSL: "True" } });
    expect(failsOf(externalS3, { values: [text] })).toEqual([]);
  });

  test("values that are no YAML are unknown", () => {
    expect(judgeJson(externalS3, stack({ values: ["a: [b"] })).passes).toEqual([]);
  });
});

describe("release-no-keys", () => {
  test.each([
    [
      { values: [values({ externalS3: { accessKey: "AKIAIOSFODNN7EXAMPLE" } })] },
      "externalS3.accessKey",
    ],
    [
      { set_sensitive: [{ name: "externalS3.secretKey", value: "wJalrXUtnFEMI" }] },
      "externalS3.secretKey",
    ],
    [
      { values: [values({ extraConfigFiles: { "user.yaml": "minio:\n  accessKeyID: minio\n" } })] },
      "extraConfigFiles.user.yaml",
    ],
    [
      {
        values: [values({ proxy: { extraEnv: [{ name: "AWS_SECRET_ACCESS_KEY", value: "x" }] } })],
      },
      "proxy.extraEnv.0.value",
    ],
    [
      { values: [values({ externalKafka: { sasl: { password: "wJalrXUtnFEMI" } } })] },
      "externalKafka.sasl.password",
    ],
  ])("finds %j", (release, place) => {
    const { fails, messages } = judgeJson(noKeys, stack(release));
    expect(fails).toEqual([`error helm_release.milvus ${place}`]);
    expect(messages.join()).not.toMatch(/AKIA|wJalr/);
  });

  test("empty keys are none", () => {
    expect(
      failsOf(noKeys, { values: [values({ externalS3: { accessKey: "", secretKey: "" } })] }),
    ).toEqual([]);
  });

  test("a key beside values that are unknown is still found", () => {
    const set_sensitive = [{ name: "externalS3.accessKey", value: "AKIAIOSFODNN7EXAMPLE" }];
    const { fails, unknowns } = judgeJson(
      noKeys,
      stack({ values: ['${file("v")}'], set_sensitive }),
    );
    expect(fails).toEqual(["error helm_release.milvus externalS3.accessKey"]);
    expect(unknowns).toHaveLength(1);
  });

  test("cannot be waived", () => expect(noKeys.waivable).toBe(false));
});

describe("release-trust", () => {
  test.each([
    [
      "another namespace",
      {
        namespace: "vectors",
        values: [
          values({
            serviceAccount: {
              create: true,
              annotations: { "eks.amazonaws.com/role-arn": ROLE_ARN },
            },
          }),
        ],
      },
    ],
    [
      "another account",
      {
        values: [
          values({
            serviceAccount: {
              create: true,
              name: "milvus",
              annotations: { "eks.amazonaws.com/role-arn": ROLE_ARN },
            },
          }),
        ],
      },
    ],
    ["no name", { values: [values({ serviceAccount: { create: false, name: "" } })] }],
    ["no annotation", { values: [values({ serviceAccount: { create: true } })] }],
  ])("finds %s", (_, release) => {
    expect(failsOf(trust, release)).toEqual(["error helm_release.milvus"]);
  });

  test("annotations that the chart writes nowhere are told", () => {
    const annotations = { "eks.amazonaws.com/role-arn": `${ROLE_ARN}-2` };
    expect(failsOf(trust, { values: [values({ serviceAccount: { annotations } })] })).toEqual([
      "warning helm_release.milvus serviceAccount.annotations",
    ]);
    expect(
      failsOf(trust, { values: [values({ serviceAccount: { create: true, annotations: {} } })] }),
    ).not.toContainEqual(expect.stringContaining("serviceAccount.annotations"));
  });

  test("an account or role that no input has is unknown", () => {
    expect(judgeJson(trust, stack({}, "other")).unknowns).toEqual(["helm_release.milvus"]);
    const elsewhere = { "eks.amazonaws.com/role-arn": `${ROLE_ARN}-2` };
    const release = {
      values: [values({ serviceAccount: { create: true, annotations: elsewhere } })],
    };
    expect(judgeJson(trust, stack(release)).unknowns).toEqual(["helm_release.milvus"]);
  });
});

describe("release-version", () => {
  test.each([[undefined], [""], ["~> 5.0"], [">=5.0.0"], ["5"], ["4.2.0"]])(
    "finds %p",
    (number) => {
      expect(failsOf(version, { version: number })).toEqual(["warning helm_release.milvus"]);
    },
  );

  test.each([
    { chart: "./charts/milvus-5.0.19.tgz", version: undefined },
    { chart: "./charts/milvus", version: undefined },
    { chart: "zilliztech/milvus", version: "4.2.58" },
  ])("takes %j", (release) => expect(failsOf(version, release)).toEqual([]));
});
