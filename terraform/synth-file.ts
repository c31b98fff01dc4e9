import { blocks, pointerKey, ShapeError } from "./json";
import { isRecord, type PlainRecord, valueAt } from "../text/record";
import type { InputFile } from "./model";

/** A block with the file and the JSON pointer where it stands. */
export interface SynthBlock {
  readonly file: string;
  readonly pointer: string;
  readonly body: PlainRecord;
}

/** A resource or data block: its type, its name. */
export interface TypedBlock extends SynthBlock {
  readonly type: string;
  readonly name: string;
}

/** Blocks of one keyword that have a name: variables, locals' groups, outputs, modules. */
export function namedBlocks(source: InputFile, keyword: string): [string, SynthBlock][] {
  return groups(source, keyword).flatMap(labelled);
}

/** `resource` or `data` blocks. */
export function typedBlocks(source: InputFile, keyword: "resource" | "data"): TypedBlock[] {
  return namedBlocks(source, keyword).flatMap(([type, byName]) =>
    labelled(byName).map(([name, block]) => ({ ...block, type, name })),
  );
}

/** Values of `locals`, each an expression. */
export function localValues(source: InputFile): Map<string, unknown> {
  return new Map(groups(source, "locals").flatMap(members));
}

/** Provider blocks, by provider. */
export function providerBlocks(source: InputFile): [string, PlainRecord][] {
  return groups(source, "provider").flatMap((group) =>
    members(group).flatMap(([name, value]) =>
      blocks(value, `${group.pointer}/${name}`).map((block): [string, PlainRecord] => [
        name,
        block,
      ]),
    ),
  );
}

/** The backend, or `cloud`, of a root module. */
export function backendOf(source: InputFile): { type: string; settings: PlainRecord } | undefined {
  for (const { body } of groups(source, "terraform")) {
    const [backend] = isRecord(body["backend"]) ? Object.entries(body["backend"]) : [];
    if (backend && isRecord(backend[1])) return { type: backend[0], settings: backend[1] };
    if (isRecord(body["cloud"])) return { type: "cloud", settings: body["cloud"] };
  }
  return undefined;
}

/** Name of the stack, where CDKTF wrote the file. */
export function stackOf({ json }: InputFile): string | undefined {
  const name = valueAt(json, ["//", "metadata", "stackName"]);
  return typeof name === "string" ? name : undefined;
}

/** What stands under a keyword: an object, or a list of objects. */
function groups(source: InputFile, keyword: string): SynthBlock[] {
  return bodies(source.file, `/${keyword}`, source.json[keyword]);
}

/** An object, or each of a list, with its pointer. */
function bodies(file: string, pointer: string, value: unknown): SynthBlock[] {
  if (value === undefined) return [];
  if (isRecord(value)) return [{ file, pointer, body: value }];
  if (!Array.isArray(value)) throw new ShapeError(`${pointer} is not a block`);
  return value.map((item: unknown, index) => {
    if (!isRecord(item)) throw new ShapeError(`${pointer}/${index} is not a block`);
    return { file, pointer: `${pointer}/${index}`, body: item };
  });
}

/** The blocks in a block, by label. */
function labelled(group: SynthBlock): [string, SynthBlock][] {
  return members(group).flatMap(([label, value]) =>
    bodies(group.file, `${group.pointer}/${pointerKey(label)}`, value).map(
      (block): [string, SynthBlock] => [label, block],
    ),
  );
}

/** Members of a block but its comment. */
function members({ body }: SynthBlock): [string, unknown][] {
  return Object.entries(body).filter(([key]) => key !== "//");
}
