import { z } from "zod";
import { mapValues } from "../text/record";
import { configSchema } from "./schema";

/** A node of the JSON Schema, as far as anything here looks into it. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** A name, not an address: the schema is in the repository, and `byoc schema` prints it. */
const ID = "urn:zilliz-byoc-cdktf:config:1";
/** What the loader fills in before it looks at a text. */
const VARIABLE = "\\$\\{env:[A-Za-z_][A-Za-z0-9_]*\\}";

/** JSON Schema of the config file as the schema alone has it: what values may be. */
export function valueSchema(): JsonSchema {
  return z.toJSONSchema(configSchema, { io: "input" }) as JsonSchema;
}

/**
 * JSON Schema of the config file for editors: what may be written, `${env:NAME}` included wherever
 * the value is a text, and a title at every node.
 */
export function jsonSchema(): JsonSchema {
  const { $schema, title = "", ...root } = valueSchema();
  return { $schema, $id: ID, ...forEditors(root, title) };
}

function forEditors(schema: JsonSchema, title: string, path = ""): JsonSchema {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  const inner = (child: JsonSchema, place: string) => forEditors(child, place, place);
  const { properties, items, additionalProperties, propertyNames, oneOf, anyOf, ...rest } = schema;
  // Zod puts a default before all else.
  const { default: standard, pattern, ...words } = rest;
  const own = { ...words, default: standard, pattern };
  return {
    title,
    ...orVariable(own, title),
    properties: properties && mapValues(properties, (child, key) => inner(child, at(key))),
    items: items && inner(items, `${path}[]`),
    propertyNames: propertyNames && { title: `${path}: a key`, ...propertyNames },
    additionalProperties:
      typeof additionalProperties === "object"
        ? inner(additionalProperties, at("*"))
        : additionalProperties,
    ...(anyOf && {
      anyOf: anyOf.map((child) => forEditors(child, `${path}: ${child.type ?? "value"}`, path)),
    }),
    oneOf: oneOf && [...oneOf.map((option) => kind(option, path)), variableKind(path)],
  };
}

/** A text with a pattern, or one of several, may be a variable's instead. */
function orVariable(schema: JsonSchema, title: string): JsonSchema {
  const { enum: choices, ...rest } = schema;
  if (schema.type !== "string") return schema;
  if (schema.pattern !== undefined) return { ...rest, pattern: `${schema.pattern}|${VARIABLE}` };
  if (!choices) return schema;
  return {
    ...rest,
    anyOf: [{ title: `${title}: a choice`, enum: choices }, variable(title)],
  };
}

function variable(title: string): JsonSchema {
  return { title: `${title}: of the environment`, type: "string", pattern: VARIABLE };
}

/** One of several kinds of a mapping; `type` says which. */
function kind(option: JsonSchema, path: string): JsonSchema {
  return forEditors(option, `${path} of type ${String(option.properties?.["type"]?.const)}`, path);
}

/** A mapping whose kind only the environment knows. */
function variableKind(path: string): JsonSchema {
  const title = `${path}.type`;
  return {
    title: `${path} of a type of the environment`,
    type: "object",
    properties: { type: { ...variable(title), title } },
    required: ["type"],
  };
}
