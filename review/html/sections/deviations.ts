import { DEVIATION_GROUPS, type DeviationGroup } from "../../deviation-groups";
import type { Deviation, Review } from "../../review";
import { sameness } from "../grouping";
import { html, type Html } from "../html";
import { code, foldMany, places, section, table } from "../parts";

/** Where the deployment is other than a document says, each with what says so. */
export function deviations({ deviations: all }: Review): Html {
  const tables = DEVIATION_GROUPS.flatMap((group) => {
    const own = all.filter(group.holds);
    return own.length > 0 ? [tableOf(group, own)] : [];
  });
  return section(
    "deviations",
    "Deviations",
    "Where deployment and documents part, each with what it is held against.",
    tables.length === 0 ? html`<p>None.</p>` : tables,
  );
}

function tableOf({ id, title, legend }: DeviationGroup, own: readonly Deviation[]): Html {
  const rows = sameness(own, ({ what, citation }) => [what, citation]).map((same) => [
    same[0]!.what,
    places(same.flatMap(({ subject, stacks }) => stacks.map((stack) => place(subject, stack)))),
    same[0]!.citation,
  ]);
  const drawn = table(
    `deviations-${id}`,
    typeset(legend),
    [
      { title: "What", class: "prose" },
      { title: "Where", class: "names" },
      { title: "Citation", class: "prose" },
    ],
    [{ rows }],
  );
  return html`<h3>${typeset(title)}</h3>
    ${foldMany(rows.length, "deviation", 40, drawn)} `;
}

function place(subject: string, stack: string): Html {
  return html`${code(subject)}<br /><span class="note">${stack}</span>`;
}

/** The apostrophe as pages print it. */
function typeset(words: string): string {
  return words.replaceAll("'", "’");
}
