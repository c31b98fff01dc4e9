import helm2 from "./schemas/helm-2.17.0.json";
import helm3 from "./schemas/helm-3.1.1.json";
import kubernetes from "./schemas/kubernetes-2.38.0.json";

/** A type as Terraform's own schemas write it: `string`, or `["list", "string"]`. */
type Type = string | readonly [string, unknown];

interface Attribute {
  readonly type?: Type;
  readonly nested?: BlockType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, BlockType>>;
}

interface BlockType extends Block {
  readonly nesting_mode: string;
  readonly min_items?: number;
  readonly max_items?: number;
}

interface Schema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
}

/**
 * `terraform providers schema -json` of the real providers, without descriptions, and of kubernetes
 * the two resources that are made here.
 */
export const SCHEMAS = { helm2, helm3, kubernetes } as unknown as Readonly<
  Record<"helm2" | "helm3" | "kubernetes", Schema>
>;

/** Terraform's own, in every resource and provider. */
const META = ["//", "alias", "count", "depends_on", "for_each", "lifecycle", "provider"];

/** What a provider would refuse in a block of Terraform JSON, by its schema. */
export function violations(schema: Block, value: unknown, path: string): string[] {
  if (!isRecord(value)) return [`${path} is no object`];
  const { attributes = {}, block_types: blocks = {} } = schema;
  return [
    ...Object.entries(value).flatMap(([key, inner]) => {
      const at = `${path}.${key}`;
      if (META.includes(key)) return [];
      const [attribute, block] = [attributes[key], blocks[key]];
      if (attribute) return attributeViolations(attribute, inner, at);
      return block ? blockViolations(block, inner, at) : [`${at} is unknown`];
    }),
    ...Object.entries(attributes)
      .filter(([key, { required }]) => required && value[key] === undefined)
      .map(([key]) => `${path}.${key} is missing`),
    ...Object.entries(blocks)
      .filter(([key, { min_items: least = 0 }]) => least > 0 && value[key] === undefined)
      .map(([key]) => `${path}.${key} is missing`),
  ];
}

function attributeViolations(attribute: Attribute, value: unknown, path: string): string[] {
  if (!attribute.required && !attribute.optional) return [`${path} cannot be set`];
  if (!attribute.nested) return typeViolations(attribute.type!, value, path);
  // Unlike a block, an attribute is written with the very nesting of its type.
  if (attribute.nested.nesting_mode === "single") return violations(attribute.nested, value, path);
  if (!Array.isArray(value)) return [`${path} is no list`];
  return value.flatMap((item, index) => violations(attribute.nested!, item, `${path}[${index}]`));
}

/** JSON writes one block of a list as an object, or as a list of one. */
function blockViolations(block: BlockType, value: unknown, path: string): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const most = block.nesting_mode === "single" ? 1 : (block.max_items ?? Infinity);
  return [
    ...(items.length > most ? [`${path} stands more than ${most} times`] : []),
    ...items.flatMap((item, index) => violations(block, item, `${path}[${index}]`)),
  ];
}

function typeViolations(type: Type, value: unknown, path: string): string[] {
  if (typeof value === "string" && value.includes("${")) return [];
  if (type === "string" || type === "number") {
    return typeof value === type ? [] : [`${path} is no ${type}`];
  }
  if (type === "bool") return typeof value === "boolean" ? [] : [`${path} is no bool`];
  const [kind, of] = type as readonly [string, Type];
  if (kind === "map" ? !isRecord(value) : !Array.isArray(value)) return [`${path} is no ${kind}`];
  return Object.entries(value as object).flatMap(([key, item]) =>
    typeViolations(of, item, `${path}.${key}`),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
