import { NODE_KINDS } from "../../presented/trusts";
import type { TrustEdge, TrustNode } from "../../review";
import { html, type Html } from "../html";
import { code } from "../words";
import { detailOf } from "./box";
import type { Columns, Row } from "./rows";

/** The drawing for a narrow window: each role with who may become it above, what it reaches below. */
export function stackedOf({ who, rows, what }: Columns): Html {
  const ends = new Map([...who, ...what].map((node) => [node.id, node]));
  const tied = new Set(
    rows.flatMap(({ incoming, outgoing }) => [
      ...incoming.map(({ from }) => from),
      ...outgoing.map(({ to }) => to),
    ]),
  );
  const lone = [...ends.values()].filter(({ id }) => !tied.has(id));
  return html`<div class="stacked">
    ${rows.map((row) => chain(row, ends))}
    ${lone.length > 0 ? html`<div class="chain">${lone.map((node) => end(node))}</div>` : undefined}
  </div> `;
}

function chain({ role, incoming, outgoing }: Row, ends: ReadonlyMap<string, TrustNode>): Html {
  const side = (edges: readonly TrustEdge[], which: "from" | "to", labelled: boolean) =>
    edges.map((edge) => {
      const node = ends.get(edge[which]);
      return node && end(node, labelled ? edge.label : "");
    });
  const step = (words: string) => html`<p>${words}</p> `;
  return html`<div class="chain">
    ${side(incoming, "from", role !== undefined)}
    ${role && incoming.length > 0 ? step("may become") : undefined} ${role && end(role)}
    ${outgoing.length > 0 ? step(role ? "which reaches" : "reaches") : undefined}
    ${side(outgoing, "to", true)}
  </div> `;
}

function end(node: TrustNode, label = ""): Html {
  const detail = detailOf(node);
  return html`<div class="end ${node.kind}">
    <span class="kind">${NODE_KINDS[node.kind]}</span>
    ${code(node.label)}
    ${detail === undefined ? undefined : html`<span class="note">${code(detail)}</span>`}
    ${label === "" ? undefined : html`<span>${label}</span>`}
  </div> `;
}
