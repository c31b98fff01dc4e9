import { groupBy } from "../../../text/group";
import type { Review } from "../../review";
import { html, type Html } from "../html";
import { code, places, table } from "../parts";

const FOREIGN: ReadonlySet<string> = new Set(["account", "anyone", "identity-provider"]);

/** Principals that are not the account's own, with what they may become or reach. */
export function comers({ trusts: { nodes, edges } }: Review): Html {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const entering = edges.filter(({ from }) => FOREIGN.has(byId.get(from)?.kind ?? ""));
  const groups = groupBy(entering, ({ from, label }) => JSON.stringify([from, label]));
  const rows = [...groups.values()].map((same) => {
    const { from, label } = same[0]!;
    const { label: who, detail } = byId.get(from)!;
    const ends = [...new Set(same.map(({ to }) => byId.get(to)?.label ?? to))];
    return [
      detail === undefined ? who : html`${who}<br /><span class="note">${detail}</span>`,
      label,
      places(ends.map(code)),
    ];
  });
  if (rows.length === 0) return html`<p>Nobody.</p>`;
  return table(
    "comers-caption",
    "Other accounts, everybody, and tokens of clusters, with what lets them in",
    [
      { title: "Who", class: "prose" },
      { title: "Given", class: "prose" },
      { title: "Reaches", class: "names" },
    ],
    [{ rows }],
  );
}
