// Writes the tables under hcl/schema: `npm run provider-schema -- FOLDER`, where FOLDER holds
// a Terraform root that `terraform init` has prepared with the providers aws, helm and kubernetes, or
// some of them; with a `terraform_data` in it also the provider that is part of Terraform. Not part of `npm run generate`: it needs Terraform and the providers.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type {
  AttributeSchema,
  BlockSchema,
  NestedBlock,
  Nesting,
  SchemaTable,
  Type,
} from "../hcl/schema";

const FOLDER = "hcl/schema";
const CODE = ["modules", "stacks"];
/** A provider that this project has no code for yet gives these. */
const STANDARD: Readonly<Record<string, readonly string[]>> = {
  terraform: ["terraform_data"],
  helm: ["helm_release"],
  kubernetes: ["config_map", "namespace", "secret", "service_account", "storage_class"].flatMap(
    (name) => [`kubernetes_${name}`, `kubernetes_${name}_v1`],
  ),
};

/** What `terraform providers schema -json` says, as far as it is read here. */
interface FullAttribute {
  readonly type?: Type;
  readonly nested_type?: {
    readonly attributes: Readonly<Record<string, FullAttribute>>;
    readonly nesting_mode: Nesting;
  };
  readonly required?: boolean;
  readonly optional?: boolean;
}

interface FullBlock {
  readonly attributes?: Readonly<Record<string, FullAttribute>>;
  readonly block_types?: Readonly<
    Record<string, { readonly nesting_mode: Nesting; readonly block: FullBlock }>
  >;
}

interface FullSchema {
  readonly provider: { readonly block?: FullBlock };
  readonly resource_schemas?: Readonly<Record<string, { readonly block: FullBlock }>>;
  readonly data_source_schemas?: Readonly<Record<string, { readonly block: FullBlock }>>;
}

function block({ attributes = {}, block_types: types = {} }: FullBlock): BlockSchema {
  const blocks = Object.entries(types).map(([name, type]): [string, NestedBlock] => [
    name,
    { nesting: type.nesting_mode, ...block(type.block) },
  ]);
  return {
    attributes: settable(attributes),
    ...(blocks.length > 0 && { blocks: Object.fromEntries(blocks) }),
  };
}

/** What only the provider sets cannot stand in a configuration. */
function settable(
  attributes: Readonly<Record<string, FullAttribute>>,
): Record<string, AttributeSchema> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { required, optional }]) => required || optional)
      .map(([name, { type, nested_type: nested }]) => [
        name,
        nested ? { nesting: nested.nesting_mode, attributes: settable(nested.attributes) } : type!,
      ]),
  );
}

/** `@cdktf/provider-aws/lib/iam-role` binds `aws_iam_role`, `data-aws-x` the data source `aws_x`. */
function boundTypes(provider: string): { resources: string[]; data: string[] } {
  const pattern = new RegExp(`@cdktf/provider-${provider}/lib/([a-z0-9-]+)`, "g");
  const names = new Set(
    CODE.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(pattern)]),
    ).map((match) => match[1]!.replaceAll("-", "_")),
  );
  names.delete("provider");
  const data = [...names].filter((name) => name.startsWith("data_"));
  const resources = [...names].filter((name) => !data.includes(name));
  return {
    resources: [...(STANDARD[provider] ?? []), ...resources.map((name) => `${provider}_${name}`)],
    data: data.map((name) => name.slice("data_".length)),
  };
}

function table(provider: string, source: string, full: FullSchema): SchemaTable {
  const bound = boundTypes(provider);
  const reduced = (types: readonly string[], schemas: FullSchema["resource_schemas"] = {}) =>
    Object.fromEntries(
      [...new Set(types)].sort().map((type) => {
        const schema = schemas[type];
        if (!schema) throw new Error(`${source} has no ${type}`);
        return [type, block(schema.block)];
      }),
    );
  return {
    source,
    provider: block(full.provider.block ?? {}),
    resources: reduced(bound.resources, full.resource_schemas),
    data: reduced(bound.data, full.data_source_schemas),
  };
}

/** A line for each type, so that a change of one shows as one. */
function text({ source, provider, resources, data }: SchemaTable): string {
  const lines = (types: Readonly<Record<string, BlockSchema>>) => {
    const entries = Object.entries(types).map(
      ([type, schema]) => `    ${JSON.stringify(type)}: ${JSON.stringify(schema)}`,
    );
    return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n  }`;
  };
  return [
    "{",
    `  "source": ${JSON.stringify(source)},`,
    `  "provider": ${JSON.stringify(provider)},`,
    `  "resources": ${lines(resources)},`,
    `  "data": ${lines(data)}`,
    "}",
    "",
  ].join("\n");
}

function terraform(folder: string, ...args: string[]): unknown {
  const binary = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";
  const asked = spawnSync(binary, [`-chdir=${folder}`, ...args], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  if (asked.status !== 0) throw new Error(`${binary} ${args.join(" ")}: ${asked.stderr}`);
  return JSON.parse(asked.stdout);
}

function main(folder: string | undefined): void {
  if (folder === undefined) throw new Error("usage: npm run provider-schema -- FOLDER");
  const { provider_selections: versions } = terraform(folder, "version", "-json") as {
    provider_selections: Readonly<Record<string, string>>;
  };
  const { provider_schemas: schemas } = terraform(folder, "providers", "schema", "-json") as {
    provider_schemas: Readonly<Record<string, FullSchema>>;
  };
  for (const [address, full] of Object.entries(schemas)) {
    const provider = address.split("/").at(-1)!;
    // Terraform's own provider has no version.
    const version = versions[address];
    const source = `${address.split("/").slice(1).join("/")}${version ? ` ${version}` : ""}`;
    const name = provider === "helm" ? `helm-${version?.split(".")[0] ?? ""}` : provider;
    const file = join(FOLDER, `${name}.json`);
    writeFileSync(file, text(table(provider, source, full)));
    console.log(`wrote ${file}: ${source}`);
  }
}

main(process.argv[2]);
