import { groupBy } from "../../../text/group";
import type { TrustGraph } from "../../review";

/** A part of a graph that is drawn by itself; a part of several tells its deployment. */
export interface GraphPart {
  readonly deployment?: string;
  readonly graph: TrustGraph;
}

/** Nobody follows lines over more roles than this; then each deployment is a drawing of its own. */
const ROLES_IN_ONE = 40;

/** The graph as it is drawn: whole, or deployment by deployment where there are too many roles. */
export function splitGraph(graph: TrustGraph): readonly GraphPart[] {
  const { nodes, edges } = graph;
  if (nodes.length === 0) return [];
  const deployments = groupBy(edges, ({ deployment }) => deployment);
  if (nodes.filter(({ kind }) => kind === "role").length <= ROLES_IN_ONE || deployments.size < 2) {
    return [{ graph }];
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = [...deployments].map(([deployment, own]): GraphPart => {
    const ids = new Set(own.flatMap(({ from, to }) => [from, to]));
    const known = [...ids].flatMap((id) => byId.get(id) ?? []);
    return { deployment, graph: { nodes: known, edges: own } };
  });
  const tied = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const lone = nodes.filter(({ id }) => !tied.has(id));
  return lone.length > 0 ? [...parts, { graph: { nodes: lone, edges: [] } }] : parts;
}
