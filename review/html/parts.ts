import { count } from "../../text/count";
import { html, join, type Html, type Part } from "./html";

/** A column of a table; the class says how its cells are set. */
export interface Column {
  readonly title: string;
  readonly class?: "actions" | "names" | "number" | "prose" | "strong";
}

/** Rows under one heading within a table. */
export interface RowGroup {
  /** Heading that spans the table; none without. */
  readonly title?: Part;
  /** Cells by column; the first heads its row. */
  readonly rows: readonly (readonly Part[])[];
}

/**
 * A table that scrolls within itself where it is wider than the page. The region has a name and can
 * be reached by keyboard, or what lies outside could be reached by pointer only.
 *
 * @param id of its caption, unique in the page.
 */
export function table(
  id: string,
  caption: Part,
  columns: readonly Column[],
  groups: readonly RowGroup[],
): Html {
  const classes = columns.map((column) =>
    column.class === undefined ? undefined : html` class="${column.class}"`,
  );
  const row = (cells: readonly Part[]) =>
    html`<tr>
      ${cells.map((part, index) =>
        index === 0
          ? html`<th scope="row" ${classes[index]}>${part}</th>`
          : html`<td${classes[index]}>${part}</td>`,
      )}
    </tr> `;
  const bodies = groups.map(
    ({ title, rows }) =>
      html`<tbody>
        ${
          title === undefined
            ? undefined
            : html`<tr class="who">
                <th scope="rowgroup" colspan="${columns.length}">${title}</th>
              </tr> `
        }${rows.map(row)}
      </tbody> `,
  );
  const heads = columns.map(
    ({ title }, index) => html`<th scope="col" ${classes[index]}>${title}</th>`,
  );
  return html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
    <table>
      <caption id="${id}">
        <span>${caption}</span>
      </caption>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      ${bodies}
    </table>
  </div>`;
}

/** A part of the page with its heading; its id is what the contents link to. */
export function section(id: string, title: string, intro: Part, body: Part): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="intro">${intro}</p>
    ${body}
  </section> `;
}

/** What belongs to one stack, folded under its name. */
export function stackFold(
  part: string,
  stack: string,
  note: Part,
  open: boolean,
  body: Part,
): Html {
  return html`<details class="stack" ${isOpen(open)} data-stack="${stack}" data-part="${part}">
    <summary>
      <h3>${stack}</h3>
      <span class="note">${note}</span>
    </summary>
    ${body}
  </details> `;
}

/** Something that most readers skip, folded under a sentence. */
export function fold(title: Part, body: Part, open = false): Html {
  return html`<details class="fold" ${isOpen(open)}>
    <summary>${title}</summary>
    ${body}
  </details>`;
}

/** The same for what is long in large reviews only: with more lines than the limit it is folded. */
export function foldMany(lines: number, noun: string, limit: number, body: Html): Html {
  return lines <= limit ? body : fold(count(lines, noun), body);
}

function isOpen(open: boolean): Html | undefined {
  return open ? html` open` : undefined;
}

/** A short label; its class decides the colour, its text alone must do without. */
export function chip(text: string, tone = ""): Html {
  return html`<span class="chip${tone === "" ? "" : ` ${tone}`}">${text}</span>`;
}

/** Names one below the other, or with something else between them. */
export function lines(texts: readonly string[], between: Part = html`<br />`): Html {
  return join(texts.map(code), between);
}

/** Names shorter than this fit everywhere. */
const LONG = 28;

/** A name as AWS or Terraform writes it; a long one may break between its parts, not within. */
export function code(text: string): Html {
  const parts = text.length > LONG ? text.split(/(?<=[:/.])(?=[\w*])/) : [text];
  return html`<code>${join(parts, html`<wbr />`)}</code>`;
}

/** Facts with their names. */
export function facts(entries: readonly (readonly [string, Part])[]): Html {
  const written = entries
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    );
  return html`<dl class="facts">${written}</dl>`;
}

const SHOWN = 3;

/** Where something is the case: a few places, the others folded. */
export function places(all: readonly Part[]): Html {
  const few = all.length <= SHOWN + 1 ? all : all.slice(0, SHOWN);
  const rest = all.slice(few.length);
  const list = (parts: readonly Part[]) => join(parts, html`<br />`);
  if (rest.length === 0) return list(few);
  return html`${list(few)}
    <details class="more">
      <summary>and ${rest.length} more</summary>
      ${list(rest)}
    </details>`;
}
