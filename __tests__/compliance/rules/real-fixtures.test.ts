// What every rule says of files that Terraform wrote: fixtures/make*.ts, by which all of them were
// made. A rule is here twice, with a file that it passes and with one that it does not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../compliance/rules";
import { backendState as backend } from "../../../compliance/rules/inputs";
import { lifecycleGuards as guards } from "../../../compliance/rules/destroy";
import { judge, judgeJson } from "./judging";

const FIXTURES = join(__dirname, "..", "fixtures");
const PROJECT = "acme-production-project.plan.json";
const GOOD = "rules-good.plan.json";
const BAD = "rules-bad.plan.json";
const BAD_PROJECT = "trust-bad-project.plan.json";
const DRIFTED = "rules-drift.plan.json";

/** By rule: a file without anything to find, and one with a failure. */
const REAL: Readonly<Record<string, readonly [good: string, bad: string]>> = {
  "bucket-acl": [GOOD, BAD],
  "bucket-encryption": [GOOD, BAD],
  "bucket-foreign-access": [GOOD, BAD],
  "bucket-kms": [GOOD, BAD],
  "bucket-logging": [GOOD, BAD],
  "bucket-old-versions": [GOOD, BAD],
  "bucket-ownership": [GOOD, BAD],
  "bucket-public-access": [GOOD, BAD],
  "bucket-tls": [GOOD, BAD],
  "bucket-unfinished-uploads": [GOOD, BAD],
  "bucket-versioning": [GOOD, BAD],
  "dead-grant": ["acme-production-milvus-access.plan.json", PROJECT],
  "document-bootstrap-policies": [
    "acme-production-bootstrap.plan.json",
    "trust-bad-bootstrap.plan.json",
  ],
  "document-bootstrap-trusts": [
    "acme-production-bootstrap.plan.json",
    "trust-bad-bootstrap.plan.json",
  ],
  "document-cross-account-policy": [PROJECT, BAD_PROJECT],
  "document-cross-account-trust": [PROJECT, BAD_PROJECT],
  "document-eks-policies": [PROJECT, BAD_PROJECT],
  "document-eks-trust": [PROJECT, BAD_PROJECT],
  "document-integration-policy": [
    "acme-production-integration.plan.json",
    "trust-bad-integration.plan.json",
  ],
  "document-integration-trust": [
    "acme-production-integration.plan.json",
    "trust-bad-integration.plan.json",
  ],
  "document-milvus-policy": [
    "acme-production-milvus-access.plan.json",
    "trust-bad-milvus.plan.json",
  ],
  "document-milvus-trust": [
    "acme-production-milvus-access.plan.json",
    "trust-bad-milvus.plan.json",
  ],
  "document-storage-policy": [PROJECT, BAD_PROJECT],
  "document-storage-trust": [PROJECT, BAD_PROJECT],
  "escalation-path": ["acme-production-milvus-access.plan.json", BAD_PROJECT],
  "identifiers-bootstrap": ["acme-production-bootstrap.plan.json", "trust-bad-bootstrap.plan.json"],
  // Of what is missing it says that it is unknown.
  "input-complete": [GOOD, "targeted.plan.json"],
  "key-deletion-window": [GOOD, BAD],
  "key-policy": [GOOD, BAD],
  "key-rotation": [GOOD, BAD],
  "names-coverage": [PROJECT, "trust-renamed.plan.json"],
  "oidc-provider-audience": [GOOD, BAD],
  "plan-destroy": [GOOD, "destroy.plan.json"],
  "plan-drift": [GOOD, DRIFTED],
  "plan-release": ["release-irsa.plan.json", "release-adopted.plan.json"],
  "plan-undeclared-policy": ["foreign.tfstate.json", DRIFTED],
  "policy-admin": [GOOD, BAD],
  "policy-json": [GOOD, BAD],
  "policy-kms-everywhere": [GOOD, BAD],
  "policy-literal": [PROJECT, BAD],
  "policy-service-wildcard": [GOOD, BAD],
  "policy-size": [GOOD, BAD],
  "policy-unknown-action": [GOOD, BAD],
  "provider-account-guard": [GOOD, BAD],
  "provider-credentials": [GOOD, BAD],
  "release-exposure": ["release-good.plan.json", "release-bad.plan.json"],
  "release-external-s3": ["release-list.plan.json", "release-bad.plan.json"],
  "release-no-keys": ["release-good.plan.json", "release-bad.plan.json"],
  "release-trust": ["release-list.plan.json", "release-bad.plan.json"],
  "release-version": ["release-good.plan.json", "release-bad.plan.json"],
  "role-boundary": [GOOD, BAD],
  "role-session": [GOOD, BAD],
  "roles-known": [PROJECT, "foreign.tfstate.json"],
  simulation: ["acme-dev-project.plan.json", BAD_PROJECT],
  "synth-placeholder": [GOOD, BAD],
  "synth-unresolved-token": [GOOD, BAD],
  "tags-vendor": [PROJECT, BAD_PROJECT],
  "trust-account": [PROJECT, "foreign.plan.json"],
  "trust-external-id": [PROJECT, BAD_PROJECT],
  "trust-oidc": [PROJECT, BAD_PROJECT],
  "trust-pod-identity": ["release-pods-access.plan.json", "release-pods-bad.plan.json"],
  "trust-shape": [PROJECT, "trust-rewritten.plan.json"],
  "trust-usable": [PROJECT, "trust-unusable.plan.json"],
  "trust-wildcard": [PROJECT, BAD_PROJECT],
};

