import type { Fact, PageSection } from "../../text/page";
import type { ReviewBlock } from "../presented/data";
import type { Anchors } from "./anchors";
import { drawing } from "./graph";
import { html, type Html, type HtmlPart } from "./html";
import { tableMarkup } from "./table";
import { policyText } from "./text";
import { code, markup } from "./words";

/** A section of the page with its heading; its id is what the contents link to. */
export function section(
  { id, title, intro, blocks }: PageSection<ReviewBlock>,
  anchors: Anchors,
): Html {
  let number = 0;
  /** Ids of what a section has several of. */
  const next = () => `${id}-${(number += 1)}`;
  const words = (one: Parameters<typeof markup>[0]) => markup(one, anchors);
  const facts = (all: readonly Fact[]) =>
    html`<dl class="facts">
      ${all.map(
        ([name, value]) =>
          value &&
          html`<div>
            <dt>${name}</dt>
            <dd>${words(value)}</dd>
          </div> `,
      )}
    </dl>`;
  const draw = (block: ReviewBlock): Html => {
    switch (block.kind) {
      case "heading":
        return html`<h3>${block.title}</h3> `;
      case "paragraph":
        return html`<p>${words(block.words)}</p> `;
      case "facts":
        return facts(block.facts);
      case "figures":
        return html`<ul class="figures">
          ${block.figures.map(
            (figure) =>
              html`<li>
                <a href="#${figure.section}"><b>${figure.number}</b> ${figure.words}</a>
              </li> `,
          )}
        </ul>`;
      case "table":
        return tableMarkup(block, next(), words);
      case "fold":
        return html`<details class="fold" ${isOpen(block.open)}>
          <summary>${words(block.title)}</summary>
          ${block.blocks.map(draw)}
        </details> `;
      case "stack":
        return html`<details
          class="stack"
          ${block.id && html` id="${block.id}"`}${isOpen(block.open)}
          data-part="${id}"
        >
          <summary>
            <h3>${words(block.title)}</h3>
            <span class="note">${block.note}</span>
          </summary>
          ${block.blocks.map(draw)}
        </details> `;
      case "drawing":
        return drawing(block, next());
      case "policy":
        return html`<details class="policy" id="${anchors.policy(block.policy)}">
          <summary>
            ${code(block.policy.file)}
            <span class="chips">${block.chips.map((chip) => [words(chip), " "])}</span>
          </summary>
          ${facts(block.facts)}
          <pre data-copy>${policyText(block.policy.shown)}</pre>
        </details> `;
    }
  };
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="intro">${words(intro)}</p>
    ${blocks.map(draw)}
  </section> `;
}

function isOpen(open: boolean): HtmlPart {
  return open ? html` open` : undefined;
}
