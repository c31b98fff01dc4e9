import { own } from "../text/own";
import { bare, expression, type Reading } from "./expression";
import { isObject, type Json, type JsonObject, labelled, objectsIn, propertiesOf } from "./json";
import type { HclAssignment, HclBlock, Body, HclLines } from "./layout";
import type { BlockSchema } from "./schema";
import { shaped } from "./shape";

/** Attributes that tell a reader what a resource is, in the order in which they are written. */
const FIRST = ["name", "name_prefix", "id", "bucket", "role"];
/** Those that a reader looks for at the end. */
const LAST = ["tags"];

export function assignment(name: string, value: HclLines): HclAssignment {
  return { kind: "assignment", name, value };
}

/** Groups of one each. */
export function each<Item>(items: readonly Item[]): (readonly Item[])[] {
  return items.map((one) => [one]);
}

export function block(type: string, labels: readonly string[], body: Body): HclBlock {
  return { kind: "block", header: [type, ...labels.map((label) => `"${label}"`)].join(" "), body };
}

/** Attributes and blocks as they are mixed in JSON, as groups of a body. */
export class BodyBuilder {
  private readonly attributes: HclAssignment[] = [];
  private readonly blocks: HclBlock[] = [];

  attribute(name: string, value: HclLines): this {
    this.attributes.push(assignment(name, value));
    return this;
  }

  block(added: HclBlock): this {
    this.blocks.push(added);
    return this;
  }

  /** Short attributes together, then long ones and blocks, each by itself. */
  body(): Body {
    const sorted = this.attributes.toSorted((one, other) => rank(one) - rank(other));
    const isLong = ({ value, name }: HclAssignment) =>
      value.lines.length > 1 || LAST.includes(name);
    return [
      sorted.filter((one) => !isLong(one)),
      ...each(sorted.filter(isLong)),
      ...each(this.blocks),
    ];
  }
}

/** Body of a block whose schema is known. */
export function schemaBody(body: JsonObject, schema: BlockSchema, where: string): Body {
  const builder = new BodyBuilder();
  for (const [name, value] of propertiesOf(body)) {
    const nested = own(schema.blocks, name);
    const attribute = own(schema.attributes, name);
    const path = `${where}.${name}`;
    if (nested) {
      for (const inner of objectsIn(value, path)) {
        builder.block(block(name, [], schemaBody(inner, nested, path)));
      }
    } else if (attribute !== undefined) {
      builder.attribute(name, expression(shaped(value, attribute, path)));
    } else if (name === "dynamic") {
      for (const one of dynamicBlocks(value, schema, where)) builder.block(one);
    } else {
      throw new Error(`${where} has no argument ${JSON.stringify(name)}`);
    }
  }
  return builder.body();
}

function dynamicBlocks(value: Json, schema: BlockSchema, where: string): HclBlock[] {
  return labelled(value, 1, `${where}.dynamic`).map(({ labels: [name = ""], body }) => {
    const nested = own(schema.blocks, name);
    const path = `${where}.${name}`;
    if (!nested) throw new Error(`${where} has no blocks ${JSON.stringify(name)}`);
    const { for_each: each, iterator, content, ...others } = body;
    const [other] = propertiesOf(others);
    if (each === undefined || !isObject(content) || other) {
      throw new Error(`${path} is not a dynamic block with for_each, iterator and content`);
    }
    return block(
      "dynamic",
      [name],
      [
        [
          assignment("for_each", expression(each)),
          ...(typeof iterator === "string" ? [assignment("iterator", bare(iterator))] : []),
        ],
        [block("content", [], schemaBody(content, nested, path))],
      ],
    );
  });
}

/** Body of a block without a schema: blocks are those that are named. */
export function plainBody(
  body: JsonObject,
  reading: Reading | ((name: string) => Reading),
  blocks: readonly string[] = [],
  where = "",
): Body {
  const builder = new BodyBuilder();
  for (const [name, value] of propertiesOf(body)) {
    checkName(name, where);
    if (blocks.includes(name)) {
      for (const inner of objectsIn(value, `${where}.${name}`)) {
        builder.block(block(name, [], plainBody(inner, reading, [], `${where}.${name}`)));
      }
    } else {
      const how = typeof reading === "string" ? reading : reading(name);
      builder.attribute(name, expression(value, how));
    }
  }
  return builder.body();
}

/** @throws Error for a name that Terraform would not take for a block or an argument. */
export function checkName(name: string, where: string): void {
  if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) {
    throw new Error(`${where}: ${JSON.stringify(name)} is not a name in Terraform`);
  }
}

function rank({ name }: HclAssignment): number {
  if (LAST.includes(name)) return FIRST.length + 1;
  const first = FIRST.indexOf(name);
  return first === -1 ? FIRST.length : first;
}
