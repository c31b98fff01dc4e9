import { own } from "../text/own";
import { assignment, block, BodyBuilder, checkName, each, plainBody } from "./body";
import { bare, expression, objectOf, type Reading } from "./expression";
import { type Json, type JsonObject, labelled, objectsIn, propertiesOf } from "./json";
import type { HclAssignment, HclBlock } from "./layout";
import { conditionBlocks, dependsOn, resourceBlock } from "./resources";
import type { Schemas } from "./schema";

/** How Terraform reads the arguments of a block that are no template. */
type Arguments = Readonly<Record<string, Reading | "reference" | "type">>;

interface Declaration {
  readonly labels: 0 | 1;
  readonly reads: Arguments;
  /** Blocks of conditions in it. */
  readonly conditions?: string;
}

const MOVED = { from: "reference", to: "reference" } as const;

/** Blocks that hold arguments, in the order of the file, and conditions. */
const DECLARATIONS = {
  variable: {
    labels: 1,
    reads: {
      type: "type",
      description: "literal",
      default: "literal",
      sensitive: "literal",
      nullable: "literal",
      ephemeral: "literal",
    },
    conditions: "validation",
  },
  output: {
    labels: 1,
    reads: { description: "literal", sensitive: "literal", ephemeral: "literal" },
    conditions: "precondition",
  },
  moved: { labels: 0, reads: MOVED },
  import: { labels: 0, reads: { to: "reference", provider: "reference" } },
  removed: { labels: 0, reads: MOVED },
} as const satisfies Readonly<Record<string, Declaration>>;

const MODULE: Arguments = { source: "literal", version: "literal" };
/** Bare names that stand for a type with an element type. */
const SHORT_TYPES = ["list", "map", "set"];

export function declarationBlocks(kind: keyof typeof DECLARATIONS, json: JsonObject): HclBlock[] {
  const { labels: count, reads, conditions = "condition" }: Declaration = DECLARATIONS[kind];
  return labelled(json[kind], count, kind).map(({ labels, body }) => {
    const where = named(kind, labels);
    const { depends_on: order, lifecycle, [conditions]: checked, ...rest } = body;
    const written = arguments_(rest, reads, where);
    // A reader asks for the type of a variable first.
    const isType = ({ name }: HclAssignment) => kind === "variable" && name === "type";
    return block(kind, labels, [
      [...written.filter(isType), ...written.filter((one) => !isType(one))],
      ...each(conditionBlocks(conditions, checked, where)),
      objectsIn(lifecycle, where).map((one) =>
        block("lifecycle", [], plainBody(one, "literal", [], where)),
      ),
      dependsOn(order),
    ]);
  });
}

export function localsBlocks(json: Json | undefined): HclBlock[] {
  return objectsIn(json, "locals").map((body) =>
    block("locals", [], plainBody(body, "template", [], "locals")),
  );
}

export function moduleBlocks(json: Json | undefined): HclBlock[] {
  return labelled(json, 1, "module").map(({ labels, body }) => {
    const where = named("module", labels);
    const { depends_on: order, providers, ...rest } = body;
    const builder = new BodyBuilder();
    for (const one of arguments_(rest, MODULE, where)) builder.attribute(one.name, one.value);
    for (const one of objectsIn(providers, where)) {
      const aliases = Object.entries(one).map(([name, value]) => assignment(name, bare(value)));
      builder.attribute("providers", objectOf(aliases));
    }
    return block("module", labels, [...builder.body(), dependsOn(order)]);
  });
}

export function checkBlocks(json: Json | undefined, schemas: Schemas): HclBlock[] {
  return labelled(json, 1, "check").map(({ labels, body }) => {
    const where = named("check", labels);
    const { data, assert, ...rest } = body;
    const [other] = propertiesOf(rest);
    if (other) throw new Error(`${where}.${other[0]} is not written`);
    return block("check", labels, [
      ...each(dataBlocks(data, schemas)),
      ...each(conditionBlocks("assert", assert, where)),
    ]);
  });
}

export function dataBlocks(json: Json | undefined, schemas: Schemas): HclBlock[] {
  return labelled(json, 2, "data").map(({ labels: [type = "", name = ""], body }) =>
    resourceBlock("data", type, name, body, schemas),
  );
}

function named(type: string, labels: readonly string[]): string {
  for (const label of labels) checkName(label, type);
  return [type, ...labels].join(".");
}

/** Arguments in the order of the file: descriptions come first by themselves. */
function arguments_(body: JsonObject, known: Arguments, where: string): HclAssignment[] {
  return propertiesOf(body).map(([name, value]) => {
    checkName(name, where);
    const reading = own(known, name);
    if (reading === "reference") return assignment(name, bare(value));
    if (reading !== "type") return assignment(name, expression(value, reading));
    const isShort = typeof value === "string" && SHORT_TYPES.includes(value);
    return assignment(name, bare(isShort ? `${value}(any)` : value));
  });
}
