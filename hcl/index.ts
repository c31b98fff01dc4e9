import { each } from "./body";
import { byConcern, type HclResource } from "./concerns";
import {
  checkBlocks,
  dataBlocks,
  declarationBlocks,
  localsBlocks,
  moduleBlocks,
} from "./declarations";
import { isObject, type JsonObject } from "./json";
import { bodyLines, comment, type HclBlock } from "./layout";
import { resourceBlock } from "./resources";
import { schemasFor, type Schemas } from "./schema";
import { backendBlocks, providerBlocks, versionBlocks } from "./settings";
import { withFiles } from "./texts";

export { textsOf } from "./texts";

/** What is written as HCL, with what its files say of it. */
export interface HclSource {
  readonly id: string;
  /** The vendor's document that the stack follows. */
  readonly document: string;
  /** In Terraform's JSON syntax. */
  readonly json: JsonObject;
}

export interface HclOptions {
  /** Whether backend.tf is written. */
  readonly backend: boolean;
  /** Major version of the Helm provider. */
  readonly helm: 2 | 3;
}

/** Top-level properties of Terraform's JSON syntax that are written. */
const KNOWN =
  "// terraform provider variable locals data module moved import removed check resource output";

/**
 * Files of a root module, by path below hcl/, formatted as `terraform fmt` would. It plans to the same
 * changes as the synthesized file.
 *
 * @throws Error naming what cannot be written: types and arguments without a schema.
 */
export function hclModule(stack: HclSource, options: HclOptions): ReadonlyMap<string, string> {
  const unknown = Object.keys(stack.json).find((key) => !KNOWN.split(" ").includes(key));
  if (unknown !== undefined) throw new Error(`${stack.id}: ${unknown} blocks are not written`);

  const schemas = schemasFor(options.helm);
  const { json, texts } = withFiles(stack.json);
  const blocks: readonly (readonly [file: string, blocks: readonly HclBlock[]])[] = [
    ["versions.tf", versionBlocks(json["terraform"], options.helm)],
    ["providers.tf", providerBlocks(json["provider"], json["terraform"], schemas)],
    ["backend.tf", options.backend ? backendBlocks(json["terraform"]) : []],
    ["variables.tf", declarationBlocks("variable", json)],
    ["locals.tf", localsBlocks(json["locals"])],
    ["data.tf", dataBlocks(json["data"], schemas)],
    ["modules.tf", moduleBlocks(json["module"])],
    ...[...byConcern(json)].map(
      ([file, resources]) => [file, resources.map((one) => written(one, schemas))] as const,
    ),
    ["moved.tf", declarationBlocks("moved", json)],
    ["imports.tf", declarationBlocks("import", json)],
    ["removed.tf", declarationBlocks("removed", json)],
    ["checks.tf", checkBlocks(json["check"], schemas)],
    ["outputs.tf", declarationBlocks("output", json)],
  ];
  const title = comment(`Stack ${stack.id}, document ${stack.document}. Written by byoc export.`);
  return new Map([
    ...blocks
      .filter(([, some]) => some.length > 0)
      .map(([file, some]) => [file, [title, "", ...bodyLines(each(some)), ""].join("\n")] as const),
    ...texts.map(({ file, text }) => [file, text] as const),
  ]);
}

function written({ type, name, body }: HclResource, schemas: Schemas): HclBlock {
  const block = resourceBlock("resource", type, name, body, schemas);
  const notes = body["//"];
  const provenance = isObject(notes) ? notes["provenance"] : undefined;
  if (typeof provenance !== "string") return block;
  const what = type === "aws_iam_role" ? "Trust policy" : "Policy";
  return { ...block, comments: [`${what}, ${provenance}`] };
}
