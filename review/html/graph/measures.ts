/**
 * Sizes of the drawing, in its own units. Fonts differ from machine to machine, so widths of texts
 * are reckoned with the widest that is usual; names are set in a type of fixed width.
 */
export const NAME_CHARACTER = 6.65;
export const DETAIL_CHARACTER = 6.05;
export const LABEL_CHARACTER = 6;

export const WIDTHS = { who: 182, roles: 228, what: 208 } as const;
/** Between a box's edge and its text. */
export const PADDING = 11;
/** Room for the curves between the labels and the outer boxes. */
export const CURVE = 58;
/** Between boxes of a column. */
export const GAP = 14;
/** Height of the columns' titles. */
export const HEAD = 30;
/** Between the ends of lines at an outer box, which carry no labels there. */
export const PORT = 11;

export const LABEL_CHARACTERS = 23;
export const LABEL_LINES = 6;
/** Height of a line's label. */
export const LABEL_LINE = 13;
export const NAME_LINES = 3;
export const DETAIL_LINES = 4;
export const NAME_LINE = 15;
export const KIND_LINE = 14;
export const DETAIL_LINE = 14;

/** Characters that fit into a line of a box. @param character width of one. */
export function charactersIn(width: number, character: number): number {
  return Math.floor((width - 2 * PADDING) / character);
}
