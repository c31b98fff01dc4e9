import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Input } from "../../../terraform/model";
import { lineFinder } from "../../../terraform/lines";
import { planInput } from "../../../terraform/plan";
import { stateInput } from "../../../terraform/state";
import { synthInputs } from "../../../terraform/synth-roots";
import type { Deployment } from "../../../config/deployment";
import { readDeployments } from "../../../stacks/deployments";
import { isPlan } from "./edits";
import type { Json } from "./file";
import {
  withClosedService,
  withDenials,
  withGoodTrusts,
  withPodIdentity,
  withRelease,
} from "./made";

/** Good files that a change starts from. The first is the one that gets changed. */
interface Base {
  readonly files: readonly string[];
  /** Example whose config binds the parameters; none for what was not made of one. */
  readonly example?: string;
  /** The config itself, where no example has it. */
  readonly config?: string;
  /** Makes the first file what it is for: what no example has. */
  readonly prepare?: (file: Json) => void;
}

const STACKS = ["project", "bootstrap", "integration", "milvus-access"];

const golden = (example: string, stack: string): Base => ({
  files: [join("examples", example, "golden", `${stack}.tf.json`)],
  example,
});
const fixture = (name: string) => join("__tests__", "compliance", "fixtures", `${name}.plan.json`);

/** One of the four stacks of an example, with the other three beside it. */
function production(first: string, path: (stack: string) => string): Base {
  const others = STACKS.filter((stack) => stack !== first);
  const files = [first, ...others].map((stack) => path(`acme-production-${stack}`));
  return { files, example: "full-production" };
}
const written = (stack: string) =>
  production(stack, (name) => join("examples", "full-production", "golden", `${name}.tf.json`));
const planned = (stack: string) => production(stack, fixture);

/** Milvus itself and the access that it needs, of which either may be changed. */
const vectors = (example: string, ...stacks: readonly string[]): Base => ({
  ...golden(example, stacks[0]!),
  files: stacks.map((stack) => join("examples", example, "golden", `${stack}.tf.json`)),
});
const PRODUCTION = ["acme-vectors-milvus", "acme-vectors-milvus-access"] as const;
const DOCUMENTED = ["acme-document-milvus", "acme-document-milvus-access"] as const;

/** Plans of both, of which the first may be changed. */
const ownRelease = (config: string, ...plans: readonly string[]): Base => ({
  files: plans.map(fixture),
  config: join("__tests__", "compliance", "fixtures", "release-own", `${config}.yaml`),
});

const BASES = {
  minimal: golden("minimal", "acme-dev-project"),
  "denied trusts": {
    ...golden("minimal", "acme-dev-project"),
    config: join("__tests__", "compliance", "fixtures", "trust-denials.yaml"),
    prepare: withDenials,
  },
  encrypted: golden("project-kms", "acme-prod-project"),
  activation: golden("bootstrap", "acme-activation-bootstrap"),
  irsa: golden("milvus-irsa", "acme-search-milvus-access"),
  govcloud: golden("govcloud-milvus", "agency-search-milvus-access"),
  existing: golden("integration-existing-bucket", "acme-export-integration"),
  project: written("project"),
  bootstrap: written("bootstrap"),
  integration: written("integration"),
  milvus: written("milvus-access"),
  release: { ...golden("milvus-irsa", "acme-search-milvus-access"), prepare: withRelease },
  "release stack": vectors("milvus-production", ...PRODUCTION),
  /** Open to the internet as the document has it, but with a password and without port 9091. */
  "public release": {
    ...vectors("milvus-documented", ...DOCUMENTED),
    prepare: withClosedService,
  },
  /** No config, which would say that the issuer's tokens give the role. */
  "pod identity": {
    files: vectors("milvus-production", ...[...PRODUCTION].reverse()).files,
    prepare: withPodIdentity,
  },
  "minimal plan": { files: [fixture("acme-dev-project")], example: "minimal" },
  "project plan": planned("project"),
  "bootstrap plan": planned("bootstrap"),
  "integration plan": planned("integration"),
  "milvus plan": planned("milvus-access"),
  "release plan": ownRelease("irsa", "release-irsa", "release-irsa-access"),
  "pod identity plan": ownRelease("pods", "release-pods-access", "release-pods"),
  /** Of an account where everything is there already, and nothing is to be done. */
  "applied plan": { files: [fixture("trust-rewritten")], prepare: withGoodTrusts },
  /** Buckets and keys set up in several ways, each of them right. */
  "hardened plan": { files: [fixture("rules-good")] },
} satisfies Readonly<Record<string, Base>>;

export type BaseName = keyof typeof BASES;
export const BASE_NAMES = Object.keys(BASES) as readonly BaseName[];

interface File {
  readonly file: string;
  readonly json: Json;
}

const texts = new Map<string, string>();
const unchanged = new Map<string, File>();
const deployments = new Map<string, readonly Deployment[]>();

/** Files of a base. The first is parsed anew and may be changed; the others are the same for all. */
export function filesOf(name: BaseName): readonly [File, ...File[]] {
  const { files, prepare }: Base = BASES[name];
  const [first = "", ...others] = files;
  const changing = parsed(first);
  prepare?.(changing.json);
  for (const file of others) if (!unchanged.has(file)) unchanged.set(file, parsed(file));
  return [changing, ...others.map((file) => unchanged.get(file)!)];
}

function parsed(file: string): File {
  const text = texts.get(file) ?? readFileSync(file, "utf8");
  texts.set(file, text);
  return { file, json: JSON.parse(text) as Json };
}

export function deploymentsOf(name: BaseName): readonly Deployment[] {
  const { example, config: own }: Base = BASES[name];
  const config = own ?? (example && join("examples", example, "byoc.yaml"));
  if (config === undefined) return [];
  const read = deployments.get(config) ?? readDeployments([config], {}).deployments;
  deployments.set(config, read);
  return read;
}

/** As `readInputs`, of what is parsed already. */
export function inputsOf(files: readonly File[]): Input[] {
  const found = files.map(({ file, json }) => ({ file, json, lineOf: linesOf(json), unread: [] }));
  const isState = ({ json }: File) => "values" in json;
  return [
    ...synthInputs(found.filter((one) => !isPlan(one.json) && !isState(one))),
    ...found.filter(({ json }) => isPlan(json)).map(planInput),
    ...found.filter(isState).map(stateInput),
  ];
}

/** Lines are looked up in a text that is written when the first of them is asked for. */
function linesOf(json: Json): (pointer: string) => number | undefined {
  let find: ((pointer: string) => number | undefined) | undefined;
  return (pointer) => {
    find ??= lineFinder(JSON.stringify(json));
    return find(pointer);
  };
}
