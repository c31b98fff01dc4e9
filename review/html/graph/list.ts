import { groupBy } from "../../../text/group";
import type { TrustEdge, TrustGraph, TrustNode } from "../../review";
import { html, join, type Html } from "../html";
import { NODE_KINDS } from "../names";

/** The same as the drawing in words: every role with who may become it and what it reaches. */
export function listOf({ nodes, edges }: TrustGraph): Html {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const into = groupBy(edges, ({ kind, to }) => `${kind} ${to}`);
  const outOf = groupBy(edges, ({ kind, from }) => `${kind} ${from}`);
  const told = new Set<TrustEdge>();
  const lines = (title: string, found: readonly TrustEdge[] = [], end: "from" | "to") => {
    for (const edge of found) told.add(edge);
    return found.map((edge) => {
      const other = byId.get(edge[end]);
      return html`<li>
        ${title}
        ${other === undefined ? edge[end] : nameOf(other)}${edge.label === "" ? "" : `: ${edge.label}`}
      </li>`;
    });
  };
  const entries = nodes
    .filter(({ kind }) => kind === "role")
    .map((role) => {
      const items = [
        ...lines("assumed by", into.get(`assume ${role.id}`), "from"),
        ...lines("reaches", outOf.get(`use ${role.id}`), "to"),
      ];
      return html`<li>
        ${nameOf(role)}
        <ul>
          ${items.length > 0 ? join(items) : html`<li>no trust and no reach that was read</li>`}
        </ul>
      </li> `;
    });
  const others = edges
    .filter((edge) => !told.has(edge))
    .map(({ from, to, label }) => {
      const [source, target] = [byId.get(from), byId.get(to)];
      if (!source || !target) return undefined;
      return html`<li>
        ${nameOf(source)}
        <ul>
          <li>reaches ${nameOf(target)}${label === "" ? "" : `: ${label}`}</li>
        </ul>
      </li> `;
    });
  return html`<ul class="trusts">
    ${join(entries)}${join(others)}
  </ul>`;
}

function nameOf({ kind, label, detail }: TrustNode): Html {
  const more =
    detail === undefined || detail === label ? undefined : html` <small>${detail}</small>`;
  return html`${NODE_KINDS[kind]} <code>${label}</code>${more}`;
}
