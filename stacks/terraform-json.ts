import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformOutput,
  Token,
  Tokenization,
  type TerraformStack,
} from "cdktf";
import { deepMerge } from "cdktf/lib/util";

type Json = Record<string, unknown>;

/**
 * The Terraform JSON of a stack: the same as CDKTF's own `toTerraform`, in about a third of its
 * time. CDKTF walks every value twice with its token resolver, policies of 6,000 characters
 * included; here values are walked once, and only those that hold a token meet the resolver.
 */
export function terraformJson(stack: TerraformStack, overrides: Json, version: string): Json {
  const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  const metadata: Json = {
    version,
    stackName: stack.node.id,
    backend: "local",
    cloud: undefined,
    ...(Object.keys(overrides).length > 0 ? { overrides: { stack: Object.keys(overrides) } } : {}),
  };
  const outputs: Json = {};
  const terraform: Json = { "//": { metadata, outputs } };
  for (const element of elements) {
    deepMerge(metadata, resolve(element.toMetadata(), stack));
    deepMerge(terraform, resolve(element.toTerraform(), stack));
    if (!TerraformOutput.isTerraformOutput(element)) continue;
    const names = element.node.path.split("/");
    const leaf: unknown = element.friendlyUniqueId;
    deepMerge(
      outputs,
      names.reduceRight((inner, name) => ({ [name]: inner }), leaf),
    );
  }
  return deepMerge(terraform, overrides) as Json;
}

function resolve(value: unknown, scope: TerraformStack): unknown {
  if (typeof value === "string" ? value.includes("TfToken[") : Token.isUnresolved(value)) {
    const resolver = new DefaultTokenResolver(new StringConcat());
    return Tokenization.resolve(value, { scope, resolver, preparing: false }) as unknown;
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  }
  if (value === null || typeof value !== "object") return value;
  const result: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    const resolved = resolve(inner, scope);
    if (resolved !== undefined) result[key] = resolved;
  }
  return result;
}
