import { directionOf, type Difference, type Direction } from "../../../iam/difference";
import { count } from "../../../text/count";
import type { PolicyReview } from "../../review";
import { elementText, Html, html, join } from "../html";
import { USE_NAMES } from "../names";
import { chip, code, facts, lines } from "../parts";

const DIRECTIONS: Readonly<Record<Direction, string>> = {
  weaker: "allows more",
  stricter: "allows less",
  unknown: "cannot be compared",
};

/** One policy, folded: what it is in the line that stays, its text beneath. */
export function policy(one: PolicyReview, id: string): Html {
  const { file, address, attribute, use, provenance, source, differences, shown } = one;
  return html`<details class="policy" id="${id}">
    <summary>
      ${code(file)}
      <span class="chips"
        >${chip(USE_NAMES[use])}
        ${provenance === undefined ? undefined : chip(provenance, provenance)}
        ${difference(differences)}</span
      >
    </summary>
    ${facts([
      ["Belongs to", one.holder],
      ["Stands in", html`${code(address)}, ${code(attribute)}`],
      ["Source", source],
      ["Compared with", one.reference],
      ["Difference", verdictOf(differences)],
    ])}
    <pre data-copy>${highlighted(shown)}</pre>
  </details> `;
}

/** The most serious difference, for the line that stays. */
function difference(differences: readonly Difference[] | undefined): Html | undefined {
  if (differences === undefined) return undefined;
  if (differences.length === 0) return chip("as documented", "same");
  const directions = new Set(differences.map(({ kind }) => directionOf(kind)));
  const worst = (["weaker", "unknown", "stricter"] as const).find((one) => directions.has(one))!;
  return chip(`${count(differences.length, "difference")}: ${DIRECTIONS[worst]}`, worst);
}

function verdictOf(differences: readonly Difference[] | undefined): Html | string {
  if (differences === undefined) return "none can be told: no document holds a text for it";
  if (differences.length === 0) return "none: it allows the same";
  return html`<ul class="differences">
    ${differences.map(item)}
  </ul>`;
}

function item({ kind, sid, text, actions, resources, principals }: Difference): Html {
  const direction = directionOf(kind);
  const list = (title: string, names: readonly string[]) =>
    names.length === 0
      ? undefined
      : html`<div>
          <dt>${title}</dt>
          <dd>${lines(names)}</dd>
        </div>`;
  return html`<li>
    ${chip(DIRECTIONS[direction], direction)}
    ${text}${sid === "" ? undefined : html` <span class="note">${sid}</span>`}
    <details class="more">
      <summary>what exactly</summary>
      <dl>
        ${list("Actions", actions)}${list("Resources", resources)}${list("Principals", principals)}
      </dl>
    </details>
  </li> `;
}

/** Statement names and bans stand out, which is what eyes look for in a long text. */
function highlighted(text: string): Html {
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
