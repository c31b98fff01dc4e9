import { NODE_KINDS } from "../../presented/trusts";
import type { TrustNode } from "../../review";
import { wrap } from "./text";

// In the drawing's own units. Fonts differ from machine to machine, so widths of texts are reckoned
// with the widest that is usual; names are set in a type of fixed width.
const NAME_CHARACTER = 6.65;
const DETAIL_CHARACTER = 6.05;
export const NAME_LINE = 15;
export const KIND_LINE = 14;
export const DETAIL_LINE = 14;
/** Between a box's edge and its text. */
export const PADDING = 11;

/** A node as it is drawn. */
export interface Box {
  readonly node: TrustNode;
  /** The node stands in the middle too: a role that assumes, or is used by, another. */
  readonly again: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly details: readonly string[];
}

/** A box that has no place yet. */
export type Unplaced = Omit<Box, "x" | "y">;

/** Size and lines of a node. @param least height that its lines' ends need. */
export function boxOf(node: TrustNode, width: number, least: number, again: boolean): Unplaced {
  const fitting = (character: number) => Math.floor((width - 2 * PADDING) / character);
  const lines = wrap(node.label, fitting(NAME_CHARACTER));
  const detail = detailOf(node);
  const details = detail === undefined ? [] : wrap(detail, fitting(DETAIL_CHARACTER));
  const height = textHeight({ lines, details }) + 2 * PADDING - 4;
  return { node, again, width, height: Math.max(height, least), lines, details };
}

/** Height of what is written in a box. */
export function textHeight({ lines, details }: Pick<Box, "lines" | "details">): number {
  return KIND_LINE + lines.length * NAME_LINE + details.length * DETAIL_LINE;
}

/**
 * What the detail adds to the label. An ARN ends with the name that stands above it already; what
 * is left of it is worth a line where it names an account.
 */
export function detailOf({ kind, label, detail }: TrustNode): string | undefined {
  if (detail === undefined || [label, NODE_KINDS[kind]].includes(detail)) return undefined;
  if (label === "" || !detail.endsWith(label)) return detail;
  const rest = detail.slice(0, -label.length);
  return /\d{12}/.test(rest) ? `${rest}…` : undefined;
}
