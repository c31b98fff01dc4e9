import concerns from "./concerns.json";
import { groupBy } from "../text/group";
import { type JsonObject, labelled } from "./json";

/** A resource of a stack's file. */
export interface HclResource {
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

interface Concern {
  readonly file: string;
  /** Types of resources, in the order in which they are written. */
  readonly types: readonly string[];
}

/** Where a reader looks for a type of resource; `*` stands for the rest of the name. */
const CONCERNS: readonly Concern[] = concerns;
const OTHERS: Concern = { file: "main.tf", types: ["*"] };

/** Arguments by which a resource says what it belongs to. */
const OWNERS = ["role", "bucket", "target_key_id"];

/** Resources by file, each behind the one of its file that it belongs to. */
export function byConcern(json: JsonObject): Map<string, HclResource[]> {
  const resources = labelled(json["resource"], 2, "resource").map(
    ({ labels: [type = "", name = ""], body }): HclResource => ({ type, name, body }),
  );
  const files = new Map<string, HclResource[]>();
  for (const concern of [...CONCERNS, OTHERS]) {
    const own = resources.filter(({ type }) => concernOf(type) === concern);
    if (own.length > 0) files.set(concern.file, inOrder(own, concern));
  }
  return files;
}

function concernOf(type: string): Concern {
  return CONCERNS.find((concern) => rank(type, concern) >= 0) ?? OTHERS;
}

function rank(type: string, { types }: Concern): number {
  const exact = types.indexOf(type);
  if (exact >= 0) return exact;
  return types.findIndex((one) => one.endsWith("*") && type.startsWith(one.slice(0, -1)));
}

function inOrder(resources: readonly HclResource[], concern: Concern): HclResource[] {
  const sorted = resources.toSorted(
    (one, other) => rank(one.type, concern) - rank(other.type, concern),
  );
  const children = groupBy(sorted, (resource) => ownerOf(resource, sorted));
  const withChildren = (resource: HclResource): HclResource[] => [
    resource,
    ...(children.get(resource) ?? []).flatMap(withChildren),
  ];
  return (children.get(undefined) ?? []).flatMap(withChildren);
}

/** Of the first type of its concern only, so that nothing belongs to what belongs to it. */
function ownerOf(resource: HclResource, all: readonly HclResource[]): HclResource | undefined {
  const [first] = all;
  if (resource.type === first?.type) return undefined;
  const named = OWNERS.map((argument) => resource.body[argument]).find(
    (value) => value !== undefined,
  );
  const [, type, name] =
    /^\$\{\s*(\w+)\.([\w-]+)\b/.exec(typeof named === "string" ? named : "") ?? [];
  return all.find((one) => one.type === type && one.name === name && one.type === first?.type);
}
