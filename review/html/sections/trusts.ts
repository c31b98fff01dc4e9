import { count } from "../../../text/count";
import type { Review } from "../../review";
import { layoutOf } from "../graph/layout";
import { listOf } from "../graph/list";
import { columnsOf } from "../graph/rows";
import { splitGraph, type GraphPart } from "../graph/split";
import { svgOf } from "../graph/svg";
import { html, type Html } from "../html";
import { code, fold, section } from "../parts";

/** With more roles than this the list begins folded; the drawing is easier to take in. */
const MANY = 4;

/** Who becomes which role and what the roles reach: drawn, and as a list. */
export function trusts({ trusts: graph }: Review): Html {
  const parts = splitGraph(graph);
  const intro =
    "Roles have no passwords or keys: somebody assumes them. The drawing says who may, under which condition, and which buckets and keys a role then reaches.";
  const body =
    parts.length === 1
      ? drawing(parts[0]!, 0)
      : parts.map((part, index) => {
          const roles = rolesIn(part);
          const name = part.deployment ?? "Roles that are tied to nothing";
          return fold(html`${code(name)}, ${count(roles, "role")}`, drawing(part, index));
        });
  return section(
    "trusts",
    "Who becomes whom",
    intro,
    parts.length === 0 ? html`<p>There is no role.</p>` : body,
  );
}

function drawing(part: GraphPart, index: number): Html {
  const columns = columnsOf(part.graph);
  const title =
    part.deployment === undefined
      ? "Who becomes which role"
      : `Who becomes which role in ${part.deployment}`;
  const roles = rolesIn(part);
  const description = `${columns.who.length} on the left may become the ${count(roles, "role")} in the middle, which reach ${columns.what.length} on the right. The list below the drawing says the same.`;
  const svg = svgOf(layoutOf(columns), `graph-${index}`, title, description);
  return html`<div class="scroll drawing" role="region" aria-label="Drawing: ${title}" tabindex="0">
      ${svg}
    </div>
    ${fold("The same as a list", listOf(part.graph), roles <= MANY)}`;
}

function rolesIn({ graph }: GraphPart): number {
  return graph.nodes.filter(({ kind }) => kind === "role").length;
}
