import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { cached } from "../text/cache";
import { compareText } from "../text/order";
import { isRecord } from "../text/record";
import { systemReason } from "../text/system-error";
import { blocksIn, pointerKey } from "./json";
import { lineFinder } from "./lines";
import { InputError, parseJson } from "./parse";

/** Where a block is written; the file is relative to the working directory, with slashes. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** A block with its name: `aws_iam_role.reader`, `data.aws_s3_bucket.logs`, `module.network`. */
interface Block {
  readonly name: string;
  readonly line: number;
  /** `source` of a module. */
  readonly source?: string;
}

type Placed = SourcePlace & Pick<Block, "source">;

/** Nobody writes as much by hand. */
const MOST_BYTES = 5_000_000;
const SOURCE_NAME = /\.tf(\.json)?$/;
const OVERRIDE_NAME = /(^|_)override\.tf(\.json)?$/;
const INSTANCE = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g;

/**
 * Finds the block of an address in the Terraform that people write, the files of a root module and of
 * the modules it calls by their folders. What lies in a module from elsewhere, or is not found in
 * its own, is at the block that calls the module; what the root module lacks is nowhere.
 *
 * @throws InputError when the folder cannot be read.
 */
export function sourceFinder(root: string): (address: string) => SourcePlace | undefined {
  const blocksOf = cached(blocksOfFolder);
  try {
    readdirSync(root);
  } catch (error) {
    const reason = systemReason(error, "read");
    if (reason === undefined) throw error;
    const message = reason === "there is no such file" ? "there is no such folder" : reason;
    throw new InputError([{ file: root, message, fix: "name the folder of the root module" }]);
  }
  return cached((address) => {
    const parts = address.replace(INSTANCE, "").split(".");
    let folder = root;
    let call: Placed | undefined;
    while (parts[0] === "module" && parts.length > 2) {
      const found = blocksOf(folder).get(parts.splice(0, 2).join("."));
      if (!found) return placeOf(call);
      call = found;
      if (found.source === undefined || !/^\.\.?(\/|$)/.test(found.source)) return placeOf(call);
      folder = join(folder, found.source);
    }
    return placeOf(blocksOf(folder).get(parts.join(".")) ?? call);
  });
}

function placeOf(block: Placed | undefined): SourcePlace | undefined {
  return block && { file: block.file, line: block.line };
}

/** A path as reports name it. */
export function workingPath(path: string): string {
  return (relative(process.cwd(), path) || ".").split(sep).join("/");
}

/** Blocks of the files of a folder, by name; none where it cannot be read. */
function blocksOfFolder(folder: string): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  // What an override file says again stands in another one first.
  const late = (name: string) => Number(OVERRIDE_NAME.test(name));
  for (const name of namesIn(folder).sort((a, b) => late(a) - late(b) || compareText(a, b))) {
    const file = workingPath(join(folder, name));
    const text = textOf(join(folder, name));
    for (const block of name.endsWith(".json") ? jsonBlocks(text) : hclBlocks(text)) {
      if (!found.has(block.name)) found.set(block.name, { ...block, file });
    }
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => SOURCE_NAME.test(name));
  } catch {
    return [];
  }
}

/** Nothing where it cannot be read, or is no file of a size that people write. */
function textOf(path: string): string {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= MOST_BYTES
      ? readFileSync(path, "utf8").replace(/^\uFEFF/, "")
      : "";
  } catch {
    return "";
  }
}

