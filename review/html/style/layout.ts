/** Where things stand: contents beside the text where there is room, above it where not. */
export const LAYOUT = `
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
