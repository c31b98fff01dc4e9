import type { Provenance } from "../policies/document";
import type { Input, Known, Resource } from "./model";
import { own } from "../text/own";
import { computed } from "./computed";
import { evaluateArguments } from "./hcl-evaluate";
import { blocksIn, strings } from "./json";
import { isRecord, type PlainRecord } from "../text/record";
import {
  firstUnresolved,
  known,
  unknown,
  unknownMask,
  Unresolved,
  membersWithoutUnresolved,
} from "./known";
import { backendOf, stackOf, type SynthFile, type TypedBlock } from "./synth-file";
import type { Made } from "./instances";
import type { SynthModule } from "./synth-module";
import { referencesOf } from "./synth-references";

/** Arguments that are Terraform's own, not the resource's. */
const META = new Set([
  "//",
  "connection",
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
]);

const PROVENANCES: readonly string[] = [
  "documented",
  "current",
  "upstream",
  "derived",
] satisfies Provenance[];

type LineOf = Input["lineOf"];

/** One file of a root module, or of a module that it calls, as an input. */
export function synthInput(
  source: SynthFile,
  root: string,
  modules: readonly SynthModule[],
  lineOf: LineOf,
  gaps: readonly string[],
): Input {
  const made = (blocks: (module: SynthModule) => Iterable<TypedBlock>, data: string) =>
    modules.flatMap((module) =>
      [...blocks(module)]
        .filter(({ file }) => file === source.file)
        .flatMap((block) =>
          module
            .instancesOf(block.body)
            .map((instance) => synthResource(module, block, instance, data, lineOf)),
        ),
    );
  const stack = stackOf(source);
  const backend = backendOf(source);
  return {
    kind: "synth",
    file: source.file,
    root,
    ...(stack !== undefined && { stack }),
    resources: made((module) => module.resources.values(), ""),
    data: made((module) => module.data.values(), "data."),
    drift: [],
    gaps,
    providers: modules[0]?.providers ?? {},
    ...(backend && { backend }),
    strings: () => strings(source.json),
    lineOf,
    isOneLine: source.isOneLine ?? false,
  };
}

function synthResource(
  module: SynthModule,
  block: TypedBlock,
  made: Made,
  data: string,
  lineOf: LineOf,
): Resource {
  const { type, name, body, file, pointer } = block;
  const written = Object.entries(body).filter(([key]) => !META.has(key) && key !== "dynamic");
  const dynamic = dynamicLabels(body["dynamic"]).map(
    (label) => [label, new Unresolved("a dynamic block", "is not worked out here")] as const,
  );
  const tree = {
    ...evaluateArguments(Object.fromEntries(written), module, made.instance),
    ...Object.fromEntries(dynamic),
  };
  const lifecycle = blocksIn(body["lifecycle"])[0] ?? {};
  const comment = isRecord(body["//"]) ? body["//"] : {};
  const path = isRecord(comment["metadata"]) ? comment["metadata"]["path"] : undefined;
  const provenance = provenanceOf(comment["provenance"]);
  return {
    address: `${module.prefix}${data}${type}.${name}${made.key}`,
    type,
    file,
    pointer,
    get line() {
      return lineOf(pointer);
    },
    ...(typeof path === "string" && { constructPath: path }),
    ...(provenance && { provenance }),
    ...(Array.isArray(comment["waivers"]) && { waivers: comment["waivers"] as unknown[] }),
    values: membersWithoutUnresolved(tree),
    unknown: unknownMask(tree),
    resolve: (attribute) => resolved(module, type, tree, attribute),
    ...(made.uncertain !== undefined && { uncertain: made.uncertain }),
    references: referencesOf(module, written),
    dependsOn: textsIn(body["depends_on"]).map((address) => `${module.prefix}${address}`),
    ignoredChanges: textsIn(lifecycle["ignore_changes"]),
    preventDestroy: lifecycle["prevent_destroy"] === true,
  };
}

function resolved(
  module: SynthModule,
  type: string,
  tree: PlainRecord,
  attribute: string,
): Known<unknown> {
  const get = (key: string) => own(tree, key);
  const value = get(attribute) ?? computed(type, attribute, get, module.place);
  const unresolved = firstUnresolved(value);
  return unresolved ? unknown(attribute, String(unresolved)) : known(value ?? undefined);
}

function dynamicLabels(dynamic: unknown): string[] {
  return blocksIn(dynamic).flatMap((block) => Object.keys(block));
}

function textsIn(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === "string");
}

/** The label that this project writes before a colon. */
function provenanceOf(text: unknown): Provenance | undefined {
  const label = typeof text === "string" ? text.split(":")[0]! : "";
  return PROVENANCES.includes(label) ? (label as Provenance) : undefined;
}
