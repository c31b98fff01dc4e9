import { assignment, block, BodyBuilder, checkName, plainBody } from "./body";
import { bare, bareList, expression, objectOf, type Reading } from "./expression";
import { type Json, type JsonObject, labelled, objectsIn, propertiesOf } from "./json";
import type { HclAssignment, HclBlock, HclLines } from "./layout";
import { conditionBlocks, dependsOn, resourceBlock } from "./resources";
import { schemaOf, type Schemas } from "./schema";

/** How Terraform reads the arguments of a block that are no template. */
type Arguments = Readonly<Record<string, Reading | "reference" | "references">>;

const VARIABLE: Arguments = {
  description: "literal",
  default: "literal",
  sensitive: "literal",
  nullable: "literal",
  ephemeral: "literal",
};
const OUTPUT: Arguments = { description: "literal", sensitive: "literal", ephemeral: "literal" };
const MODULE: Arguments = { source: "literal", version: "literal" };
const MOVED: Arguments = { from: "reference", to: "reference" };
const IMPORT: Arguments = { to: "reference", provider: "reference" };
/** Bare names that stand for a type with an element type. */
const SHORT_TYPES = ["list", "map", "set"];

export function variableBlocks(json: Json | undefined): HclBlock[] {
  return labelled(json, 1, "variable").map(({ labels, body }) => {
    const where = named("variable", labels);
    const { type, validation, ...rest } = body;
    return block("variable", labels, [
      [
        ...(typeof type === "string" ? [assignment("type", typeSource(type))] : []),
        ...arguments_(rest, VARIABLE, where),
      ],
      ...conditionBlocks("validation", validation, where).map((one) => [one]),
    ]);
  });
}

export function outputBlocks(json: Json | undefined): HclBlock[] {
  return labelled(json, 1, "output").map(({ labels, body }) => {
    const where = named("output", labels);
    const { depends_on: order, precondition, ...rest } = body;
    return block("output", labels, [
      arguments_(rest, OUTPUT, where),
      ...conditionBlocks("precondition", precondition, where).map((one) => [one]),
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
    for (const one of objectsIn(providers, where)) builder.attribute("providers", references(one));
    return block("module", labels, [...builder.body(), dependsOn(order)]);
  });
}

export function movedBlocks(json: Json | undefined): HclBlock[] {
  return objectsIn(json, "moved").map((body) =>
    block("moved", [], [arguments_(body, MOVED, "moved")]),
  );
}

export function importBlocks(json: Json | undefined): HclBlock[] {
  return objectsIn(json, "import").map((body) =>
    block("import", [], [arguments_(body, IMPORT, "import")]),
  );
}

export function removedBlocks(json: Json | undefined): HclBlock[] {
  return objectsIn(json, "removed").map(({ lifecycle, ...rest }) =>
    block(
      "removed",
      [],
      [
        arguments_(rest, MOVED, "removed"),
        objectsIn(lifecycle, "removed").map((one) =>
          block("lifecycle", [], plainBody(one, "literal", [], "removed")),
        ),
      ],
    ),
  );
}

export function checkBlocks(json: Json | undefined, schemas: Schemas): HclBlock[] {
  return labelled(json, 1, "check").map(({ labels, body }) => {
    const where = named("check", labels);
    const { data, assert, ...rest } = body;
    const [other] = propertiesOf(rest);
    if (other) throw new Error(`${where}.${other[0]} is not written`);
    return block("check", labels, [
      ...dataBlocks(data, schemas).map((one) => [one]),
      ...conditionBlocks("assert", assert, where).map((one) => [one]),
    ]);
  });
}

export function dataBlocks(json: Json | undefined, schemas: Schemas): HclBlock[] {
  return labelled(json, 2, "data").map(({ labels: [type = "", name = ""], body }) =>
    resourceBlock("data", type, name, body, schemaOf(schemas, "data", type)),
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
    const reading = Object.hasOwn(known, name) ? known[name]! : "template";
    return assignment(name, argument(value, reading));
  });
}

function argument(value: Json, reading: Arguments[string]): HclLines {
  if (reading === "reference") return bare(value);
  return reading === "references" ? bareList(value) : expression(value, reading);
}

function references(providers: JsonObject): HclLines {
  return objectOf(Object.entries(providers).map(([name, value]) => assignment(name, bare(value))));
}

function typeSource(type: string): HclLines {
  return bare(SHORT_TYPES.includes(type) ? `${type}(any)` : type);
}
