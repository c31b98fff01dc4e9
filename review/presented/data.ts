// What the pages of a review have beside what all pages have.
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { flat, opensEach, type Block, type Blocks, type Fact, type Words } from "../../text/page";
import type { PolicyReview, Review, TrustGraph } from "../review";

/** A drawing, and the text of a policy. */
export type ReviewOwn =
  | { readonly kind: "drawing"; readonly title: string; readonly graph: TrustGraph }
  | {
      readonly kind: "policy";
      readonly policy: PolicyReview;
      readonly chips: readonly Words[];
      readonly facts: readonly Fact[];
    };

export type ReviewBlock = Block<ReviewOwn>;
export type ReviewBlocks = Blocks<ReviewOwn>;

/** A section of a review. */
export interface Chapter {
  /** What links lead to. */
  readonly id: string;
  readonly title: string;
  readonly intro: (review: Review) => Words;
  readonly blocks: (review: Review) => ReviewBlocks;
  /** Whether each stack stands by itself, so that deployments that are alike can share one. */
  readonly byStack?: true;
}

export function ofStack(
  stack: string,
  note: string,
  open: boolean,
  blocks: ReviewBlocks,
): ReviewBlock {
  return { kind: "stack", title: stack, note, open, blocks: flat(blocks) };
}

/** A part for each stack that has such items. */
export function stackByStack<Item extends { readonly stack: string }>(
  items: readonly Item[],
  noun: string,
  blocksOf: (stack: string, own: readonly Item[]) => ReviewBlocks,
): readonly ReviewBlock[] {
  const stacks = [...groupBy(items, ({ stack }) => stack)];
  return stacks.map(([stack, own]) =>
    ofStack(stack, count(own.length, noun), opensEach(stacks.length), blocksOf(stack, own)),
  );
}
