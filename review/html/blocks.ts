import type { Review } from "../review";
import { flat, type Block, type Chapter, type Fact } from "../presented/data";
import type { Anchors } from "./anchors";
import { drawing } from "./graph";
import { elementText, Html, html, join, type HtmlPart } from "./html";
import { tableMarkup } from "./table";
import { code, markup } from "./words";

/** A section of the page with its heading; its id is what the contents link to. */
export function section(chapter: Chapter, review: Review, anchors: Anchors): Html {
  const { id, title } = chapter;
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
  const draw = (block: Block): Html => {
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
        return html`<details class="stack" ${isOpen(block.open)} data-part="${id}">
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
    <p class="intro">${words(chapter.intro(review))}</p>
    ${flat(chapter.blocks(review)).map(draw)}
  </section> `;
}

function isOpen(open: boolean): HtmlPart {
  return open ? html` open` : undefined;
}

/** Statement names and bans stand out, which is what eyes look for in a long text. */
function policyText(text: string): Html {
  return join(
    text.split("\n").map((line) => {
      const escaped = elementText(line);
      if (/^\s*"Sid": /.test(line)) return wrapped("b", escaped);
      return /^\s*"Effect": "Deny"/.test(line) ? wrapped("mark", escaped) : escaped;
    }),
    "\n",
  );
}

function wrapped(element: "b" | "mark", { text }: Html): Html {
  return new Html(text.replace(/^\s*/, `$&<${element}>`) + `</${element}>`);
}
