import type { Provenance } from "../policies/document";
import type { Input, InputFile, Known, Resource } from "./model";
import { own } from "../text/own";
import { computed } from "./computed";
import { evaluateArguments } from "./hcl-evaluate";
import { blocksIn, itemsIn, strings, textsIn } from "./json";
import { child, isRecord, type PlainRecord } from "../text/record";
import { membersWithoutUnresolved, settled, unknownMask, Unresolved } from "./known";
import { backendOf, stackOf, type TypedBlock } from "./synth-file";
import { instancesOf, type Made } from "./instances";
import type { SynthModule } from "./synth-module";
import { referencesOf } from "./synth-references";

/** Arguments that are Terraform's own, not the resource's. */
const META = new Set(
  "// connection count depends_on for_each lifecycle provider provisioner".split(" "),
);

const PROVENANCES: readonly string[] = [
  "documented",
  "current",
  "upstream",
  "derived",
] satisfies Provenance[];

/** One file of a root module, or of a module that it calls, as an input. */
export function synthInput(
  source: InputFile,
  root: string,
  modules: readonly SynthModule[],
  gaps: readonly string[],
): Input {
  const { file, json, lineOf, isOneLine = false } = source;
  const made = (blocks: (module: SynthModule) => Iterable<TypedBlock>, data: string) =>
    modules.flatMap((module) =>
      [...blocks(module)]
        .filter((block) => block.file === file)
        .flatMap((block) =>
          instancesOf(block.body, module).map((instance) =>
            synthResource(module, block, instance, data, lineOf),
          ),
        ),
    );
  const stack = stackOf(source);
  return {
    kind: "synth",
    file,
    root,
    stack,
    resources: made((module) => module.resources.values(), ""),
    data: made((module) => module.data.values(), "data."),
    drift: [],
    gaps,
    providers: modules[0]?.providers ?? {},
    backend: backendOf(source),
    strings: () => strings(json),
    lineOf,
    isOneLine,
  };
}

function synthResource(
  module: SynthModule,
  block: TypedBlock,
  made: Made,
  data: string,
  lineOf: Input["lineOf"],
): Resource {
  const { type, name, body, file, pointer } = block;
  const written = Object.entries(body).filter(([key]) => !META.has(key) && key !== "dynamic");
  const labels = blocksIn(body["dynamic"]).flatMap((dynamic) => Object.keys(dynamic));
  const unseen = new Unresolved("a dynamic block", "is not worked out here");
  const tree = {
    ...evaluateArguments(Object.fromEntries(written), module, made.instance),
    ...Object.fromEntries(labels.map((label) => [label, unseen])),
  };
  const lifecycle = blocksIn(body["lifecycle"])[0] ?? {};
  const comment = isRecord(body["//"]) ? body["//"] : {};
  const path = child(comment["metadata"], "path");
  return {
    address: `${module.prefix}${data}${type}.${name}${made.key}`,
    type,
    file,
    pointer,
    get line() {
      return lineOf(pointer);
    },
    ...(typeof path === "string" && { constructPath: path }),
    provenance: provenanceOf(comment["provenance"]),
    ...(Array.isArray(comment["waivers"]) && { waivers: comment["waivers"] as unknown[] }),
    values: membersWithoutUnresolved(tree),
    unknown: unknownMask(tree),
    resolve: (attribute) => resolved(module, type, tree, attribute),
    uncertain: made.uncertain,
    references: referencesOf(module, written),
    dependsOn: textsIn(itemsIn(body["depends_on"])).map((address) => `${module.prefix}${address}`),
    ignoredChanges: textsIn(itemsIn(lifecycle["ignore_changes"])),
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
  return settled(attribute, value ?? undefined);
}

/** The label that this project writes before a colon. */
function provenanceOf(text: unknown): Provenance | undefined {
  const label = typeof text === "string" ? text.split(":")[0]! : "";
  return PROVENANCES.includes(label) ? (label as Provenance) : undefined;
}
