import { schemasFor, type AttributeSchema, type BlockSchema } from "../../hcl/schema";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { Workspace } from "../support/terraform";
import { writeJson } from "./support/roots";
import { examples, stackOf } from "./support/stacks";

jest.setTimeout(60_000);

const tables = schemasFor(2);
const aws = tables["aws"]!;
/** What Terraform itself reads in every resource. */
const META = ["//", "depends_on", "lifecycle", "count", "for_each", "provider"];

/** Everything in a value that does not fit its type. */
function misfits(value: any, schema: AttributeSchema, path: string): string[] {
  if (value === null || (typeof value === "string" && value.includes("${"))) return [];
  const each = (inner: AttributeSchema) =>
    Object.entries(value).flatMap(([key, one]) => misfits(one, inner, `${path}.${key}`));
  if (typeof schema === "string") {
    const is = { string: "string", number: "number", bool: "boolean", dynamic: typeof value };
    return typeof value === is[schema] ? [] : [`${path} is no ${schema}`];
  }
  if ("nesting" in schema) return [`${path} is nested`];
  const [kind, inner] = schema;
  if (kind === "object") {
    return Object.entries(value).flatMap(([key, one]) =>
      inner[key] === undefined ? [`${path}.${key}`] : misfits(one, inner[key], `${path}.${key}`),
    );
  }
  const isRight = kind === "map" ? !Array.isArray(value) : Array.isArray(value);
  return isRight && typeof value === "object" ? each(inner) : [`${path} is no ${kind}`];
}

function blockMisfits(body: any, schema: BlockSchema | undefined, path: string): string[] {
  if (!schema) return [path];
  return Object.entries<any>(body).flatMap(([key, value]) => {
    const attribute = schema.attributes[key];
    const block = schema.blocks?.[key];
    if (attribute && block) return [`${path}.${key} is both`];
    if (attribute) return misfits(value, attribute, `${path}.${key}`);
    if (!block) return [`${path}.${key}`];
    const all = Array.isArray(value) ? value : [value];
    if (block.nesting === "single" && all.length > 1) return [`${path}.${key} is there twice`];
    return all.flatMap((one) => blockMisfits(one, block, `${path}.${key}`));
  });
}

/** Everything in the blocks of a stack that their tables do not know. */
function strangers(kind: "resources" | "data", blocks: Record<string, any> = {}): string[] {
  return Object.entries(blocks).flatMap(([type, all]) =>
    Object.entries<any>(all).flatMap(([name, body]) => {
      const own = Object.entries(body).filter(([key]) => !META.includes(key));
      const schema = tables[type.split("_")[0]!]![kind][type];
      return blockMisfits(Object.fromEntries(own), schema, `${type}.${name}`);
    }),
  );
}

it.each(examples())("$title holds nothing but what the tables know", ({ stack }) => {
  const { resource, data, provider } = stack.json as any;
  expect(strangers("resources", resource)).toEqual([]);
  expect(strangers("data", data)).toEqual([]);
  const providers = Object.entries<any>(provider).flatMap(([name, all]) =>
    (all as object[]).flatMap((one) => blockMisfits(one, tables[name]!.provider, name)),
  );
  expect(providers).toEqual([]);
});

it("tables have none of what only a provider sets, and no labelled blocks", () => {
  expect(Object.keys(aws.resources).length).toBeGreaterThanOrEqual(25);
  expect(aws.resources["aws_iam_role"]!.attributes).not.toHaveProperty("arn");
  for (const helm of [2, 3] as const) {
    expect(JSON.stringify(schemasFor(helm))).not.toContain('"nesting":"map"');
  }
});

requires("terraform")("the provider itself", () => {
  it("has the same arguments and blocks", async () => {
    const folder = scratchFolder();
    const version = aws.source.split(" ")[1]!;
    writeJson(
      folder,
      stackOf({ terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } }),
    );
    const workspace = new Workspace(folder);
    const init = await workspace.run(["init", "-input=false", "-no-color"]);
    // Another version of the provider is at hand, which has other arguments.
    if (init.code !== 0) return;
    const text = await workspace.must(["providers", "schema", "-json"]);
    const [full] = Object.values<any>(JSON.parse(text).provider_schemas);
    for (const [type, schema] of Object.entries(aws.resources)) {
      expect({ type, ...namesOf(schema) }).toEqual({
        type,
        ...fullNames(full.resource_schemas[type].block),
      });
    }
  });
});

interface Names {
  readonly attributes: readonly string[];
  readonly blocks: Readonly<Record<string, Names>>;
}

function namesOf({ attributes, blocks = {} }: BlockSchema): Names {
  return {
    attributes: Object.keys(attributes).sort(),
    blocks: Object.fromEntries(Object.entries(blocks).map(([name, one]) => [name, namesOf(one)])),
  };
}

function fullNames(block: any): Names {
  const settable = Object.entries<any>(block.attributes ?? {}).filter(
    ([, { optional, required }]) => optional || required,
  );
  return {
    attributes: settable.map(([name]) => name).sort(),
    blocks: Object.fromEntries(
      Object.entries<any>(block.block_types ?? {}).map(([name, one]) => [
        name,
        fullNames(one.block),
      ]),
    ),
  };
}
