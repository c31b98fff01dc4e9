import type { Input, Resource } from "./model";
import { cached } from "../text/cache";
import { groupBy, push } from "../text/group";
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
  readonly named: (
    type: string,
    attribute: string,
    value: string,
    root?: Root,
  ) => readonly Resource[];
}

export function indexOf(inputs: readonly Input[]): Index {
  const roots = rootsOf(inputs);
  const owners = new Map<Resource, { readonly root: Root; readonly input: Input }>();
  const byType = new Map<string, Resource[]>();
  for (const root of roots) {
    for (const input of root.inputs) {
      const owner = { root, input };
      for (const resource of [...input.resources, ...input.data, ...input.drift]) {
        owners.set(resource, owner);
      }
      for (const resource of input.resources) {
        if (!isGone(resource)) push(byType, resource.type, resource);
      }
    }
  }
  const ofType = (type: string) => byType.get(type) ?? [];
  const rootOf = (resource: Resource) => owners.get(resource)!.root;
  return {
    roots,
    rootOf,
    inputOf: (resource) => owners.get(resource)!.input,
    ofType,
    named: namer(ofType, rootOf),
  };
}

function rootsOf(inputs: readonly Input[]): Root[] {
  return [...groupBy(inputs, ({ kind, root }) => `${kind} ${root}`).values()].map((group, id) => {
    const resources = group.flatMap((input) => input.resources);
    const left = resources.filter((resource) => !isGone(resource));
    return {
      id,
      inputs: group,
      kind: group[0]!.kind,
      place: placeOfRoot(group, resources),
      byAddress: groupBy(left, ({ address }) => staticAddress(address)),
    };
  });
}

function placeOfRoot(inputs: readonly Input[], resources: readonly Resource[]): DeploymentPlace {
  const providers = inputs.flatMap((input) => Object.entries(input.providers));
  return placeOf({
    // Inputs of one root repeat the same blocks: the first are taken.
    providers: Object.fromEntries(providers.toReversed()),
    data: inputs.flatMap(({ data }) => data),
    resources,
  });
}

/** Looks resources up by an attribute; the table of each attribute is made once. */
function namer(ofType: Index["ofType"], rootOf: Index["rootOf"]): Index["named"] {
  const tablesOf = cached((type: string) =>
    cached((attribute: string) => {
      const table = new Map<string, Resource[]>();
      for (const resource of ofType(type)) {
        const own = resource.resolve(attribute);
        if (!own.known || typeof own.value !== "string") continue;
        push(table, own.value, resource);
        push(table, `${rootOf(resource).id} ${own.value}`, resource);
      }
      return table;
    }),
  );
  return (type, attribute, value, root) =>
    tablesOf(type)(attribute).get(root ? `${root.id} ${value}` : value) ?? [];
}
