/** The drawing of trusts, in the colours of the page. */
export const GRAPH = `
.drawing { padding: 1rem; }
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
.trusts { font-size: 0.92rem; }
.trusts > li { margin-bottom: 0.5rem; }
`;
