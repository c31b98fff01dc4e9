import { valueSchema, type JsonSchema } from "../config/json-schema";

/** Reference page of the config file. */
export function configReference(): string {
  const rows: string[] = [];
  walk(valueSchema(), "", rows);
  return `# Config file

<!-- Generated from config/schema by \`npm run generate\`. -->

One file is one deployment; \`--config\` repeats. YAML and JSON are accepted, \`\${env:NAME}\` reads
the environment. A file of more than 256 kB is refused unread. Keys without a default are needed where their section stands.

| key | type | default | what it is for | example |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

function walk(schema: JsonSchema, path: string, rows: string[]): void {
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const key = path === "" ? name : `${path}.${name}`;
    rows.push(row(key, child, schema.required?.includes(name) === true));
    walk(child, key, rows);
    if (child.items) walk(child.items, `${key}[]`, rows);
    for (const option of child.oneOf ?? []) {
      walk(option, `${key}(${String(option.properties?.["type"]?.const)})`, rows);
    }
  }
}

function row(key: string, schema: JsonSchema, needed: boolean): string {
  const derived = / Default: (.+)\.$/.exec(schema.description ?? "");
  const description = (schema.description ?? "").replace(/ Default: .+\.$/, "");
  const standard = derived?.[1] ?? (schema.default === undefined ? "" : code(schema.default));
  const example = schema.examples?.[0];
  const cells = [
    `\`${key}\``,
    typeOf(schema),
    needed ? "**needed**" : standard,
    description,
    example === undefined ? "" : code(example),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(" or ");
  if (schema.oneOf) return "mapping with `type`";
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.type === "array") return `list of ${typeOf(schema.items ?? {})}s`;
  if (schema.type === "integer") return `${schema.minimum} to ${schema.maximum}`;
  return { string: "text", boolean: "yes or no", object: "mapping" }[schema.type ?? ""] ?? "value";
}

function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
