import { assignment, block, checkName, each, plainBody, schemaBody } from "./body";
import { bare, bareList, expression } from "./expression";
import { type Json, type JsonObject, objectsIn, propertiesOf } from "./json";
import type { HclAssignment, HclBlock, HclLines } from "./layout";
import { schemaOf, type Schemas } from "./schema";

const NOT_WRITTEN = ["provisioner", "connection"];
/** Blocks of a lifecycle. */
const CONDITIONS = ["precondition", "postcondition"];
/** Arguments of a lifecycle that are references, or the word `all`. */
const REFERENCES = ["ignore_changes", "replace_triggered_by"];

/** A resource or a data source. */
export function resourceBlock(
  kind: "resource" | "data",
  type: string,
  name: string,
  json: JsonObject,
  schemas: Schemas,
): HclBlock {
  const schema = schemaOf(schemas, kind, type);
  const where = kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
  const { count, for_each: forEach, provider, lifecycle, depends_on: order, ...own } = json;
  for (const label of [type, name]) checkName(label, kind);
  for (const word of NOT_WRITTEN) {
    if (word in own) throw new Error(`${where}: ${word} blocks are not written`);
  }
  return block(
    kind,
    [type, name],
    [
      // What Terraform itself reads, before the provider.
      [
        ...meta("count", count, expression),
        ...meta("for_each", forEach, expression),
        ...meta("provider", provider, bare),
      ],
      ...schemaBody(own, schema, where),
      objectsIn(lifecycle, `${where}.lifecycle`).map((one) => lifecycleBlock(one, where)),
      dependsOn(order),
    ],
  );
}

/** `depends_on`, if there is one. */
export function dependsOn(value: Json | undefined): HclAssignment[] {
  return meta("depends_on", value, bareList);
}

/** `precondition`, `postcondition`, `assert` and `validation` blocks in a body. */
export function conditionBlocks(name: string, value: Json | undefined, where: string): HclBlock[] {
  return objectsIn(value, `${where}.${name}`).map((condition) =>
    block(name, [], plainBody(condition, "template", [], where)),
  );
}

function meta(
  word: string,
  value: Json | undefined,
  write: (value: Json) => HclLines,
): HclAssignment[] {
  return value === undefined || value === null ? [] : [assignment(word, write(value))];
}

function lifecycleBlock(json: JsonObject, where: string): HclBlock {
  const properties = propertiesOf(json);
  const conditions = properties.filter(([name]) => CONDITIONS.includes(name));
  const attributes = properties.filter(([name]) => !CONDITIONS.includes(name));
  return block(
    "lifecycle",
    [],
    [
      attributes.map(([name, value]) => {
        if (!REFERENCES.includes(name)) return assignment(name, expression(value, "literal"));
        return assignment(name, value === "all" ? bare(value) : bareList(value));
      }),
      ...each(conditions.flatMap(([name, value]) => conditionBlocks(name, value, where))),
    ],
  );
}
