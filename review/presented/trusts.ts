import { count } from "../../text/count";
import { groupBy, keyed } from "../../text/group";
import type { TrustEdge, TrustGraph, TrustNode, TrustNodeKind } from "../review";
import { code, fold, grouped, none, note, paragraph, type Words } from "../../text/page";
import type { ReviewBlocks, Chapter } from "./data";

export const NODE_KINDS: Readonly<Record<TrustNodeKind, string>> = {
  account: "other AWS account",
  "own-account": "own AWS account",
  service: "AWS service",
  "identity-provider": "identity provider",
  anyone: "anyone",
  role: "role",
  bucket: "bucket",
  key: "encryption key",
};

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
    if (parts.length === 0) return paragraph("There is no role.");
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
  const byId = keyed(nodes, "id");
  const parts = [...deployments].map(([deployment, own]): GraphPart => {
    const known = [...endsOf(own)].flatMap((id) => byId.get(id) ?? []);
    return { deployment, graph: { nodes: known, edges: own } };
  });
  const tied = endsOf(edges);
  const lone = nodes.filter(({ id }) => !tied.has(id));
  return lone.length > 0 ? [...parts, { graph: { nodes: lone, edges: [] } }] : parts;
}

function rolesIn({ nodes }: TrustGraph): number {
  return nodes.filter(({ kind }) => kind === "role").length;
}

function drawing({ deployment, graph }: GraphPart): ReviewBlocks {
  const title = `Who becomes which role${deployment === undefined ? "" : ` in ${deployment}`}`;
  const drawn = grouped<Tie>(
    `${title}, and what each reaches`,
    [
      ["Tie", ({ tie }) => tie],
      ["Who or what", ({ other }) => other, "names"],
      ["Given", ({ given }) => given, "prose"],
    ],
    groupsOf(graph),
  );
  return [
    { kind: "drawing", title, graph },
    fold("The drawing as a table", drawn, rolesIn(graph) <= MANY),
  ];
}

/** An edge as one of its ends tells it. */
interface Tie {
  readonly tie: Words;
  readonly other: Words;
  readonly given: Words;
}

const NO_TIE: Tie = { tie: none("none"), other: "no trust and no reach that was read", given: "" };

/** Every role with who may become it and what it reaches, then what passes the roles by. */
function groupsOf(graph: TrustGraph) {
  const byId = keyed(graph.nodes, "id");
  const { roles, passing } = tiesOf(graph);
  const told = (edges: readonly TrustEdge[], tie: string, end: "from" | "to") =>
    edges.map((edge): Tie => {
      const node = byId.get(edge[end]);
      return { tie, other: node ? nameOf(node) : edge[end], given: edge.label };
    });
  return [
    ...roles.map(({ role, incoming, outgoing }) => {
      const rows = [...told(incoming, "assumed by", "from"), ...told(outgoing, "reaches", "to")];
      return { title: nameOf(role), rows: rows.length > 0 ? rows : [NO_TIE] };
    }),
    ...[...groupBy(passing, ({ from }) => byId.get(from))].flatMap(([who, of]) =>
      who ? [{ title: nameOf(who), rows: told(of, "reaches", "to") }] : [],
    ),
  ];
}

/** What edges lead from and to. */
export function endsOf(edges: readonly TrustEdge[]): ReadonlySet<string> {
  return new Set(edges.flatMap(({ from, to }) => [from, to]));
}

/** Every role with who may become it and what it reaches, and the edges that pass the roles by. */
export function tiesOf({ nodes, edges }: TrustGraph) {
  const into = groupBy(edges, ({ kind, to }) => `${kind} ${to}`);
  const outOf = groupBy(edges, ({ kind, from }) => `${kind} ${from}`);
  const roles = nodes.filter(({ kind }) => kind === "role");
  const ids = new Set(roles.map(({ id }) => id));
  return {
    roles: roles.map((role) => ({
      role,
      incoming: into.get(`assume ${role.id}`) ?? [],
      outgoing: outOf.get(`use ${role.id}`) ?? [],
    })),
    passing: edges.filter(({ kind, from, to }) => !ids.has(kind === "assume" ? to : from)),
  };
}

function nameOf({ kind, label, detail }: TrustNode): Words {
  const more = detail === undefined || detail === label ? [] : [" ", note(detail)];
  return [`${NODE_KINDS[kind]} `, code(label), ...more];
}
