import type { Words } from "../../text/page";
import type { Anchors } from "./anchors";
import { html, join, type Html, type HtmlPart } from "./html";
import { policyLine } from "./text";

/** Words as markup; the address of a text that the review has is a link to it. */
export function markup(words: Words, anchors: Anchors): Html {
  const within = (inner: Words) => markup(inner, anchors);
  if (typeof words === "string") return html`${breakable(words)}`;
  if (!("as" in words)) return join(words.map(within));
  switch (words.as) {
    case "code": {
      const { text, stack } = words;
      const target = stack === undefined ? undefined : anchors.ofAddress(stack, text);
      return target === undefined ? code(text) : html`<a href="#${target}">${code(text)}</a>`;
    }
    case "copy":
      return html`<code data-copy>${breakable(words.text)}</code>`;
    case "text":
      return html`<pre>${join(words.lines.map(policyLine), "\n")}</pre>`;
    case "chip":
      return html`<span class="chip${words.tone && ` ${words.tone}`}">${words.text}</span>`;
    case "strong":
      return html`<b>${within(words.words)}</b>`;
    case "note":
    case "none":
      return html`<span class="${words.as}">${within(words.words)}</span>`;
    case "lines":
      return join(words.words.map(within), html`<br />`);
    case "link":
      return html`<a href="#${words.to}">${within(words.words)}</a>`;
    case "more":
      return html`<details class="more">
        <summary>${words.title}</summary>
        ${within(words.words)}
      </details>`;
  }
}

/** A name as AWS or Terraform writes it. */
export function code(text: string): Html {
  return html`<code>${breakable(text)}</code>`;
}

/** Words shorter than this fit everywhere. */
const LONG = 16;
const LONG_WORD = new RegExp(`\\S{${LONG},}`);
/** After a separator, before what goes on. */
const SEPARATED = /(?<=[-_/:.,=@])(?=[\p{L}\p{N}*$({])/u;

/** A text whose long names may break after their separators, and nowhere else. */
function breakable(text: string): HtmlPart {
  if (!LONG_WORD.test(text)) return text;
  return text
    .split(/(\s+)/)
    .map((word) => (word.length < LONG ? word : join(word.split(SEPARATED), html`<wbr />`)));
}
