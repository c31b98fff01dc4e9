// Draws who becomes which role, as SVG that needs no script.
import { count } from "../../../text/count";
import type { TrustGraph } from "../../review";
import { html, type Html } from "../html";
import { layoutOf } from "./layout";
import { columnsOf } from "./rows";
import { stackedOf } from "./stacked";
import { svgOf } from "./svg";

/** A drawing; in a narrow window its parts stand below each other. @param id unique in the page. */
export function drawing(
  { title, graph }: { readonly title: string; readonly graph: TrustGraph },
  id: string,
): Html {
  const columns = columnsOf(graph);
  const roles = graph.nodes.filter(({ kind }) => kind === "role").length;
  const description = `${columns.who.length} on the left may become the ${count(roles, "role")} in the middle, which reach ${columns.what.length} on the right. The table below the drawing says the same.`;
  return html`<div class="scroll drawing" role="region" aria-label="Drawing: ${title}" tabindex="0">
    ${svgOf(layoutOf(columns), id, title, description)} ${stackedOf(columns)}
  </div>`;
}