test("every rule is here", () => {
  const elsewhere = [backend.id, guards.id];
  const ids = RULES.map(({ id }) => id).filter((id) => !elsewhere.includes(id));
  expect(Object.keys(REAL).sort()).toEqual([...ids].sort());
});

test.each([...new Set(Object.values(REAL).flat())])("%s is Terraform's", (file) => {
  const json = JSON.parse(readFileSync(join(FIXTURES, file), "utf8")) as object;
  expect(json).toMatchObject({ format_version: expect.any(String), terraform_version: "1.11.4" });
});

describe.each(Object.entries(REAL))("%s", (id, [good, bad]) => {
  const rule = RULES.find((one) => one.id === id)!;

  test(`passes ${good}`, () => {
    const { fails, unknowns, passes } = judge(rule, good);
    expect({ fails, unknowns }).toEqual({ fails: [], unknowns: [] });
    expect(passes.length).toBeGreaterThan(0);
  });

  test(`finds something in ${bad}`, () => {
    const { fails, unknowns } = judge(rule, bad);
    expect((id === "input-complete" ? unknowns : fails).length).toBeGreaterThan(0);
  });
});

// Plans and states do not say where the state is. Terraform notes it when it begins to use a
// backend, in `.terraform/terraform.tfstate`, with every setting that it knows.
describe("backend-state", () => {
  interface Noted {
    readonly backend: { readonly type: string; readonly config: Readonly<Record<string, unknown>> };
  }

  test.each([
    ["backend-good", []],
    ["backend-bad", ["warning (file) encrypt", "warning (file) lock"]],
  ])("says of %s what it says of Terraform's own note", (name, expected) => {
    const noted = JSON.parse(readFileSync(join(FIXTURES, `${name}.record.json`), "utf8")) as Noted;
    const { type, config } = noted.backend;
    const { fails, passes } = judge(backend, `${name}/main.tf.json`);
    expect(fails).toEqual(expected);
    expect(passes).toHaveLength(expected.length === 0 ? 1 : 0);
    expect(judgeJson(backend, { terraform: { backend: { [type]: config } } }).fails).toEqual(fails);
  });
});

// Nor do they say what Terraform is told of a resource's life.
describe("lifecycle-guards", () => {
  const GOLDEN = join("examples", "full-production", "golden", "acme-production-project.tf.json");
  const text = readFileSync(GOLDEN, "utf8");

  test("passes what this project writes", () => {
    const { fails, passes } = judgeJson(guards, JSON.parse(text) as object);
    expect(fails).toEqual([]);
    expect(passes).toHaveLength(4);
  });

  test("finds buckets, keys and trusts without a guard", () => {
    const bare = text.replaceAll('"prevent_destroy": true', '"prevent_destroy": false');
    const none = bare.replaceAll('"assume_role_policy"\n', '"tags"\n');
    const { fails, passes } = judgeJson(guards, JSON.parse(none) as object);
    expect(passes).toEqual([]);
    expect(fails).toHaveLength(4);
  });

  test("says nothing of a plan", () => {
    expect(judge(guards, PROJECT).results).toEqual([]);
  });
});
