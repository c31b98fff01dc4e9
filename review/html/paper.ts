import type { Head, PageSection } from "../../text/page";

/**
 * Paper: black on white whatever the screen, everything unfolded where the page is not too large
 * but texts, nothing to press, and tables that break between rows. The name of a text that was
 * unfolded is a head of a table, which stands on every page that the table reaches.
 */
const PRINT = `
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --paper: #ffffff; --sunk: #f4f4f2; --line: #cccccc; --strong-line: #999999;
    --ink: #000000; --soft: #444444; --link: #000000;
    --good: #17663a; --good-ground: #e6f3ea; --bad: #a61b1b; --bad-ground: #fbe9e7;
    --warn: #7a4b00; --warn-ground: #fcf0d8; --odd: #5b3a93; --odd-ground: #f0eafa;
    --calm: #33475b; --calm-ground: #e8edf2;
  }
  body { font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  header, .page, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  .page { display: block; }
  .beside, .skip, button { display: none !important; }
  main[data-unfold] details:not(.policy)::details-content { content-visibility: visible; display: block; height: auto; }
  details.stack { content-visibility: visible; }
  summary { list-style: none; }
  main > section { padding-top: 1rem; margin-bottom: 1rem; }
  h2, h3, h4, summary, caption { break-after: avoid; }
  tr, .verdict, .figures, .facts > div { break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  td .note, tr .note, td .more { font-size: inherit; }
  td .chip, tr.who .chip { font-size: 6.5pt; }
  .scroll { overflow: visible; border: 0; border-radius: 0; }
  table { font-size: 7.5pt; }
  th, td { padding: 0.2rem 0.4rem; }
  th.names, td.names, th.prose, td.prose, .overview td { min-width: 0; }
  #access .stack table { min-width: 0; }
  td code, tbody th code { font-size: 7pt; }
  .graph { min-width: 0; width: 100%; }
  pre { font-size: 7pt; padding: 0.5rem; }
  .sides th > pre, .sides td > pre { font-size: 7pt; }
  details.policy { border: 0; padding: 0; }
  details.policy[open] { display: table; width: 100%; table-layout: fixed; border-top: 1px solid var(--line); }
  details.policy[open] > summary { display: table-header-group; break-inside: avoid; }
  details.policy[open]::details-content { display: table-row-group; }
  details.policy > summary { text-indent: 0; padding-left: 0; }
  #signature .facts > div { padding-top: 7mm; }
  a { text-decoration: none; }
}
`;

/**
 * Style of the pages of paper: on each the deployment, the section that it belongs to, and its
 * number. Every section begins on a page of its own; the first one below what stands above all.
 */
export function paperStyle({
  head: { what, subject },
  sections,
}: {
  readonly head: Pick<Head, "what" | "subject">;
  readonly sections: readonly Pick<PageSection, "id" | "title">[];
}): string {
  const [first, last] = [sections[0]!.id, sections.at(-1)!.id];
  const pages = sections.map(
    ({ id, title }) =>
      `@page of-${id} { @top-right { content: ${quoted(title)}; } }\n  #${id} { page: of-${id}; }`,
  );
  return `${PRINT}
@media print {
  @page {
    size: A4;
    margin: 20mm 14mm 18mm;
    font: 8pt sans-serif;
    @top-left { content: ${quoted(`${what}: ${subject}`)}; }
    @bottom-right { content: "Page " counter(page) " of " counter(pages); }
  }
  ${pages.join("\n  ")}
  header { page: of-${first}; }
  footer { page: of-${last}; }
}
`;
}

/** A text as CSS has it; nothing in it can end the text, or the style. */
function quoted(text: string): string {
  const safe = text.replace(
    /[^\p{L}\p{N} .,:()/-]/gu,
    (one) => `\\${one.codePointAt(0)!.toString(16)} `,
  );
  return `"${safe}"`;
}
