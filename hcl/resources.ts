import { assignment, block, checkName, plainBody, schemaBody } from "./body";
import { bare, bareList, expression } from "./expression";
import { type Json, type JsonObject, objectsIn, propertiesOf } from "./json";
import type { HclAssignment, HclBlock, Body } from "./layout";
import type { BlockSchema } from "./schema";

/** What Terraform itself reads in a resource, before the provider. */
const BEFORE = ["count", "for_each", "provider"];
const NOT_WRITTEN = ["provisioner", "connection"];

/** A resource or a data source. */
export function resourceBlock(
  kind: "resource" | "data",
  type: string,
  name: string,
  json: JsonObject,
  schema: BlockSchema,
): HclBlock {
  const where = kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
  const { count, for_each: each, provider, lifecycle, depends_on: order, ...own } = json;
  for (const label of [type, name]) checkName(label, kind);
  for (const word of NOT_WRITTEN) {
    if (word in own) throw new Error(`${where}: ${word} blocks are not written`);
  }
  const before = { count, for_each: each, provider };
  return block(
    kind,
    [type, name],
    [
      BEFORE.flatMap((word) => meta(word, before[word as keyof typeof before])),
      ...schemaBody(own, schema, where),
      objectsIn(lifecycle ?? null, `${where}.lifecycle`).map((one) => lifecycleBlock(one, where)),
      dependsOn(order),
    ],
  );
}

/** `depends_on`, if there is one. */
export function dependsOn(value: Json | undefined): HclAssignment[] {
  return value === undefined || value === null ? [] : [assignment("depends_on", bareList(value))];
}

/** `precondition`, `postcondition`, `assert` and `validation` blocks in a body. */
export function conditionBlocks(name: string, value: Json | undefined, where: string): HclBlock[] {
  return objectsIn(value ?? null, `${where}.${name}`).map((condition) =>
    block(name, [], plainBody(condition, "template", [], where)),
  );
}

function meta(word: string, value: Json | undefined): HclAssignment[] {
  if (value === undefined || value === null) return [];
  return [assignment(word, word === "provider" ? bare(value) : expression(value))];
}

function lifecycleBlock(json: JsonObject, where: string): HclBlock {
  const attributes: HclAssignment[] = [];
  const conditions: HclBlock[] = [];
  for (const [name, value] of propertiesOf(json)) {
    switch (name) {
      case "precondition":
      case "postcondition":
        conditions.push(...conditionBlocks(name, value, where));
        break;
      case "ignore_changes":
        attributes.push(assignment(name, value === "all" ? { lines: ["all"] } : bareList(value)));
        break;
      case "replace_triggered_by":
        attributes.push(assignment(name, bareList(value)));
        break;
      default:
        attributes.push(assignment(name, expression(value, "literal")));
    }
  }
  const body: Body = [attributes, ...conditions.map((one) => [one])];
  return block("lifecycle", [], body);
}
