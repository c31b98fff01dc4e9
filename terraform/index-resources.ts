import type { Input, Resource } from "./model";
import { push } from "../text/group";
import { isGone } from "./known";
import type { DeploymentPlace } from "./model-view";
import { placeOf } from "./place";
import { staticAddress } from "./references";

/** The inputs of one root: what names and references are looked up in first. */
export interface Root {
  readonly id: number;
  readonly inputs: readonly Input[];
  readonly kind: Input["kind"];
  readonly place: DeploymentPlace;
  /** Resources that there will be, by address without indexes. */
  readonly byAddress: ReadonlyMap<string, readonly Resource[]>;
}

/** All resources, found by type, by root and by what names them. */
export interface Index {
  readonly roots: readonly Root[];
  readonly rootOf: (resource: Resource) => Root;
  readonly inputOf: (resource: Resource) => Input;
  /** Resources that there will be. */
  readonly ofType: (type: string) => readonly Resource[];
  /** Those of a type whose attribute has a value: the roles of a name, of one root or of all. */
  readonly named: (query: NameQuery) => readonly Resource[];
}

interface NameQuery {
  readonly type: string;
  readonly attribute: string;
  readonly value: string;
  readonly root?: Root;
}

export function indexOf(inputs: readonly Input[]): Index {
  const roots = rootsOf(inputs);
  const rootByResource = new Map<Resource, Root>();
  const inputByResource = new Map<Resource, Input>();
  const byType = new Map<string, Resource[]>();
  for (const root of roots) {
    for (const input of root.inputs) {
      for (const resource of [...input.resources, ...input.data, ...input.drift]) {
        rootByResource.set(resource, root);
        inputByResource.set(resource, input);
      }
      for (const resource of input.resources) {
        if (!isGone(resource)) push(byType, resource.type, resource);
      }
    }
  }
  const ofType = (type: string) => byType.get(type) ?? [];
  const rootOf = (resource: Resource) => rootByResource.get(resource)!;
  return {
    roots,
    rootOf,
    inputOf: (resource) => inputByResource.get(resource)!,
    ofType,
    named: namer(ofType, rootOf),
  };
}

function rootsOf(inputs: readonly Input[]): Root[] {
  const groups = new Map<string, Input[]>();
  for (const input of inputs) push(groups, `${input.kind} ${input.root}`, input);
  return [...groups.values()].map((group, id) => {
    const resources = group.flatMap((input) => input.resources);
    const byAddress = new Map<string, Resource[]>();
    for (const resource of resources) {
      if (!isGone(resource)) push(byAddress, staticAddress(resource.address), resource);
    }
    return {
      id,
      inputs: group,
      kind: group[0]!.kind,
      place: placeOfRoot(group, resources),
      byAddress,
    };
  });
}

function placeOfRoot(inputs: readonly Input[], resources: readonly Resource[]): DeploymentPlace {
  const providers = new Map<string, Input["providers"][string]>();
  // Inputs of one root repeat the same blocks.
  for (const [name, blocks] of inputs.flatMap((input) => Object.entries(input.providers))) {
    if (!providers.has(name)) providers.set(name, blocks);
  }
  return placeOf({
    providers: Object.fromEntries(providers),
    data: inputs.flatMap(({ data }) => data),
    resources,
  });
}

/** Looks resources up by an attribute; the table of each attribute is made once. */
function namer(ofType: Index["ofType"], rootOf: Index["rootOf"]): Index["named"] {
  const tables = new Map<string, Map<string, Resource[]>>();
  return ({ type, attribute, value, root }) => {
    const name = `${type}.${attribute}`;
    let table = tables.get(name);
    if (!table) {
      table = new Map<string, Resource[]>();
      tables.set(name, table);
      for (const resource of ofType(type)) {
        const own = resource.resolve(attribute);
        if (!own.known || typeof own.value !== "string") continue;
        push(table, own.value, resource);
        push(table, `${rootOf(resource).id} ${own.value}`, resource);
      }
    }
    return table.get(root ? `${root.id} ${value}` : value) ?? [];
  };
}
