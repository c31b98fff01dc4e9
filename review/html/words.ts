import type { Words } from "../presented/data";
import type { Anchors } from "./anchors";
import { html, join, type Html } from "./html";

/** Words as markup; the address of a text that the review has is a link to it. */
export function markup(words: Words, anchors: Anchors): Html {
  const within = (inner: Words) => markup(inner, anchors);
  if (typeof words === "string") return html`${words}`;
  if (!("as" in words)) return join(words.map(within));
  switch (words.as) {
    case "code": {
      const { text, stack } = words;
      const target = stack === undefined ? undefined : anchors.ofAddress(stack, text);
      return target === undefined ? code(text) : html`<a href="#${target}">${code(text)}</a>`;
    }
    case "copy":
      return html`<code data-copy>${words.text}</code>`;
    case "chip":
      return html`<span class="chip${words.tone && ` ${words.tone}`}">${words.text}</span>`;
    case "strong":
      return html`<b>${within(words.words)}</b>`;
    case "note":
    case "none":
      return html`<span class="${words.as}">${within(words.words)}</span>`;
    case "lines":
      return join(words.words.map(within), html`<br />`);
    case "more":
      return html`<details class="more">
        <summary>${words.title}</summary>
        ${within(words.words)}
      </details>`;
  }
}

/** Names shorter than this fit everywhere. */
const LONG = 28;

/** A name as AWS or Terraform writes it; a long one may break between its parts, not within. */
export function code(text: string): Html {
  const parts = text.length > LONG ? text.split(/(?<=[:/.])(?=[\w*])/) : [text];
  return html`<code>${join(parts, html`<wbr />`)}</code>`;
}
