import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import type { PolicyReview, Review, TrustGraph } from "../review";

/** Words with marks on some of them; what a mark looks like is for the form to say. */
export type Words = string | Marked | readonly Words[];

type Marked =
  /** As AWS or Terraform writes it. With a stack it is the address of a policy as seen from there. */
  | { readonly as: "code"; readonly text: string; readonly stack?: string }
  /** To be copied as it is. */
  | { readonly as: "copy"; readonly text: string }
  /** A short label; the tone is for the eye alone. */
  | { readonly as: "chip"; readonly text: string; readonly tone?: string }
  /** A note is beside the point; what is none stands where there is nothing. */
  | { readonly as: "strong" | "note" | "none"; readonly words: Words }
  | { readonly as: "lines"; readonly words: readonly Words[] }
  /** What opens on a click, within a line. */
  | { readonly as: "more"; readonly title: string; readonly words: Words };

export const code = (text: string, stack?: string): Words => ({
  as: "code",
  text,
  ...(stack !== undefined && { stack }),
});
export const chip = (text: string, tone?: string): Words => ({
  as: "chip",
  text,
  ...(tone !== undefined && { tone }),
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
  /** Narrow cells: `overview`, or names that do not break: `nowrap`. */
  readonly look?: "overview" | "nowrap";
}

interface RowGroup<Row> {
  readonly title?: Words;
  readonly rows: readonly Row[];
}

/** A name and what it is; without words it is left out. */
export type Fact = readonly [title: string, words: Words | undefined];

/** What a section is made of; a list is its members, and what is false or undefined is nothing. */
export type Blocks = Block | false | undefined | readonly Blocks[];

export type Block =
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
      readonly note?: string;
      readonly open: boolean;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: "drawing"; readonly title: string; readonly graph: TrustGraph }
  | {
      readonly kind: "policy";
      readonly policy: PolicyReview;
      readonly chips: readonly Words[];
      readonly facts: readonly Fact[];
    };

/** A section of a review. */
export interface Chapter {
  /** What links lead to. */
  readonly id: string;
  readonly title: string;
  readonly intro: (review: Review) => Words;
  readonly blocks: (review: Review) => Blocks;
  /** Whether each stack stands by itself, so that deployments that are alike can share one. */
  readonly byStack?: true;
}

export const heading = (title: string): Block => ({ kind: "heading", title });
export const paragraph = (words: Words): Block => ({ kind: "paragraph", words });

export function flat(blocks: Blocks): readonly Block[] {
  if (blocks === undefined || blocks === false) return [];
  return "kind" in blocks ? [blocks] : blocks.flatMap(flat);
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

export function fold(title: Words, blocks: Blocks, open = false): Block {
  return { kind: "fold", title, open, blocks: flat(blocks) };
}

/** What is long in large reviews only: with more rows than the limit it is folded. */
export function foldMany(noun: string, limit: number, drawn: Table): Block {
  const rows = drawn.groups.reduce((sum, group) => sum + group.rows.length, 0);
  return rows <= limit ? drawn : fold(count(rows, noun), drawn);
}

export function ofStack(stack: string, note: string, open: boolean, blocks: Blocks): Block {
  return { kind: "stack", title: stack, note, open, blocks: flat(blocks) };
}

/** With more stacks than this they begin folded. */
const MANY_STACKS = 8;

/** A part for each stack that has such items. */
export function stackByStack<Item extends { readonly stack: string }>(
  items: readonly Item[],
  noun: string,
  blocksOf: (stack: string, own: readonly Item[]) => Blocks,
): readonly Block[] {
  const stacks = [...groupBy(items, ({ stack }) => stack)];
  return stacks.map(([stack, own]) =>
    ofStack(stack, count(own.length, noun), stacks.length <= MANY_STACKS, blocksOf(stack, own)),
  );
}
