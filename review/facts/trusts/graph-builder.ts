import { groupBy } from "../../../text/group";
import { unique } from "../../../text/unique";
import type { TrustEdge, TrustGraph, TrustNode } from "../../review";

/** Collects nodes and edges; each is there once, and edges between the same two are one. */
export class GraphBuilder {
  private readonly nodes = new Map<string, TrustNode>();
  private readonly edges: TrustEdge[] = [];

  add(node: TrustNode): TrustNode {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node;
  }

  connect(from: TrustNode, to: TrustNode, edge: Omit<TrustEdge, "from" | "to">): void {
    this.edges.push({ from: this.add(from).id, to: this.add(to).id, ...edge });
  }

  graph(): TrustGraph {
    const same = groupBy(this.edges, ({ from, to, kind, deployment }) =>
      JSON.stringify([from, to, kind, deployment]),
    );
    const edges = [...same.values()].map((together) => ({
      ...together[0]!,
      label: joined(together.map(({ label }) => label)),
    }));
    return { nodes: [...this.nodes.values()], edges };
  }
}

/** `service account a` and `service account b` are `service account a, b`. */
function joined(labels: readonly string[]): string {
  const distinct = unique(labels).filter((label) => label !== "");
  const accounts = distinct.filter((label) => /^service account [^;]+$/.test(label));
  if (accounts.length < 2) return distinct.join("; or ");
  const names = accounts.map((label) => label.slice("service account ".length));
  const others = distinct.filter((label) => !accounts.includes(label));
  return [`service account ${names.join(", ")}`, ...others].join("; or ");
}
