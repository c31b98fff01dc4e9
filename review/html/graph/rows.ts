import { groupBy, keyed } from "../../../text/group";
import { ranked } from "../../presented/scope";
import { endsOf, tiesOf } from "../../presented/trusts";
import type { TrustEdge, TrustGraph, TrustNode } from "../../review";

/**
 * One row of the drawing's middle: a role, or the free way of an edge that passes the roles by,
 * such as a bucket policy that names an account.
 */
export interface Row {
  readonly role?: TrustNode;
  readonly incoming: readonly TrustEdge[];
  readonly outgoing: readonly TrustEdge[];
}

/** What one drawing shows, column by column, each in the order from top to bottom. */
export interface Columns {
  readonly who: readonly TrustNode[];
  readonly rows: readonly Row[];
  readonly what: readonly TrustNode[];
}

const TARGETS = new Set<TrustNode["kind"]>(["role", "bucket", "key"]);

/** The columns of a graph: its roles in the middle, at their sides what they are tied to. */
export function columnsOf(graph: TrustGraph): Columns {
  const nodes = keyed(graph.nodes, "id");
  const edges = graph.edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  const { roles, passing } = tiesOf({ nodes: graph.nodes, edges });
  const rows = [...roles, ...passing.map((edge) => ({ incoming: [edge], outgoing: [edge] }))];
  const { who, what, ...drawn } = ordered(rows, nodes);
  const tied = endsOf(edges);
  const lone = graph.nodes.filter(({ id, kind }) => kind !== "role" && !tied.has(id));
  return {
    ...drawn,
    who: [...who, ...lone.filter(({ kind }) => !TARGETS.has(kind))],
    what: [...what, ...lone.filter(({ kind }) => TARGETS.has(kind))],
  };
}

/** Puts what belongs together on one height, so that few lines cross. */
function ordered(given: readonly Row[], nodes: ReadonlyMap<string, TrustNode>): Columns {
  const rank = new Map(byMeanRow(given, "incoming").map((id, index) => [id, index]));
  // Rows that nobody enters come last.
  const height = ({ incoming }: Row) =>
    incoming.length === 0 ? Infinity : mean(incoming.map(({ from }) => rank.get(from)!));
  const rows = ranked(given, height);
  const who = byMeanRow(rows, "incoming");
  const what = byMeanRow(rows, "outgoing");
  const places = [who, what].map((ids) => new Map(ids.map((id, index) => [id, index])));
  return {
    who: who.map((id) => nodes.get(id)!),
    rows: rows.map(({ incoming, outgoing, ...row }) => ({
      ...row,
      incoming: ranked(incoming, ({ from }) => places[0]!.get(from)!),
      outgoing: ranked(outgoing, ({ to }) => places[1]!.get(to)!),
    })),
    what: what.map((id) => nodes.get(id)!),
  };
}

/** Ids at the outer ends of the rows' edges, by the mean of the rows that they are tied to. */
function byMeanRow(rows: readonly Row[], side: "incoming" | "outgoing"): string[] {
  const ties = rows.flatMap((row, index) =>
    row[side].map((edge) => {
      const id = side === "incoming" ? edge.from : edge.to;
      return { id, index, passing: row.role === undefined };
    }),
  );
  const byId = groupBy(ties, ({ id }) => id);
  return ranked([...byId.keys()], (id) => mean(near(byId.get(id)!).map(({ index }) => index)));
}

/** Ties that say where a box belongs: to roles, unless edges that pass them by are all it has. */
export function near<Tie extends { readonly passing: boolean }>(
  ties: readonly Tie[],
): readonly Tie[] {
  const toRoles = ties.filter(({ passing }) => !passing);
  return toRoles.length > 0 ? toRoles : ties;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
