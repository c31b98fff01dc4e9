import { own } from "../text/own";
import { record, records, text, textsIn } from "./json";
import { child, type PlainRecord } from "../text/record";
import { referencedAddress } from "./references";

/** The configuration of one module, as a plan repeats it; without indexes of its instances. */
export interface ConfiguredModule {
  /** `module.a.module.b.`; empty for the root module. */
  readonly prefix: string;
  readonly parent?: ConfiguredModule;
  /** How the parent calls it: `expressions`, `count_expression`, `for_each_expression`. */
  readonly call: PlainRecord;
  readonly outputs: PlainRecord;
  readonly children: ReadonlyMap<string, ConfiguredModule>;
}

/** The configuration of one resource, for all its instances. */
export interface ConfiguredResource {
  readonly module: ConfiguredModule;
  readonly expressions: PlainRecord;
  readonly forEach: unknown;
  readonly dependsOn: readonly string[];
}

export interface Configuration {
  readonly root: ConfiguredModule;
  /** By address without indexes. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  /** `provider_config`: every provider block. */
  readonly providers: readonly PlainRecord[];
}

export function configurationOf(value: unknown): Configuration {
  const where = "/configuration";
  const configuration = record(value, where);
  const resources = new Map<string, ConfiguredResource>();
  const top = { prefix: "", call: {} };
  const root = walk(configuration["root_module"], `${where}/root_module`, top, resources);
  const providers = record(configuration["provider_config"], `${where}/provider_config`);
  return {
    root,
    resources,
    providers: Object.entries(providers).map(([key, block]) => record(block, `${where}/${key}`)),
  };
}

function walk(
  value: unknown,
  where: string,
  called: Pick<ConfiguredModule, "prefix" | "parent" | "call">,
  resources: Map<string, ConfiguredResource>,
): ConfiguredModule {
  const module = record(value, where);
  const children = new Map<string, ConfiguredModule>();
  const outputs = record(module["outputs"], `${where}/outputs`);
  const own: ConfiguredModule = { ...called, outputs, children };
  const { prefix } = called;
  for (const [index, resource] of records(module["resources"], `${where}/resources`).entries()) {
    const here = `${where}/resources/${index}`;
    resources.set(`${prefix}${text(resource["address"], `${here}/address`)}`, {
      module: own,
      expressions: record(resource["expressions"], `${here}/expressions`),
      forEach: resource["for_each_expression"],
      dependsOn: textsIn(resource["depends_on"]),
    });
  }
  const calls = record(module["module_calls"], `${where}/module_calls`);
  for (const [name, inner] of Object.entries(calls)) {
    const here = `${where}/module_calls/${name}`;
    const call = record(inner, here);
    const made = { prefix: `${prefix}module.${name}.`, parent: own, call };
    children.set(name, walk(call["module"], `${here}/module`, made, resources));
  }
  return own;
}

/** Every reference in an expression, or in the blocks of an attribute. */
export function referencesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(referencesIn);
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "constant_value") return [];
    return key === "references" ? textsIn(value) : referencesIn(value);
  });
}

/** Addresses behind references, through variables and outputs of modules. */
export function addressesBehind(
  references: readonly string[],
  module: ConfiguredModule,
  prefix: string,
  seen = new Set<string>(),
): string[] {
  return references.flatMap((reference) => {
    const visit = `${prefix}${reference}`;
    if (seen.has(visit)) return [];
    seen.add(visit);
    const [root, name = "", ...rest] = reference.split(".");
    if (root === "var") {
      const given = child(module.call["expressions"], name);
      if (!module.parent) return [];
      return addressesBehind(referencesIn(given), module.parent, parentPrefix(prefix), seen);
    }
    if (root === "module") {
      const called = module.children.get(name.replace(/\[.*$/, ""));
      if (!called) return [];
      const output = child(own(called.outputs, rest[0] ?? ""), "expression");
      return addressesBehind(referencesIn(output), called, `${prefix}module.${name}.`, seen);
    }
    const address = referencedAddress(reference);
    return address === undefined ? [] : [`${prefix}${address}`];
  });
}

/** `module.a[0].` of `module.a[0].module.b.`. */
export function parentPrefix(prefix: string): string {
  return prefix.replace(/module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.$/, "");
}
