import { oneLine } from "../../text/lines";
import type { TrustEdge, TrustNode, TrustNodeKind } from "../review";

/** Brackets of Mermaid that draw each kind. */
const SHAPES: Readonly<Record<TrustNodeKind, readonly [string, string]>> = {
  account: ["([", "])"],
  "own-account": ["([", "])"],
  anyone: ["([", "])"],
  service: ["{{", "}}"],
  "identity-provider": ["{{", "}}"],
  role: ["[", "]"],
  bucket: ["[(", ")]"],
  key: ["[/", "/]"],
};

/** Kinds whose second line tells them apart; that of the others is an ARN of the name above it. */
const DETAILED: readonly TrustNodeKind[] = ["account", "own-account", "identity-provider"];

/** A flowchart as GitHub draws it: those who come from elsewhere to the left, what they reach to the right. */
export function flowchart(nodes: readonly TrustNode[], edges: readonly TrustEdge[]): string {
  // Numbers, so that diagrams of deployments that are alike are alike.
  const numbers = new Map(nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const lines = [
    "flowchart LR",
    ...nodes.map(({ id, kind, label, detail }) => {
      const [open, close] = SHAPES[kind];
      const second = detail !== undefined && DETAILED.includes(kind) ? `<br/>${text(detail)}` : "";
      return `  ${numbers.get(id)!}${open}"${text(label)}${second}"${close}`;
    }),
    ...edges.map(({ from, to, kind, label }) => {
      const arrow = kind === "assume" ? "-->" : "-.->";
      const [start, end] = [numbers.get(from)!, numbers.get(to)!];
      return `  ${start} ${arrow}${label === "" ? "" : `|"${text(label)}"|`} ${end}`;
    }),
    ...outside(nodes, numbers),
  ];
  return `\`\`\`mermaid\n${lines.join("\n")}\n\`\`\`\n`;
}

/** Who is not of this account is drawn with a thick border. */
function outside(
  nodes: readonly TrustNode[],
  numbers: ReadonlyMap<string, string>,
): readonly string[] {
  const ids = nodes.flatMap(({ kind, id }) =>
    kind === "account" || kind === "anyone" ? [numbers.get(id)!] : [],
  );
  return ids.length === 0
    ? []
    : ["  classDef outside stroke-width:3px", `  class ${ids.join(",")} outside`];
}

/** Text within quotes: Mermaid's own entities for whatever it, or HTML, would read as markup. */
function text(label: string): string {
  return oneLine(label).replace(
    /[^\p{L}\p{N} .,:/()_\u2026-]/gu,
    (character) => `#${character.codePointAt(0)!};`,
  );
}
