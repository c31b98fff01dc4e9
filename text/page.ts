// A page as data: sections, tables and folds, in the same words for every form of it.
import { count } from "./count";

/** Words with marks on some of them; what a mark looks like is for the form to say. */
export type Words = string | Marked | readonly Words[];

type Marked =
  /** As AWS or Terraform writes it. With a stack it is the address of a policy as seen from there. */
  | { readonly as: "code"; readonly text: string; readonly stack?: string }
  /** To be copied as it is. */
  | { readonly as: "copy"; readonly text: string }
  /** Lines of a text such as a policy's; `other`: the text that it stands beside has no such line. */
  | {
      readonly as: "text";
      readonly lines: readonly { readonly text: string; readonly other: boolean }[];
    }
  /** A short label; the tone is for the eye alone. */
  | { readonly as: "chip"; readonly text: string; readonly tone?: string }
  /** A note is beside the point; what is none stands where there is nothing. */
  | { readonly as: "strong" | "note" | "none"; readonly words: Words }
  | { readonly as: "lines"; readonly words: readonly Words[] }
  /** Leads to a part of the page, by its id. */
  | { readonly as: "link"; readonly to: string; readonly words: Words }
  /** What opens on a click, within a line. */
  | { readonly as: "more"; readonly title: string; readonly words: Words };

export const code = (text: string, stack?: string): Words => ({
  as: "code",
  text,
  stack,
});
export const chip = (text: string, tone?: string): Words => ({
  as: "chip",
  text,
  tone,
});
export const strong = (words: Words): Words => ({ as: "strong", words });
export const note = (words: Words): Words => ({ as: "note", words });
export const none = (words: Words): Words => ({ as: "none", words });
export const lines = (words: readonly Words[]): Words => ({ as: "lines", words });

/** Words in a row. */
export function listed(all: readonly Words[]): Words {
  return all.flatMap((words, index) => (index === 0 ? [words] : [", ", words]));
}

export const codes = (texts: readonly string[]): Words => listed(texts.map((text) => code(text)));

const SHOWN = 3;

/** Where something is the case: a few places, the others folded. */
export function places(all: readonly Words[]): Words {
  const few = all.length <= SHOWN + 1 ? all : all.slice(0, SHOWN);
  const rest = all.slice(few.length);
  if (rest.length === 0) return lines(few);
  return [lines(few), { as: "more", title: `and ${rest.length} more`, words: lines(rest) }];
}

/** How the cells of a column are set where there is room. */
type Setting = "actions" | "names" | "number" | "prose" | "strong";

export interface Table {
  readonly kind: "table";
  readonly caption: Words;
  readonly columns: readonly (readonly [title: string, set?: Setting])[];
  /** Rows under one heading each; the first cell heads its row. */
  readonly groups: readonly RowGroup<readonly Words[]>[];
  /**
   * Narrow cells: `overview`; names that do not break: `nowrap`; sentences, for which there
   * is room: `changes`; texts side by side: `sides`.
   */
  readonly look?: "overview" | "nowrap" | "changes" | "sides";
}

interface RowGroup<Row> {
  readonly title?: Words;
  readonly rows: readonly Row[];
}

/** A name and what it is; without words it is left out. */
export type Fact = readonly [title: string, words: Words | undefined];

/** What a section is made of, beside what only one kind of page has. */
export type Block<Own = never> =
  | { readonly kind: "heading"; readonly title: string }
  | { readonly kind: "paragraph"; readonly words: Words }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | {
      readonly kind: "figures";
      readonly figures: readonly {
        readonly number: number;
        readonly words: string;
        /** Id of the section that has more. */
        readonly section: string;
      }[];
    }
  | Table
  /** What most readers skip, or what belongs to one stack. */
  | {
      readonly kind: "fold" | "stack";
      readonly title: Words;
      /** What links lead to. */
      readonly id?: string;
      readonly note?: string;
      readonly open: boolean;
      readonly blocks: readonly Block<Own>[];
    }
  | Own;

/** A list is its members, and what is false or undefined is nothing. */
export type Blocks<Own = never> = Block<Own> | false | undefined | readonly Blocks<Own>[];

/** A section of a page. */
export interface PageSection<Own = never> {
  /** What links lead to. */
  readonly id: string;
  readonly title: string;
  readonly intro: Words;
  readonly blocks: readonly Block<Own>[];
}

/** What stands above all sections. */
export interface Head {
  readonly what: string;
  /** The deployment, or how many; what was compared. */
  readonly subject: string;
  readonly verdict: "PASS" | "ACCEPTED" | "FAIL" | "UNDECIDED";
  /** The verdict in words: `PASS; 15 ways accepted, until 2027-01-31, by platform`. */
  readonly title: string;
  /** What that means, in a sentence or two. */
  readonly meaning: string;
  readonly counts: readonly string[];
}

export interface Page<Own = never> {
  readonly head: Head;
  readonly sections: readonly PageSection<Own>[];
  /** Version of byoc. */
  readonly version: string;
  /** Whether it is short enough to be printed unfolded. */
  readonly unfolds: boolean;
}

export const heading = (title: string): Block => ({ kind: "heading", title });
export const paragraph = (words: Words): Block => ({ kind: "paragraph", words });

export function flat<Own extends { readonly kind: string } = never>(
  blocks: Blocks<Own>,
): readonly Block<Own>[] {
  if (blocks === undefined || blocks === false) return [];
  return "kind" in blocks ? [blocks] : blocks.flatMap((one) => flat(one));
}

/** A column: its title, what stands in it of a row, and how that is set. */
export type Column<Row> = readonly [title: string, cell: (row: Row) => Words, set?: Setting];

export function table<Row>(
  caption: Words,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  look?: Table["look"],
): Table {
  return grouped(caption, columns, [{ rows }], look);
}

/** A table with a heading above the rows of each group. */
export function grouped<Row>(
  caption: Words,
  columns: readonly Column<Row>[],
  groups: readonly RowGroup<Row>[],
  look?: Table["look"],
): Table {
  const cells = (row: Row) => columns.map(([, cell]) => cell(row));
  return {
    kind: "table",
    caption,
    columns: columns.map(([title, , set]) => [title, set]),
    groups: groups.map(({ title, rows }) => ({ title, rows: rows.map(cells) })),
    look,
  };
}

export function fold<Own extends { readonly kind: string } = never>(
  title: Words,
  blocks: Blocks<Own>,
  open = false,
): Block<Own> {
  return { kind: "fold", title, open, blocks: flat(blocks) };
}

/** What is long in large pages only: with more rows than the limit it is folded. */
export function foldMany(noun: string, limit: number, drawn: Table): Block {
  const rows = drawn.groups.reduce((sum, group) => sum + group.rows.length, 0);
  return rows <= limit ? drawn : fold(count(rows, noun), drawn);
}

/** With more parts than this they begin folded. */
const MANY_PARTS = 8;

/** Whether parts of so many begin unfolded. */
export const opensEach = (parts: number): boolean => parts <= MANY_PARTS;
