/**
 * Colours, type, and where the parts of the page lie. Every pair of text and ground has a contrast
 * of 4.5 to 1 or more, in both schemes; fonts are the reader's own.
 */
const BASE = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf8; --paper: #ffffff; --sunk: #f3f2ee; --line: #dcd9d2; --strong-line: #b9b5ab;
  --ink: #1c1f23; --soft: #585d64; --link: #0b57a4; --focus: #0b57a4;
  --good: #17663a; --good-ground: #e6f3ea; --bad: #a61b1b; --bad-ground: #fbe9e7;
  --warn: #7a4b00; --warn-ground: #fcf0d8; --odd: #5b3a93; --odd-ground: #f0eafa;
  --calm: #33475b; --calm-ground: #e8edf2;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131519; --paper: #1a1d22; --sunk: #20242a; --line: #31363e; --strong-line: #4c535d;
    --ink: #e7e8ea; --soft: #a5abb4; --link: #8fbcf5; --focus: #8fbcf5;
    --good: #83d3a0; --good-ground: #16301f; --bad: #ff9c92; --bad-ground: #3a1a18;
    --warn: #e9bf72; --warn-ground: #35290f; --odd: #c9b3f5; --odd-ground: #2a2140;
    --calm: #b6c6d6; --calm-ground: #232d37;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 1.1rem + 2vw, 2.3rem); letter-spacing: -0.02em; font-weight: 650; overflow-wrap: anywhere; }
