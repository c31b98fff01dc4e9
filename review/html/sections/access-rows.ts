import { groupBy } from "../../../text/group";
import type { AccessRow } from "../../review";
import type { Anchors } from "../anchors";
import { html, type Html, type Part } from "../html";
import { GROUP_NAMES } from "../names";
import { chip, code, lines, table } from "../parts";

/** Every row of one stack, under who it is about and the policy that says so. */
export function accessTable(
  id: string,
  stack: string,
  rows: readonly AccessRow[],
  anchors: Anchors,
): Html {
  const groups = groupBy(rows, (row) =>
    JSON.stringify([row.address, row.principal, row.standing, row.policy]),
  );
  const ranked = [...groups.values()].sort(([a], [b]) => rank(a!) - rank(b!));
  return table(
    id,
    html`Who may do what by the policies of <code>${stack}</code>`,
    [
      { title: "May" },
      { title: "Actions", class: "actions" },
      { title: "On", class: "names" },
      { title: "Only if", class: "prose" },
    ],
    ranked.map((own) => ({ title: title(own[0]!, anchors), rows: own.map(cells) })),
  );
}

/** What grants something comes before what does not. */
function rank({ standing }: AccessRow): number {
  return standing === undefined ? 0 : standing === "ceiling" ? 1 : 2;
}

const STANDINGS = {
  ceiling: "a ceiling: it grants nothing, and its roles can do no more than this",
  unattached: "attached to nothing yet: it grants nothing until it is",
} as const;

function title({ principal, standing, stack, policy }: AccessRow, anchors: Anchors): Html {
  const target = anchors.ofAddress(stack, policy);
  const link = target === undefined ? code(policy) : html`<a href="#${target}">${code(policy)}</a>`;
  const more = standing === undefined ? undefined : `, ${STANDINGS[standing]}`;
  return html`${code(principal)} <span class="note">by ${link}${more}</span>`;
}

/** What the first column says of a row: by effect and by what its policy is for. */
function verb({ effect, standing }: AccessRow): Html {
  if (effect === "Deny") return chip("must not", "deny");
  if (standing === "ceiling") return chip("at most", "ceiling");
  return standing === "unattached" ? chip("would", "unattached") : chip("may");
}

function cells(row: AccessRow): Part[] {
  const { service, group, actions, resources } = row;
  return [
    html`${verb(row)} ${GROUP_NAMES[group]} <b>${service === "*" ? "all services" : service}</b>`,
    lines(actions, " "),
    lines(resources),
    when(row),
  ];
}

function when({ conditions, withoutEffect }: AccessRow): Html {
  if (withoutEffect) {
    return html`<span class="note">without effect: the actions never act on such resources</span>`;
  }
  if (conditions.length === 0) return html`<span class="none">always</span>`;
  return html`<ul>
    ${conditions.map((condition) => html`<li>${condition}</li>`)}
  </ul>`;
}
