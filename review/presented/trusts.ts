import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import type { TrustEdge, TrustGraph, TrustNode } from "../review";
import {
  code,
  fold,
  none,
  note,
  paragraph,
  type Block,
  type Chapter,
  type RowGroup,
  type Words,
} from "./data";
import { NODE_KINDS } from "./names";

/** With more roles than this the table begins folded; the drawing is easier to take in. */
const MANY = 4;
/** Nobody follows lines over more roles than this; then each deployment is a drawing of its own. */
const ROLES_IN_ONE = 40;

/** Who becomes which role and what the roles reach: drawn, and as a table. */
export const TRUSTS: Chapter = {
  id: "trusts",
  title: "Who becomes whom",
  byStack: true,
  intro: () =>
    "Roles have no passwords or keys: somebody assumes them. The drawing says who may, under which condition, and which buckets and keys a role then reaches; what else a pattern of its policies matches in the account is above.",
  blocks: ({ trusts }) => {
    const parts = splitGraph(trusts);
    if (parts.length === 0) return [paragraph("There is no role.")];
    if (parts.length === 1) return drawing(parts[0]!);
    return parts.map((part) =>
      fold(
        [
          part.deployment === undefined ? "Roles that are tied to nothing" : code(part.deployment),
          `, ${count(rolesIn(part.graph), "role")}`,
        ],
        drawing(part),
      ),
    );
  },
};

/** A part of a graph that is drawn by itself; a part of several tells its deployment. */
export interface GraphPart {
  readonly deployment?: string;
  readonly graph: TrustGraph;
}

/** The graph as it is drawn: whole, or deployment by deployment where there are too many roles. */
export function splitGraph(graph: TrustGraph): readonly GraphPart[] {
  const { nodes, edges } = graph;
  if (nodes.length === 0) return [];
  const deployments = groupBy(edges, ({ deployment }) => deployment);
  if (rolesIn(graph) <= ROLES_IN_ONE || deployments.size < 2) return [{ graph }];
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

function rolesIn({ nodes }: TrustGraph): number {
  return nodes.filter(({ kind }) => kind === "role").length;
}

function drawing({ deployment, graph }: GraphPart): readonly Block[] {
  const title = `Who becomes which role${deployment === undefined ? "" : ` in ${deployment}`}`;
  return [
    { kind: "drawing", title, graph },
    fold(
      "The drawing as a table",
      [
        {
          kind: "table",
          caption: `${title}, and what each reaches`,
          columns: [["Tie"], ["Who or what", "names"], ["Given", "prose"]],
          groups: groupsOf(graph),
        },
      ],
      rolesIn(graph) <= MANY,
    ),
  ];
}

/** Every role with who may become it and what it reaches, then what passes the roles by. */
function groupsOf({ nodes, edges }: TrustGraph): readonly RowGroup[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const into = groupBy(edges, ({ kind, to }) => `${kind} ${to}`);
  const outOf = groupBy(edges, ({ kind, from }) => `${kind} ${from}`);
  const row = (edge: TrustEdge, tie: string, end: "from" | "to") => {
    const other = byId.get(edge[end]);
    return [tie, other === undefined ? edge[end] : nameOf(other), edge.label];
  };
  const roles = nodes.filter(({ kind }) => kind === "role");
  const isTold = ({ kind, from, to }: TrustEdge) =>
    byId.get(kind === "assume" ? to : from)?.kind === "role";
  const passing = groupBy(
    edges.filter((edge) => !isTold(edge)),
    ({ from }) => from,
  );
  return [
    ...roles.map((role) => {
      const rows = [
        ...(into.get(`assume ${role.id}`) ?? []).map((edge) => row(edge, "assumed by", "from")),
        ...(outOf.get(`use ${role.id}`) ?? []).map((edge) => row(edge, "reaches", "to")),
      ];
      const nothing = [none("none"), "no trust and no reach that was read", ""];
      return { title: nameOf(role), rows: rows.length > 0 ? rows : [nothing] };
    }),
    ...[...passing].flatMap(([from, of]) => {
      const who = byId.get(from);
      return who
        ? [{ title: nameOf(who), rows: of.map((edge) => row(edge, "reaches", "to")) }]
        : [];
    }),
  ];
}

function nameOf({ kind, label, detail }: TrustNode): Words {
  const more = detail === undefined || detail === label ? [] : [" ", note(detail)];
  return [`${NODE_KINDS[kind]} `, code(label), ...more];
}
