import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { StackFile } from "../../../review/stack-file";
import type { JsonObject } from "../../../hcl/json";
import { readDeployments } from "../../../stacks/deployments";
import { synthesize } from "../../../stacks/synthesize";

const REGIONS = ["us-west-2", "eu-central-1", "eu-west-1"] as const;
const ISSUER = "oidc.eks.REGION.amazonaws.com/id/ABCDEF0123456789ABCDEF0123456789";
const KEY = "arn:aws:kms:REGION:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";
const BOUNDARY = "arn:aws:iam::111122223333:policy/teams/AcmeBoundary";

const optional = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(shape, { requiredKeys: [], noNullPrototype: true });

/** Letters and signs that tags take, of several scripts. */
const TAG = fc
  .array(
    fc.constantFrom("Cost", "a", "Söhne", "部署", "_", ".", ":", "/", "=", "+", "-", "@", "7", " "),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => `T${parts.join("")}`);

const TAGS = fc.uniqueArray(fc.tuple(TAG, TAG), {
  maxLength: 5,
  selector: ([key]) => key.toLowerCase(),
});

const bucket = (name: string) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({ name, existing: true }) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          optional({
            abortUploadsAfterDays: fc.integer({ min: 1, max: 365 }),
            accessLogBucket: fc.constant("acme-logs"),
            forceDestroy: fc.boolean(),
            preventDestroy: fc.boolean(),
          }),
          fc.constantFrom(
            {},
            { versioning: true },
            { versioning: true, expireOldVersionsAfterDays: 9 },
          ),
        )
        .map((parts) => Object.assign({ name }, ...parts) as object),
    },
  );

const encryption = (existing: boolean) =>
  existing
    ? fc.constantFrom({}, { kmsKeyArn: KEY })
    : fc.constantFrom({}, { kmsKeyArn: KEY }, { createKmsKey: true });

/** A section with its bucket, key and what all sections can say of their roles. */
function section(name: string, more: Record<string, fc.Arbitrary<unknown>>) {
  return bucket(name).chain((chosen) =>
    fc
      .tuple(
        encryption("existing" in chosen),
        optional({
          permissionsBoundary: fc.constantFrom("none", BOUNDARY),
          maxSessionDuration: fc.integer({ min: 3600, max: 43200 }),
          ...more,
        }),
      )
      .map((parts) => Object.assign({ bucket: chosen }, ...parts) as object),
  );
}

const SECTIONS = {
  bootstrap: optional({ bootstrapRole: fc.boolean(), path: fc.constant("/acme/zilliz/") }),
  project: section("zilliz-byoc-acme", {
    oidcIssuer: fc.constant(`https://${ISSUER}`),
    network: optional({ privateLink: fc.constant(true), cidr: fc.constant("10.20.0.0/16") }),
  }),
  integration: section("acme-export", {
    path: fc.constant("/export/"),
    externalId: fc.constantFrom("cid-a+b=c,d.e@f:g-h", "cid-Integration1"),
  }),
  milvus: section("acme-milvus", {
    serviceAccount: fc.constant({ namespace: "vectors", name: "milvus.sa" }),
  }).chain((rest) =>
    fc.boolean().map((createOidcProvider) => ({
      ...rest,
      cluster: { name: "acme-eks", oidcIssuer: `https://${ISSUER}`, createOidcProvider },
    })),
  ),
};

const BACKENDS = fc.constantFrom(
  { type: "local" },
  { type: "s3", bucket: "acme-state", assume_role: { role_arn: "arn:aws:iam::1:role/state" } },
  { type: "cloud", organization: "acme", workspaces: { tags: ["{stack}", "byoc"] } },
  { type: "remote", organization: "acme" },
  { type: "kubernetes", labels: { "acme.example/team": "data" }, config_paths: ["~/.kube/config"] },
);

/** A config that is right, as an object. */
const CONFIG = fc
  .tuple(
    fc.constantFrom(...REGIONS),
    fc.constantFrom("documented", "current"),
    TAGS,
    BACKENDS,
    fc
      .subarray(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[], { minLength: 1, maxLength: 2 })
      .chain((names) =>
        fc.record(Object.fromEntries(names.map((name) => [name, SECTIONS[name]])), {
          noNullPrototype: true,
        }),
      ),
  )
  .map(([region, policyEdition, tags, backend, sections]) => ({
    version: 1,
    accountId: "111122223333",
    region,
    policyEdition,
    tags: Object.fromEntries(tags),
    zilliz: { externalId: "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" },
    terraform: { backend },
    ...(JSON.parse(JSON.stringify(sections).replaceAll("REGION", region)) as object),
  }));

/** Stacks of so many configs, the same in every run. */
export function generated(configs: number, folder: string): StackFile[] {
  const samples = fc.sample(CONFIG, { numRuns: configs, seed: 20_261_122 });
  return samples.flatMap((config, index) => {
    const name = `c${index}x`;
    const file = join(folder, `${name}.yaml`);
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ name, ...config }));
    const out = join(folder, name);
    const { stacks } = synthesize(readDeployments([file], {}).deployments, out);
    return stacks.map(({ id, section, document }) => ({
      id,
      section,
      document,
      deployment: name,
      json: JSON.parse(readFileSync(join(out, "stacks", id, "cdk.tf.json"), "utf8")) as JsonObject,
    }));
  });
}
