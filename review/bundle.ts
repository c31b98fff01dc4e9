import { MANIFEST } from "../files/manifest";
import { sha256 } from "../files/tree";
import { byKey } from "../text/order";
import type { HashedFile } from "../text/signature";
import { reviewOf, type Facts } from "./facts";
import { hclModule } from "../hcl";
import { reviewHtml } from "./html";
import { reviewMarkdown } from "./markdown";
import { policyFiles } from "./policy-files";
import { runbook } from "./runbook";
import { sectionRunbook } from "./runbook/section";
import type { Review } from "./review";
import type { AnyFiles, Files } from "./stack-file";
import type { Json, JsonObject } from "../hcl/json";
import { SUMS, sumsText } from "./write";

/** What a bundle can hold; policies, manifest and check sums are always there. */
export const BUNDLE_FORMATS = ["hcl", "json", "md", "html"] as const;
export type BundleFormat = (typeof BUNDLE_FORMATS)[number];

export interface BundleOptions {
  readonly formats: ReadonlySet<BundleFormat>;
  /** Whether the root modules say where their state lies. */
  readonly backend: boolean;
  /** Major version of the helm provider that the HCL is written for. */
  readonly helm: 2 | 3;
  /** SHA-256 of each config file, by name of the deployment. */
  readonly configs: ReadonlyMap<string, string>;
}

/**
 * Every file of a review bundle, by path. The same input makes the same bytes: nothing here reads
 * the clock, the disk or the environment.
 */
export function bundleOf(facts: Facts, options: BundleOptions): AnyFiles {
  const { formats, backend, helm } = options;
  const judged = reviewOf(facts);
  const files = new Map<string, string | Uint8Array>();
  const put = (folder: string, made: AnyFiles) => {
    for (const [path, text] of made) files.set(`${folder}/${path}`, text);
  };
  for (const stack of facts.stacks) {
    const { id, json, assets = new Map<string, Uint8Array>() } = stack;
    if (formats.has("hcl")) {
      put(`${id}/hcl`, hclModule(stack, { backend, helm }));
      put(`${id}/hcl`, assets);
    }
    if (formats.has("json")) {
      files.set(`${id}/json/cdk.tf.json`, canonicalJson(json, backend));
      put(`${id}/json`, assets);
    }
    put(`${id}/policies`, policyFiles(judged.policies.filter((policy) => policy.stack === id)));
  }
  const review = { ...judged, reviewed: reviewedIn(judged, options, files) };
  if (formats.has("md")) {
    files.set("REVIEW.md", reviewMarkdown(review));
    for (const [path, text] of runbooks(facts, review, formats)) files.set(path, text);
  }
  if (formats.has("html")) files.set("review.html", reviewHtml(review));
  const sums = new Map([...files].sort(byKey).map(([path, text]) => [path, sha256(text)]));
  files.set(MANIFEST, manifest(facts, options, sums));
  sums.set(MANIFEST, sha256(files.get(MANIFEST)!));
  files.set(SUMS, sumsText(Object.fromEntries(sums)));
  return files;
}

/** The configs, and what Terraform takes; where the bundle has none of that, the policies. */
function reviewedIn(
  { deployments }: Review,
  { configs }: BundleOptions,
  files: ReadonlyMap<string, string | Uint8Array>,
): readonly HashedFile[] {
  const given = deployments.flatMap(({ name, config }) => {
    const sum = configs.get(name);
    return sum === undefined ? [] : [{ file: config, sha256: sum }];
  });
  const written = [...files].map(([file, text]) => ({ file, sha256: sha256(text) }));
  const terraform = written.filter(({ file }) => /^[^/]+\/(hcl|json)\//.test(file));
  return [...given, ...(terraform.length > 0 ? terraform : written)];
}

/** One for each stack: what is to be done beside Terraform, in its order. */
function runbooks(
  { stacks, deployments }: Facts,
  { console: values }: Review,
  formats: BundleOptions["formats"],
): Files {
  const format = formats.has("json") || !formats.has("hcl") ? "json" : "hcl";
  return new Map(
    stacks.map(({ id, deployment, section }) => {
      const own = deployments.find(({ name }) => name === deployment)!;
      const page =
        section === "milvus-release"
          ? runbook(own, format)
          : sectionRunbook(
              own,
              section,
              values.filter(({ stack }) => stack === id),
            );
      return [`${id}/RUNBOOK.md`, page];
    }),
  );
}

function manifest(
  { version, deployments, stacks }: Facts,
  { formats, backend, helm, configs }: BundleOptions,
  files: ReadonlyMap<string, string>,
): string {
  const text = {
    version: 1,
    tool: { name: "byoc", version },
    options: { formats: BUNDLE_FORMATS.filter((format) => formats.has(format)), backend, helm },
    deployments: deployments.map(({ name, accountId, region, edition: policyEdition }) => {
      return { name, accountId, region, policyEdition, configSha256: configs.get(name) };
    }),
    stacks: stacks.map(({ id, deployment, section, document, json }) => {
      const { required_version: terraform, required_providers: providers } = json[
        "terraform"
      ] as JsonObject;
      return { id, deployment, section, document, terraform, providers };
    }),
    files: Object.fromEntries(files),
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}

/**
 * The Terraform JSON of a stack as it is exported: keys sorted, CDKTF's metadata gone. Where a
 * policy comes from and what was waived in code stays; Terraform ignores both.
 *
 * @param backend false leaves out where the state lies.
 */
function canonicalJson(json: JsonObject, backend: boolean): string {
  const rest = without(json, "//");
  return `${JSON.stringify(sorted(backend ? rest : withoutBackend(rest)), null, 2)}\n`;
}

/** A stack whose `terraform` block does not say where its state lies. */
function withoutBackend(json: JsonObject): JsonObject {
  return { ...json, terraform: without(json["terraform"] as JsonObject, "backend", "cloud") };
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value as JsonObject)
    .map(([key, inner]) => [key, key === "//" ? ownNotes(inner) : inner] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(byKey);
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner!)]));
}

/** What the project itself noted beside a resource; undefined when that is nothing. */
function ownNotes(notes: Json): Json | undefined {
  if (notes === null || typeof notes !== "object" || Array.isArray(notes)) return notes;
  const own = without(notes as JsonObject, "metadata");
  return Object.keys(own).length > 0 ? own : undefined;
}

function without(json: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
}
