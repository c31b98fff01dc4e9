import type { Review, TrustEdge, TrustNode } from "../review";
import { flowchart } from "./mermaid";
import { perDeployment } from "./scope";
import { prose, parts, span, table } from "./text";

const LEGEND =
  "Solid: may become the role. Dotted: the role reaches the bucket or key; what else a pattern of " +
  "its policies matches in the account is above. A thick border is not of this account.";

/** Who becomes which role, drawn and in words. */
export function trusts(review: Review): string {
  const { nodes, edges } = review.trusts;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const drawn = perDeployment(review, (deployment) => {
    const own = edges.filter((edge) => edge.deployment === deployment);
    const ids = new Set(own.flatMap(({ from, to }) => [from, to]));
    if (own.length === 0) return "";
    return parts(
      flowchart(
        nodes.filter(({ id }) => ids.has(id)),
        own,
      ),
      assumptions(own, byId),
    );
  });
  return parts(LEGEND, drawn);
}

function assumptions(edges: readonly TrustEdge[], byId: ReadonlyMap<string, TrustNode>): string {
  return table(
    ["who", "may become", "given"],
    edges
      .filter(({ kind }) => kind === "assume")
      .map(({ from, to, label }) => {
        const { label: who, detail } = byId.get(from)!;
        return [
          prose(detail === undefined ? who : `${who}: ${detail}`),
          span(byId.get(to)!.label),
          prose(label),
        ];
      }),
  );
}
