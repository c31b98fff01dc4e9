/**
 * Colours, type, and where the parts of the page lie. Every pair of text and ground has a contrast of 4.5 to 1 or more, in both
 * schemes; fonts are the reader's own.
 */
export const BASE = `
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
code, pre { font-family: var(--mono); font-size: 0.86em; overflow-wrap: anywhere; }
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
