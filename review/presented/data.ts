import { count } from "../../text/count";
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

/** A column of a table; the set says how its cells are set where there is room. */
export type Column = readonly [
  title: string,
  set?: "actions" | "names" | "number" | "prose" | "strong",
];

/** Rows under one heading within a table. */
export interface RowGroup {
  readonly title?: Words;
  /** Cells by column; the first heads its row. */
  readonly rows: readonly (readonly Words[])[];
}

export interface Table {
  readonly kind: "table";
  readonly caption: Words;
  readonly columns: readonly Column[];
  readonly groups: readonly RowGroup[];
  /** Narrow cells: `overview`, or names that do not break: `nowrap`. */
  readonly look?: "overview" | "nowrap";
}

/** A name and what it is; without words it is left out. */
export type Fact = readonly [title: string, words: Words | undefined];

/** What a section is made of. */
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
  readonly blocks: (review: Review) => readonly Block[];
  /** Whether each stack stands by itself, so that deployments that are alike can share one. */
  readonly byStack?: true;
}

export const heading = (title: string): Block => ({ kind: "heading", title });
export const paragraph = (words: Words): Block => ({ kind: "paragraph", words });

export function table(
  caption: Words,
  columns: readonly Column[],
  rows: readonly (readonly Words[])[],
): Table {
  return { kind: "table", caption, columns, groups: [{ rows }] };
}

export function fold(title: Words, blocks: readonly Block[], open = false): Block {
  return { kind: "fold", title, open, blocks };
}

/** What is long in large reviews only: with more lines than the limit it is folded. */
export function foldMany(lines: number, noun: string, limit: number, block: Block): Block {
  return lines <= limit ? block : fold(count(lines, noun), [block]);
}

export function ofStack(
  stack: string,
  note: string,
  open: boolean,
  blocks: readonly Block[],
): Block {
  return { kind: "stack", title: stack, note, open, blocks };
}
