// Plans of Terraform 1.11.4 with AWS provider 5.100.0: fixtures/make-rules.ts.
import {
  backendState as backend,
  providerAccountGuard as guard,
  providerCredentials as credentials,
} from "../../../compliance/rules/inputs";
import {
  synthPlaceholder as placeholder,
  synthUnresolvedToken as token,
} from "../../../compliance/rules/synth-texts";
import { judge, judgeJson } from "./judging";

test.each([backend, guard, credentials, placeholder, token])("$id passes what is good", (rule) => {
  const { fails, unknowns, passes } = judge(rule, "rules-good/main.tf.json");
  expect({ fails, unknowns, passes }).toEqual({ fails: [], unknowns: [], passes: ["(file)"] });
});

test.each([guard, credentials, placeholder, token])("$id passes a good plan", (rule) => {
  const { fails, unknowns, passes } = judge(rule, "rules-good.plan.json");
  expect({ fails, unknowns, passes }).toEqual({ fails: [], unknowns: [], passes: ["(file)"] });
});

test.each([
  [credentials, ["error (file)", "error (file)"]],
  [guard, ["warning (file)"]],
  [
    placeholder,
    [
      "error aws_iam_policy.misspelt policy {bucketName}",
      "error aws_iam_role.elsewhere assume_role_policy eks_oidc_url",
    ],
  ],
  [token, ["error aws_iam_role.vendor assume_role_policy"]],
])("$id finds what is wrong, in a plan and before", (rule, fails) => {
  for (const file of ["rules-bad.plan.json", "rules-bad/main.tf.json"]) {
    expect(judge(rule, file).fails).toEqual(fails);
  }
});

test("no message repeats a credential", () => {
  const said = JSON.stringify(
    judge(credentials, "rules-bad.plan.json").results.map(({ message, key }) => [message, key]),
  );
  expect(said).not.toMatch(/AKIA|wJalr/);
});

test("words that stand for keys in offline plans are none, and such a plan needs no guard", () => {
  expect(judge(credentials, "acme-dev-project.plan.json").fails).toEqual([]);
  expect(judge(guard, "acme-dev-project.plan.json").results).toEqual([]);
});

test("a guard that is an expression is unknown", () => {
  for (const file of ["rules-unknown.plan.json", "rules-unknown/main.tf.json"]) {
    expect(judge(guard, file)).toMatchObject({ fails: [], passes: [], unknowns: ["(file)"] });
  }
});

test("credentials of other providers and of the backend count", () => {
  const { fails } = judgeJson(credentials, {
    terraform: { backend: { s3: { bucket: "b", key: "k", access_key: "AKIAIOSFODNN7EXAMPLE" } } },
    provider: {
      aws: [{ region: "us-west-2", secret_key: "${var.secret}" }],
      helm: [{ kubernetes: { host: "https://cluster", token: "k8s-aws-v1.abcdef" } }],
    },
  });
  expect(fails).toEqual(["error (file)", "error (file)"]);
});

describe("backend-state", () => {
  const judged = (terraform: object) => judgeJson(backend, { terraform, provider: { aws: {} } });

  test.each([
    ["local", { local: {} }, ["info (file) local"]],
    [
      "s3 as it is by default",
      { s3: { bucket: "b", key: "k" } },
      ["warning (file) encrypt", "warning (file) lock"],
    ],
    [
      "s3 with a lock table",
      { s3: { bucket: "b", key: "k", encrypt: true, dynamodb_table: "t" } },
      [],
    ],
    [
      "http without TLS",
      { http: { address: "http://state", lock_address: "https://state" } },
      ["error (file) address"],
    ],
    ["gcs", { gcs: { bucket: "b" } }, []],
  ])("%s", (_, type, fails) => {
    expect(judged({ backend: type }).fails).toEqual(fails);
  });

  test("no backend is a local one", () => {
    expect(judged({}).fails).toEqual(["info (file) local"]);
  });

  test("plans and states do not tell", () => {
    expect(judge(backend, ["rules-good.plan.json", "rules-drift.tfstate.json"]).results).toEqual(
      [],
    );
  });
});

describe("synth-placeholder", () => {
  const judged = (value: string) =>
    judgeJson(placeholder, { resource: { aws_iam_user: { u: { name: "u", tags: { value } } } } })
      .fails.length;

  test.each([
    "arn:aws:s3:::<bucket>/*",
    "<your-bucket-name>",
    "my-external-id",
    "arn:aws:iam::accountid:role/x",
    "eks_oidc_url",
    "arn:aws:s3:::{bucketName}",
  ])("finds %s", (value) => expect(judged(value)).toBe(1));

  test.each(["${var.region}", "a <= b", "my-external-idea", "arn:aws:s3:::data"])(
    "takes %s",
    (value) => expect(judged(value)).toBe(0),
  );
});