const WORD = String.raw`[\p{ID_Start}_][\p{ID_Continue}-]*`;
const LABEL = String.raw`[ \t]*("[^"\\$%\n]*"|${WORD})`;
/** How a block begins that has a place; Terraform wants all of it in one line. */
const HEADER = new RegExp(String.raw`(resource|data|module)${LABEL}(?:${LABEL})?[ \t]*\{`, "uy");
const SOURCE = /source[ \t]*=[ \t]*"([^"\\$%\n]*)"/y;
/** One token where an expression may stand; of a heredoc its first line, with the word that ends it. */
const CODE = new RegExp(
  String.raw`\s+|#[^\n]*|//[^\n]*|/\*[^]*?(?:\*/|$)|<<-?(${WORD})[^\n]*|${WORD}|[^]`,
  "uy",
);
/** One token within quotes: `$${` is a text, `${` begins an expression. */
const QUOTED = /[^"\\$%\n]+|\\[^\n]|\$\$\{|%%\{|[$%]\{|[^]/uy;

/**
 * Blocks of a text in Terraform's own syntax. What is not well formed gives fewer blocks or none;
 * no character is looked at more than a few times.
 */
export function hclBlocks(text: string): Block[] {
  const blocks: { name: string; line: number; source?: string }[] = [];
  /** What is open: brackets, quotes, and `${` for an expression within quotes. */
  const open: string[] = [];
  let line = 1;
  let at = 0;
  const take = (length: number) => {
    for (const end = at + length; at < end; at += 1) if (text[at] === "\n") line += 1;
  };
  while (at < text.length) {
    if (open.at(-1) === '"') {
      const [token] = matchAt(QUOTED, text, at)!;
      // A quote that is not closed ends with its line.
      if (token === '"' || token === "\n") open.pop();
      else if (token === "${" || token === "%{") open.push("${");
      take(token.length);
      continue;
    }
    const header = open.length === 0 ? matchAt(HEADER, text, at) : undefined;
    if (header) {
      const [whole, kind = "", ...labels] = header;
      const name = nameOf(kind, labels);
      if (name !== undefined) blocks.push({ name, line });
      open.push("{");
      take(whole.length);
      continue;
    }
    const block = blocks.at(-1);
    const source = open.length === 1 ? matchAt(SOURCE, text, at) : undefined;
    if (block && source) block.source ??= source[1]!;
    const [token, heredoc] = matchAt(CODE, text, at)!;
    take(token.length);
    if (heredoc !== undefined) take(heredocLength(text, at, heredoc));
    else if (token === '"' || token === "{" || token === "[" || token === "(") open.push(token);
    else if (token === "}" || token === "]" || token === ")") open.pop();
  }
  return blocks;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Name of a block; undefined where it has not the labels that Terraform wants. */
function nameOf(kind: string, labels: readonly (string | undefined)[]): string | undefined {
  const [type, name] = labels.map((label) => label?.replaceAll('"', ""));
  if (kind === "module") return name === undefined ? `module.${type}` : undefined;
  if (name === undefined) return undefined;
  return kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
}

/** Characters of a heredoc behind its first line, the word that ends it included. */
function heredocLength(text: string, start: number, word: string): number {
  for (let at = start; at >= 0 && at < text.length;) {
    const next = text.indexOf("\n", at + 1);
    const end = next < 0 ? text.length : next;
    if (text.slice(at, end).trim() === word) return end - start;
    at = end;
  }
  return text.length - start;
}

/** Blocks of a text in Terraform's JSON syntax; none where it is no JSON. */
function jsonBlocks(text: string): Block[] {
  const parsed = parseJson(text);
  if ("problem" in parsed) return [];
  const lineOf = lineFinder(text);
  const blockOf = (name: string, { value, pointer }: Member): Block => {
    const { source } = blocksIn(value)[0] ?? {};
    return { name, line: lineOf(pointer) ?? 1, ...(typeof source === "string" && { source }) };
  };
  return membersIn({ value: parsed.value, pointer: "" }).flatMap((kind) => {
    if (!["resource", "data", "module"].includes(kind.key)) return [];
    return membersIn(kind).flatMap((first) => {
      if (kind.key === "module") return [blockOf(`module.${first.key}`, first)];
      const type = kind.key === "data" ? `data.${first.key}` : first.key;
      return membersIn(first).map((second) => blockOf(`${type}.${second.key}`, second));
    });
  });
}

interface Member {
  readonly key: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** Members of an object, or of each object of a list, which Terraform takes for one as well. */
function membersIn({ value, pointer }: Omit<Member, "key">): Member[] {
  if (Array.isArray(value)) {
    return value.flatMap((inner: unknown, index) =>
      isRecord(inner) ? membersIn({ value: inner, pointer: `${pointer}/${index}` }) : [],
    );
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([key, inner]) => ({
    key,
    value: inner,
    pointer: `${pointer}/${pointerKey(key)}`,
  }));
}
