import { groupBy } from "../../../compliance/group";
import type { Deviation, DeviationKind, Review } from "../../review";
import { sameness } from "../grouping";
import { html, type Html } from "../html";
import { code, foldMany, places, section, table } from "../parts";

/** What matters most to a reviewer comes first. */
const KINDS: Readonly<Record<DeviationKind, readonly [string, string]>> = {
  open: [
    "Ways that the vendor’s texts leave open",
    "byoc check would fail on each; the waiver that comes with it says what the vendor needs it for. Weigh these first.",
  ],
  text: ["Texts other than the documents’", "Each with what it lets happen, and its source."],
  kept: [
    "Wrong or outdated in the vendor’s texts, and kept",
    "The texts are used as they stand; the vendor reviews against them.",
  ],
  added: ["Added by this project", "The documents ask for none of it."],
};

/** Where the deployment is other than a document says, each with what says so. */
export function deviations({ deviations: all }: Review): Html {
  const kinds = groupBy(all, ({ kind }) => kind);
  const tables = (Object.keys(KINDS) as DeviationKind[]).flatMap((kind) => {
    const own = kinds.get(kind);
    return own ? [tableOf(kind, own)] : [];
  });
  return section(
    "deviations",
    "Deviations",
    "Where deployment and documents part, each with what it is held against.",
    tables.length === 0 ? html`<p>None.</p>` : tables,
  );
}

function tableOf(kind: DeviationKind, own: readonly Deviation[]): Html {
  const [title, caption] = KINDS[kind];
  const rows = sameness(own, ({ what, citation }) => [what, citation]).map((same) => [
    same[0]!.what,
    places(same.flatMap(({ subject, stacks }) => stacks.map((stack) => place(subject, stack)))),
    same[0]!.citation,
  ]);
  const drawn = table(
    `deviations-${kind}`,
    caption,
    [
      { title: "What", class: "prose" },
      { title: "Where", class: "names" },
      { title: "Citation", class: "prose" },
    ],
    [{ rows }],
  );
  return html`<h3>${title}</h3>
    ${foldMany(rows.length, "deviation", 40, drawn)} `;
}

function place(subject: string, stack: string): Html {
  return html`${code(subject)}<br /><span class="note">${stack}</span>`;
}
