import { html, type Html } from "../html";
import { NODE_KINDS } from "../../presented/trusts";
import { DETAIL_LINE, KIND_LINE, NAME_LINE, PADDING, textHeight, type Box } from "./box";
import { HEAD, LABEL_LINE, linesAbove, type Layout, type Line } from "./layout";

/**
 * The drawing. Colours and type come from the page's style; for who cannot see it, title and
 * description say what it is, and the page has the same as a list.
 *
 * @param id unique in the page.
 */
export function svgOf(layout: Layout, id: string, title: string, description: string): Html {
  const { width, height } = layout;
  const heads = layout.heads.map(
    ({ text, x }) => html`<text class="head" x="${round(x)}" y="${HEAD - 14}">${text}</text>`,
  );
  return html`<svg
    class="graph"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
    viewBox="-2 0 ${round(width + 4)} ${round(height)}"
    width="${round(width + 4)}"
    height="${round(height)}"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-desc">${description}</desc>
    <defs>
      <marker
        id="${id}-tip"
        viewBox="0 0 8 8"
        refX="1"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto"
      >
        <path class="tip" d="M0 0 8 4 0 8Z" />
      </marker>
    </defs>
    ${heads} ${layout.lines.map((line) => svgLine(line, id))} ${layout.boxes.map(svgBox)}
  </svg>`;
}

function svgLine({ edge, path, label }: Line, id: string): Html {
  const above = linesAbove(label.lines.length);
  const lines = label.lines.map((line, index) => {
    const y =
      label.y +
      (index < above
        ? -4 - (above - 1 - index) * LABEL_LINE
        : LABEL_LINE - 1 + (index - above) * LABEL_LINE);
    return html`<text class="label" x="${round(label.x)}" y="${round(y)}">${line}</text>`;
  });
  const d = path.replace(/\d+\.\d+/g, (number) => String(round(Number(number))));
  return html`<g class="line ${edge.kind}"
    ><path marker-end="url(#${id}-tip)" d="${d}" />${lines}</g
  > `;
}

function svgBox({ node, again, x, y, width, height, ...box }: Box): Html {
  const left = round(x + PADDING);
  let baseline = y + (height - textHeight(box)) / 2 + 10;
  const text = (type: string, line: string, advance: number) => {
    const written = html`<text class="${type}" x="${left}" y="${round(baseline)}">${line}</text>`;
    baseline += advance;
    return written;
  };
  const written = [
    text("kind", NODE_KINDS[node.kind], KIND_LINE + 1),
    ...box.lines.map((line) => text("name", line, NAME_LINE)),
    ...box.details.map((line) => text("detail", line, DETAIL_LINE)),
  ];
  const full = node.detail === undefined ? node.label : `${node.label} (${node.detail})`;
  return html`<g class="box ${node.kind}${again ? " again" : ""}"
    ><title>${full}</title
    ><rect
      x="${round(x)}"
      y="${round(y)}"
      width="${width}"
      height="${round(height)}"
      rx="5"
    />${written}</g
  > `;
}

/** One digit is as fine as a screen; more would make the page larger. */
function round(number: number): number {
  return Math.round(number * 10) / 10;
}
