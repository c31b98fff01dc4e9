import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { BASE, LISTS, MILVUS, patch, release, type Wrong } from "./case";

/** A config: one that is right with parts of it replaced and more lines, or its whole text. */
interface Written {
  /** The one that is right; `base` when it is left out. */
  readonly of?: keyof typeof GOOD;
  /** What is replaced, by what stands in its place. */
  readonly change?: Readonly<Record<string, string>>;
  /** Lines at its end. */
  readonly more?: string;
  readonly config?: string;
}

/** A case of a table; `files` where it has several. */
type Row = Omit<Wrong, "config"> & Written & { readonly files?: Readonly<Record<string, Written>> };

const GOOD = { base: BASE, milvus: MILVUS, release: release("") };

/** The cases of a theme, as `<theme>.yaml` has them. */
export function read(theme: string): Wrong[] {
  const rows = parse(readFileSync(join(__dirname, `${theme}.yaml`), "utf8")) as Row[];
  return rows.map(({ files, of, change, more, config, error, ...rest }) => ({
    ...rest,
    config: files
      ? Object.fromEntries(Object.entries(files).map(([file, each]) => [file, textOf(each)]))
      : textOf({ of, change, more, config }),
    error: error.replace(/\$\{([A-Z_]+)\}/g, (all, list: string) => LISTS[list] ?? all),
  }));
}

function textOf({ of = "base", change = {}, more = "", config }: Written): string {
  if (config !== undefined) return config;
  return (
    Object.entries(change).reduce((text, [part, by]) => patch(text, part, by), GOOD[of]) + more
  );
}
