import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { configText } from "../../cli/init-template";
import { ConfigError, checkSources, parseSource } from "../../config";
import { SECTIONS } from "../../config/deployment";
import { jsonSchema } from "../../config/json-schema";
import { FULL } from "./full";
import { BASE, MILVUS } from "./wrong/case";

const SCHEMA = jsonSchema();
const editor = z.fromJSONSchema(SCHEMA as Parameters<typeof z.fromJSONSchema>[0]);
const accepts = (data: unknown) => editor.safeParse(data).success;

/** Every schema in the schema. */
function nodesOf(node: unknown): Record<string, unknown>[] {
  if (node === null || typeof node !== "object") return [];
  const schema = node as Record<string, unknown>;
  const named = Object.values(schema["properties"] ?? {});
  const listed = ["oneOf", "anyOf", "allOf"].flatMap((key) => (schema[key] ?? []) as unknown[]);
  const single = ["items", "additionalProperties", "propertyNames"].map((key) => schema[key]);
  return [schema, ...[...named, ...listed, ...single].flatMap(nodesOf)];
}

/** The places of all values of some data that hold no other values. */
function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== "object") return [[...path]];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

function put(data: unknown, path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(data) as Record<string, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  parent[path.at(-1)!] = value;
  return copy;
}

function valueOf(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], data);
}

/** Whether the loader takes a config. */
function loads(data: unknown, environment: Record<string, string>): boolean {
  try {
    checkSources([parseSource("byoc.yaml", JSON.stringify(data), environment)]);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

describe("the JSON Schema of the config", () => {
  it("has a name of its own, and a title at every node", () => {
    expect(SCHEMA.$id).toMatch(/^urn:/);
    expect(nodesOf(SCHEMA).length).toBeGreaterThan(250);
    const untitled = nodesOf(SCHEMA).filter(({ title }) => typeof title !== "string");
    expect(untitled).toEqual([]);
  });

  it("is what lies in the repository", () => {
    expect(JSON.parse(readFileSync("schema/byoc.schema.json", "utf8"))).toEqual(SCHEMA);
  });

  it.each([
    ["the default config", readFileSync("byoc.yaml", "utf8")],
    ["the full config", FULL],
    [
      "what init writes",
      configText({
        name: "acme",
        accountId: "111122223333",
        region: "us-west-2",
        sections: SECTIONS,
        oidcIssuer: "https://oidc.eks.us-west-2.amazonaws.com/id/ABCD",
      }),
    ],
  ])("accepts %s", (_, text) => {
    expect(editor.safeParse(parse(text))).toMatchObject({ success: true });
  });

  const texts = [parse(FULL), parse(MILVUS)].flatMap((data: unknown) =>
    leavesOf(data)
      .filter((path) => typeof valueOf(data, path) === "string")
      .map((path) => ({ place: path.join("."), path, data })),
  );

  it.each(texts)("accepts a variable at $place, where the loader does", ({ path, data }) => {
    const written = put(data, path, "${env:VALUE}");
    expect(loads(written, { VALUE: valueOf(data, path) as string })).toBe(true);
    expect(accepts(written)).toBe(true);
  });

  const others = leavesOf(parse(FULL)).filter(
    (path) => typeof valueOf(parse(FULL), path) !== "string",
  );

  it.each(others.map((path) => ({ place: path.join("."), path })))(
    "refuses a variable at $place, as the loader does",
    ({ path }) => {
      const data: unknown = parse(FULL);
      const written = put(data, path, "${env:VALUE}");
      expect(loads(written, { VALUE: String(valueOf(data, path)) })).toBe(false);
      expect(accepts(written)).toBe(false);
    },
  );

  it.each([
    ["a variable within a name", ["project", "bucket", "name"], "zilliz-byoc-${env:STAGE}", true],
    ["no variable", ["accountId"], "${env:}", false],
    ["a wrong text", ["accountId"], "1234", false],
    ["a wrong choice", ["policyEdition"], "newest", false],
    ["an unknown key", ["colour"], "red", false],
    ["a backend of the environment", ["terraform"], { backend: { type: "${env:TYPE}" } }, true],
    ["an unknown backend", ["terraform"], { backend: { type: "floppy" } }, false],
  ])("%s", (_, path, value, right) => {
    expect(accepts(put(parse(BASE), path, value))).toBe(right);
  });
});
