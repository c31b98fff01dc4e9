import type { Table, Words } from "../../text/page";
import { html, type Html } from "./html";

/**
 * A table that scrolls within itself where it is wider than the page. The region has a name and can
 * be reached by keyboard, or what lies outside could be reached by pointer only.
 *
 * @param id of its caption, unique in the page.
 */
export function tableMarkup(
  { caption, columns, groups, look }: Table,
  id: string,
  markup: (words: Words) => Html,
): Html {
  const sets = columns.map(([, set]) => set && html` class="${set}"`);
  // What a cell is, for where a row is a card and no head stands above it.
  const heads = columns.map(([title]) => html` data-head="${title}"`);
  const row = (cells: readonly Words[]) =>
    html`<tr>
      ${cells.map((words, index) =>
        index === 0
          ? html`<th scope="row" ${heads[index]} ${sets[index]}>${markup(words)}</th>`
          : html`<td${heads[index]}${sets[index]}>${markup(words)}</td>`,
      )}
    </tr> `;
  const who = (title: Words) =>
    html`<tr class="who">
      <th scope="rowgroup" colspan="${columns.length}">${markup(title)}</th>
    </tr> `;
  const drawn = html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
    <table>
      <caption id="${id}">
        <span>${markup(caption)}</span>
      </caption>
      <thead>
        <tr>
          ${columns.map(([title], index) => html`<th scope="col" ${sets[index]}>${title}</th>`)}
        </tr>
      </thead>
      ${groups.map(
        ({ title, rows }) =>
          html`<tbody>
            ${title && who(title)}${rows.map(row)}
          </tbody> `,
      )}
    </table>
  </div>`;
  return look === undefined ? drawn : html`<div class="${look}">${drawn}</div>`;
}