h2 { font-size: 1.35rem; letter-spacing: -0.01em; font-weight: 650; }
h3 { font-size: 1.05rem; font-weight: 650; margin: 1.75rem 0 0.6rem; }
h4 { font-size: 0.95rem; font-weight: 600; }
p { margin: 0 0 0.8rem; max-width: 46rem; }
ul { margin: 0; padding-left: 1.2rem; }
dl, dd { margin: 0; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
code, pre { font-family: var(--mono); font-size: 0.86em; }
code { font-variant-ligatures: none; }
small, .note { color: var(--soft); font-size: 0.86rem; font-weight: 400; }
.none { color: var(--soft); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--paper); padding: 0.5rem 0.9rem; z-index: 2; }
.skip:focus { top: 0.75rem; }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header, .page, footer { max-width: 82rem; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 2.5rem); }
header { padding-top: clamp(1.5rem, 4vw, 3rem); padding-bottom: 1.5rem; }
header .eyebrow { color: var(--soft); font-size: 0.86rem; letter-spacing: 0.02em; margin: 0 0 0.35rem; }
.page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem 3rem; }
main { min-width: 0; }
main > section { padding: 2.25rem 0 0.5rem; border-top: 1px solid var(--line); margin-bottom: 2rem; }
main > section:first-child { border-top: 0; padding-top: 0; }
.intro { color: var(--soft); margin: 0.35rem 0 1.2rem; }
.contents ol { list-style: none; margin: 0; padding: 0; columns: 2; column-gap: 1.5rem; font-size: 0.92rem; }
.contents a { display: block; padding: 0.25rem 0; color: var(--ink); text-decoration: none; break-inside: avoid; }
.contents a:hover { color: var(--link); text-decoration: underline; }
.search { margin-bottom: 1rem; }
.search label { display: block; font-size: 0.86rem; font-weight: 600; margin-bottom: 0.3rem; }
.search input { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong-line); border-radius: 6px; padding: 0.4rem 0.6rem; }
.search p { margin: 0.5rem 0 0; font-size: 0.86rem; }
.search p a { display: block; padding: 0.1rem 0; }
footer { color: var(--soft); font-size: 0.86rem; padding-top: 1rem; padding-bottom: 3rem; }
@media (min-width: 64rem) {
  .page { grid-template-columns: 13rem minmax(0, 1fr); }
  .beside { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow-y: auto; padding: 3px; margin: -3px; }
  .contents ol { columns: 1; border-left: 2px solid var(--line); padding-left: 0.9rem; }
}
`;

/** Parts that several sections use: chips, facts, tables, folds, texts. */
const PARTS = `
main::highlight(found), main ::highlight(found) { background: var(--warn-ground); color: var(--warn); }
.verdict { margin-top: 1.25rem; padding: 0.9rem 1.15rem; border-radius: 8px; border-left: 5px solid; }
.verdict p { margin: 0; display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; align-items: baseline; max-width: none; }
.verdict strong { font-size: 1.2rem; letter-spacing: 0.02em; }
.verdict span, .verdict ul { color: var(--ink); }
.verdict ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; margin: 0.3rem 0 0; padding: 0; font-size: 0.92rem; }
.verdict.pass { color: var(--good); background: var(--good-ground); }
.verdict.accepted { color: var(--warn); background: var(--warn-ground); }
.verdict.fail { color: var(--bad); background: var(--bad-ground); }
.verdict.undecided { color: var(--odd); background: var(--odd-ground); }
.facts { display: grid; gap: 0.35rem 1.5rem; font-size: 0.94rem; }
.facts > div { display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr); gap: 0 1rem; }
.facts dt { color: var(--soft); }
@media (max-width: 34rem) {
  .facts > div { grid-template-columns: minmax(0, 1fr); }
  .facts > div { margin-bottom: 0.3rem; }
}
.figures { list-style: none; padding: 0; margin: 1.5rem 0 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.figures li { background: var(--paper); }
.figures a { display: block; height: 100%; padding: 0.7rem 0.9rem; color: var(--soft); text-decoration: none; font-size: 0.86rem; line-height: 1.3; }
.figures a:hover { color: var(--link); }
.figures a:focus-visible { outline-offset: -3px; }
.figures b { display: block; color: var(--ink); font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.chip { display: inline-block; padding: 0 0.5em; border-radius: 1em; font: 500 0.78rem/1.55 var(--sans); white-space: nowrap; color: var(--calm); background: var(--calm-ground); }
.chip.deny, .chip.error, .chip.weaker { color: var(--bad); background: var(--bad-ground); }
.chip.warning, .chip.stricter, .chip.derived { color: var(--warn); background: var(--warn-ground); }
.chip.unknown, .chip.current { color: var(--odd); background: var(--odd-ground); }
.chip.same, .chip.documented { color: var(--good); background: var(--good-ground); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; line-height: 1.45; }
caption { text-align: left; padding: 0.6rem 0.9rem; color: var(--soft); font-size: 0.86rem; }
caption span { position: sticky; left: 0.9rem; display: inline-block; max-width: calc(100vw - 4.5rem); }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem; border-top: 1px solid var(--line); font-weight: 400; }
thead th { font-size: 0.8rem; font-weight: 600; color: var(--soft); white-space: nowrap; background: var(--sunk); }
tr.who th { background: var(--sunk); font-weight: 600; padding-top: 0.6rem; }
tr.who code { font-weight: 600; margin-right: 0.5rem; }
th.names, td.names { min-width: 14rem; }
th.prose, td.prose { min-width: 12rem; max-width: 30rem; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td code, tbody th code { font-size: 0.82rem; }
tr.who .note { font-weight: 400; }
tr.who .note code { font-weight: 400; margin: 0; }
#access .stack table { table-layout: fixed; min-width: 59rem; }
#access .stack thead th { width: 16%; }
#access .stack thead th.actions { width: 32%; }
#access .stack thead th.names { width: 31%; }
#access .stack thead th.prose { width: 21%; }
#access th, #access td { padding-left: 0.7rem; padding-right: 0.7rem; }
td.actions code { display: inline-block; }
#access td code { font-size: 0.78rem; }
#access .overview :is(th, td) { padding-left: 0.5rem; padding-right: 0.5rem; }
.overview tbody tr:not(.who) th { min-width: 10.5rem; }
.overview td code { white-space: nowrap; font-size: 0.78rem; }
.overview td.strong code { color: var(--warn); font-weight: 600; }
.nowrap td:not(.names) > code, .nowrap th code { white-space: nowrap; }
summary { cursor: pointer; }
summary::marker { color: var(--soft); }
details.stack { border-top: 1px solid var(--line); }
main:not([data-unfold]) details.stack { content-visibility: auto; contain-intrinsic-size: auto 2.8rem; }
details.stack > summary { padding: 0.55rem 0; }
details.stack[open] { padding-bottom: 0.5rem; }
details.stack > .facts { margin-bottom: 1rem; }
details.stack h3 { display: inline; margin: 0; font: 600 0.95rem var(--mono); overflow-wrap: anywhere; }
details.fold { margin: 0.75rem 0; }
details.fold > summary { color: var(--link); padding: 0.25rem 0; }
details.more { font-size: 0.86rem; }
details.more > summary { color: var(--link); }
details.policy { border: 1px solid var(--line); border-radius: 8px; background: var(--paper); margin: 0 0 0.5rem; padding: 0 0.9rem; position: relative; }
details.policy > summary { padding: 0.5rem 0 0.5rem 1.1rem; text-indent: -1.1rem; }
details.policy > summary .chip { text-indent: 0; }
details.policy > summary code { font-weight: 600; margin-right: 0.4rem; }
details.policy:target { border-color: var(--link); }
details.policy .facts { padding: 0.3rem 0 0.8rem; }
pre { margin: 0 0 0.9rem; padding: 0.8rem 1rem; background: var(--sunk); border-radius: 6px; white-space: pre-wrap; font-size: 0.8rem; line-height: 1.5; tab-size: 2; }
pre mark { background: none; color: var(--bad); font-weight: 600; }
button { font: 500 0.8rem/1.4 var(--sans); color: var(--link); background: var(--paper); border: 1px solid var(--strong-line); border-radius: 5px; padding: 0.15rem 0.55rem; cursor: pointer; }
button:hover { border-color: var(--link); }
.changes table, .sides table { table-layout: fixed; }
.changes thead th.prose { width: 44%; }
.changes thead th.names { width: 27%; }
.changes :is(th, td) { min-width: 0; max-width: none; }
.sides th > pre, .sides td > pre { margin: 0; padding: 0.2rem 0; background: none; font-size: 0.76rem; }
pre u { text-decoration-color: var(--warn); text-underline-offset: 0.2em; background: var(--warn-ground); }
td .copy { margin-left: 0.6rem; }
.policy > .copy { position: absolute; right: 1.4rem; margin-top: 0.5rem; }
td [data-copy] { user-select: all; -webkit-user-select: all; }
.drawing { padding: 1rem; }
.stacked { display: none; }
.chain + .chain { margin-top: 1.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.chain p { margin: 0.25rem 0 0.25rem 1.1rem; color: var(--soft); font-size: 0.86rem; }
.chain p::before { content: "↓ "; }
.end { border: 1px solid var(--strong-line); border-left-width: 4px; border-radius: 5px; padding: 0.35rem 0.7rem; margin: 0.35rem 0; background: var(--ground); }
.end { font-size: 0.92rem; }
.end > span { display: block; }
.end .kind { font-size: 0.75rem; color: var(--soft); }
.end.role { border-color: var(--calm); background: var(--calm-ground); }
.end.account { border-color: var(--warn); background: var(--warn-ground); }
.end.identity-provider { border-color: var(--odd); background: var(--odd-ground); }
.end.anyone { border-color: var(--bad); background: var(--bad-ground); }
.end.bucket, .end.key { border-color: var(--good); background: var(--good-ground); }
.graph { display: block; max-width: 100%; min-width: 54rem; height: auto; margin: 0 auto; }
.graph text { fill: var(--ink); font-family: var(--mono); font-size: 11px; }
.graph .head { font: 600 12px var(--sans); fill: var(--soft); text-anchor: middle; }
.graph .kind { font: 500 9.5px var(--sans); letter-spacing: 0.04em; fill: var(--soft); }
.graph .detail { font-size: 10px; fill: var(--soft); }
.graph .label { font: 11px var(--sans); fill: var(--soft); text-anchor: middle; }
.graph rect { fill: var(--ground); stroke: var(--strong-line); }
.graph .again rect { stroke-dasharray: 4 3; }
.graph .role rect { fill: var(--calm-ground); stroke: var(--calm); }
.graph .account rect { fill: var(--warn-ground); stroke: var(--warn); }
.graph .identity-provider rect { fill: var(--odd-ground); stroke: var(--odd); }
.graph .anyone rect { fill: var(--bad-ground); stroke: var(--bad); }
.graph .bucket rect, .graph .key rect { fill: var(--good-ground); stroke: var(--good); }
.graph .line path { fill: none; stroke: var(--soft); stroke-width: 1.5; }
.graph .use path { stroke-width: 1; }
.graph .tip { fill: var(--soft); stroke: none; }
`;

/** Narrow screens: a row is a card, each cell below its title, so that nothing lies out of sight. */
const NARROW = `
@media screen and (max-width: 44rem) {
  .scroll:not(.drawing) { overflow-x: visible; }
  table, caption, tbody, tr, th, td { display: block; }
  #access .stack table { min-width: 0; }
  caption span { position: static; max-width: none; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border-top: 1px solid var(--strong-line); padding: 0.35rem 0; }
  tbody tr.who { padding: 0; }
  tbody tr:not(.who) > :is(th, td) { border-top: 0; padding: 0.2rem 0.9rem; min-width: 0; max-width: none; }
  tbody tr:not(.who) > :is(th, td).number { display: inline-block; text-align: left; padding-right: 0; }
  tbody tr:not(.who) > th { font-weight: 600; }
  tbody tr:not(.who) > :is(th, td)::before { content: attr(data-head); display: block; color: var(--soft); font: 600 0.75rem/1.5 var(--sans); }
  :is(.changes, .sides) tbody tr:not(.who) > th { font-weight: 400; }
  tbody td:empty, .overview td:has(> .none:only-child) { display: none; }
  .overview td code, .nowrap td > code, .nowrap th code { white-space: normal; }
}
@media screen and (max-width: 62rem) {
  .graph { display: none; }
  .stacked { display: block; }
}
`;

/** What is the same for every review; what is for paper comes after it, because it overrides. */
export const STYLE = BASE + PARTS + NARROW;
