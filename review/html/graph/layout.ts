import type { TrustEdge } from "../../review";
import { given } from "../../../text/list";
import { boxOf, type Box } from "./box";
import { place } from "./place";
import { near, type Columns, type Row } from "./rows";
import { wrap } from "./text";

const WIDTHS = { who: 218, roles: 228, what: 208 } as const;
/** Room for the curves between the labels and the outer boxes. */
const CURVE = 58;
/** Between boxes of a column. */
const GAP = 14;
/** Height of the columns' titles. */
export const HEAD = 30;
/** Between the ends of lines at an outer box, which carry no labels there. */
const PORT = 11;
/** Of a line's label: width of a character, characters in a line, height of a line. */
const LABEL_CHARACTER = 6;
const LABEL_CHARACTERS = 23;
export const LABEL_LINE = 13;

/** A line between two boxes; its label lies along a part that runs level, and nothing crosses it. */
export interface Line {
  readonly edge: TrustEdge;
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Titles of the columns that are not empty, at their middles. */
  readonly heads: readonly { readonly text: string; readonly x: number }[];
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Heights at which the lines of one row leave and enter it. */
interface Slots {
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
}

/**
 * Three columns. Between two of them lies a zone for labels, beside the roles, where every line runs
 * level at a height of its own, and a zone for curves, where there is no text.
 */
export function layoutOf({ who, rows, what }: Columns): Layout {
  const zones = [labelZone(rows, "incoming"), labelZone(rows, "outgoing")] as const;
  const x1 = who.length > 0 ? WIDTHS.who + CURVE + zones[0] : 0;
  const x2 = x1 + WIDTHS.roles + zones[1] + CURVE;

  const middle: Box[] = [];
  const slots: Slots[] = [];
  let bottom = HEAD;
  for (const row of rows) {
    const top = bottom;
    const least = Math.max(slotHeight(row.incoming), slotHeight(row.outgoing)) + 8;
    const box = row.role && boxOf(row.role, WIDTHS.roles, least, false);
    const height = box?.height ?? least;
    if (box) middle.push({ ...box, x: x1, y: top });
    slots.push(slotsOf(row, top + height / 2));
    bottom += height + GAP;
  }

  const sides = [
    side(who, rows, slots, "incoming", 0, WIDTHS.who),
    side(what, rows, slots, "outgoing", x2, WIDTHS.what),
  ] as const;
  const boxes = [...sides[0].boxes, ...middle, ...sides[1].boxes];
  return {
    width: what.length > 0 ? x2 + WIDTHS.what : x1 + WIDTHS.roles,
    height: Math.max(...boxes.map(({ y, height }) => y + height), bottom - GAP) + 4,
    heads: given([
      who.length > 0 && { text: "who", x: WIDTHS.who / 2 },
      middle.length > 0 && { text: "may become", x: x1 + WIDTHS.roles / 2 },
      what.length > 0 && { text: "and reach", x: x2 + WIDTHS.what / 2 },
    ]),
    boxes,
    lines: rows.flatMap((row, index) => linesOf(row, slots[index]!, sides, zones, x1, x2)),
  };
}

/** Labels of the edges on one side of the roles decide how far the curves stay away. */
function labelZone(rows: readonly Row[], direction: keyof Slots): number {
  const labels = rows.flatMap((row) => (row.role ? row[direction].flatMap(labelLines) : []));
  return Math.ceil(Math.max(4, ...labels.map((line) => line.length)) * LABEL_CHARACTER) + 22;
}

function labelLines({ label }: TrustEdge): readonly string[] {
  return label === "" ? [] : wrap(label, LABEL_CHARACTERS);
}

/** Lines of a label that stand above its edge; the others stand below. */
export function linesAbove(lines: number): number {
  return Math.ceil(lines / 2);
}

/** A slot is as high as its label. */
function slotHeight(edges: readonly TrustEdge[]): number {
  return edges.reduce(
    (sum, edge) => sum + Math.max(1, labelLines(edge).length) * LABEL_LINE + 6,
    0,
  );
}

/** Heights of the edges of a row, which together stand around its centre. */
function slotsOf({ incoming, outgoing }: Row, centre: number): Slots {
  const heights = (edges: readonly TrustEdge[]) => {
    let top = centre - slotHeight(edges) / 2;
    return edges.map((edge) => {
      const above = linesAbove(labelLines(edge).length);
      const y = above === 0 ? top + slotHeight([edge]) / 2 : top + above * LABEL_LINE + 4;
      top += slotHeight([edge]);
      return y;
    });
  };
  return { incoming: heights(incoming), outgoing: heights(outgoing) };
}

/** An edge at an outer box, with the height of its slot. */
interface Tie {
  readonly edge: TrustEdge;
  readonly y: number;
  readonly passing: boolean;
}

function wantedHeight(ties: readonly Tie[]): number {
  const wanted = near(ties).map(({ y }) => y);
  return wanted.reduce((sum, y) => sum + y, 0) / Math.max(1, wanted.length);
}

interface Side {
  readonly boxes: readonly Box[];
  /** Height at which an edge ends at its outer box. */
  readonly end: (edge: TrustEdge) => number;
}

/** An outer column: each box beside the middle of what it is tied to. */
function side(
  nodes: Columns["who"],
  rows: readonly Row[],
  slots: readonly Slots[],
  direction: keyof Slots,
  x: number,
  width: number,
): Side {
  const ties = new Map<string, Tie[]>(nodes.map(({ id }) => [id, []]));
  for (const [index, row] of rows.entries()) {
    for (const [number, edge] of row[direction].entries()) {
      ties.get(direction === "incoming" ? edge.from : edge.to)?.push({
        edge,
        y: slots[index]![direction][number]!,
        passing: row.role === undefined,
      });
    }
  }
  const own = nodes.map(({ id }) => ties.get(id)!);
  const boxes = place(
    nodes.map((node, index) =>
      boxOf(node, width, own[index]!.length * PORT + 16, node.kind === "role"),
    ),
    own.map(wantedHeight),
    x,
    HEAD,
    GAP,
  );
  const ends = new Map<TrustEdge, number>();
  for (const { node, y, height } of boxes) {
    const tied = ties.get(node.id)!.sort((a, b) => a.y - b.y);
    const first = y + height / 2 - ((tied.length - 1) * PORT) / 2;
    tied.forEach(({ edge }, index) => ends.set(edge, first + index * PORT));
  }
  return { boxes, end: (edge) => ends.get(edge)! };
}

function linesOf(
  row: Row,
  slots: Slots,
  [who, what]: readonly [Side, Side],
  zones: readonly [number, number],
  x1: number,
  x2: number,
): Line[] {
  const right = x1 + WIDTHS.roles;
  const enter = (edge: TrustEdge, y: number) =>
    `M${WIDTHS.who} ${who.end(edge)}${curve(WIDTHS.who, who.end(edge), x1 - zones[0], y)}`;
  const leave = (edge: TrustEdge, y: number) => curve(x2 - CURVE, y, x2 - 7, what.end(edge));
  const line = (edge: TrustEdge, path: string, x: number, y: number): Line => {
    return { edge, path, label: { x, y, lines: labelLines(edge) } };
  };
  if (!row.role) {
    const edge = row.incoming[0]!;
    const y = slots.incoming[0]!;
    const path = `${enter(edge, y)}H${x2 - CURVE}${leave(edge, y)}`;
    return [line(edge, path, x1 + WIDTHS.roles / 2, y)];
  }
  return [
    ...row.incoming.map((edge, index) => {
      const y = slots.incoming[index]!;
      return line(edge, `${enter(edge, y)}H${x1 - 7}`, x1 - zones[0] / 2 - 3, y);
    }),
    ...row.outgoing.map((edge, index) => {
      const y = slots.outgoing[index]!;
      const path = `M${right} ${y}H${x2 - CURVE}${leave(edge, y)}`;
      return line(edge, path, right + zones[1] / 2 + 3, y);
    }),
  ];
}

function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  const middle = (fromX + toX) / 2;
  return `C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`;
}
