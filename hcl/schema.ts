import { own } from "../text/own";
import aws from "./schema/aws.json";
import helm2 from "./schema/helm-2.json";
import helm3 from "./schema/helm-3.json";
import kubernetes from "./schema/kubernetes.json";
import terraform from "./schema/terraform.json";

/** A type as Terraform writes it in its own schemas. */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", Type]
  | readonly ["object", Readonly<Record<string, Type>>];

export type Nesting = "single" | "list" | "set" | "map";

/** An attribute with attributes of its own, of which some may be left out. */
export interface NestedAttribute {
  readonly nesting: Nesting;
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
}

export type AttributeSchema = Type | NestedAttribute;

export interface BlockSchema {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  readonly blocks?: Readonly<Record<string, NestedBlock>>;
}

export interface NestedBlock extends BlockSchema {
  readonly nesting: Nesting;
}

/** What can be set in a provider and in those of its resources that this project uses. */
export interface SchemaTable {
  /** Provider and version that it was read from. */
  readonly source: string;
  readonly provider: BlockSchema;
  readonly resources: Readonly<Record<string, BlockSchema>>;
  readonly data: Readonly<Record<string, BlockSchema>>;
}

/** The tables of a run, by the last part of the provider's address. */
export type Schemas = Readonly<Record<string, SchemaTable>>;

/** Tables with the schema of one major version of the Helm provider. */
export function schemasFor(helm: 2 | 3): Schemas {
  const tables: object = { aws, kubernetes, terraform, helm: helm === 2 ? helm2 : helm3 };
  return tables as Schemas;
}

/** @throws Error naming a type that no table has. */
export function schemaOf(schemas: Schemas, kind: "resource" | "data", type: string): BlockSchema {
  const part = kind === "data" ? "data" : "resources";
  const table = Object.values(schemas).find((one) => Object.hasOwn(one[part], type));
  if (table) return table[part][type]!;
  const what = kind === "data" ? "data source" : "resource type";
  throw new Error(`the ${what} ${type} is not among the schemas in hcl/schema`);
}

/** @throws Error naming a provider that has no table. */
export function providerSchema(schemas: Schemas, provider: string): BlockSchema {
  const table = own(schemas, provider);
  if (table) return table.provider;
  throw new Error(`the provider ${provider} is not among the schemas in hcl/schema`);
}
