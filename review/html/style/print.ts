/**
 * Paper: black on white whatever the screen, everything unfolded where the page is not too large,
 * nothing to press, and tables that break between rows.
 */
export const PRINT = `
@media print {
  @page { margin: 16mm 14mm; }
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
  .search, .contents, .skip, button { display: none !important; }
  main[data-unfold] details::details-content { content-visibility: visible; display: block; height: auto; }
  details.stack { content-visibility: visible; }
  summary { list-style: none; }
  main > section { padding-top: 1rem; margin-bottom: 1rem; }
  h2, h3, h4, summary, caption { break-after: avoid; }
  tr, .verdict, .figures, .facts > div { break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  td .note, tr .note { font-size: inherit; }
  .scroll { overflow: visible; border: 0; border-radius: 0; }
  table { font-size: 7.5pt; }
  th, td { padding: 0.2rem 0.4rem; }
  th.names, td.names, th.prose, td.prose, .overview td { min-width: 0; }
  #access .stack table { min-width: 0; }
  td code, tbody th code { font-size: 7pt; }
  .graph { min-width: 0; width: 100%; }
  pre { font-size: 7pt; padding: 0.5rem; }
  details.policy { border: 0; padding: 0; }
  a { text-decoration: none; }
}
`;
