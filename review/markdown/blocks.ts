import type { Fact, Table } from "../../text/page";
import type { ReviewBlock } from "../presented/data";
import { flowchart } from "./mermaid";
import { details, parts, prose, table } from "./text";
import { inline, inSummary } from "./words";

/** ReviewBlocks of a section as GitHub shows them. */
export function blocksText(blocks: readonly ReviewBlock[]): string {
  return parts(...blocks.map(blockText));
}

function blockText(block: ReviewBlock): string {
  switch (block.kind) {
    case "heading":
      return `### ${prose(block.title)}`;
    case "paragraph":
      return inline(block.words);
    case "facts":
      return factsText(block.facts);
    case "figures":
      return block.figures.map(({ number, words }) => `**${number}** ${prose(words)}`).join(" · ");
    case "table":
      return tableText(block);
    case "fold":
      return details(inSummary(block.title), blocksText(block.blocks), block.open);
    case "stack": {
      const { title, note = "", open, blocks } = block;
      return details(
        `${inSummary({ as: "strong", words: title })} ${inSummary(note)}`,
        blocksText(blocks),
        open,
      );
    }
    case "drawing":
      return flowchart(block.graph.nodes, block.graph.edges);
    case "policy": {
      const { policy, chips, facts } = block;
      const line = [inSummary({ as: "code", text: policy.file }), ...chips.map(inSummary)];
      return details(line.join(" "), factsText(facts));
    }
  }
}

function factsText(facts: readonly Fact[]): string {
  return facts
    .flatMap(([title, words]) =>
      words === undefined ? [] : [`- **${prose(title)}** ${inline(words)}`],
    )
    .join("\n");
}

/** A group of rows has its title in a row of its own. */
function tableText({ caption, columns, groups }: Table): string {
  const rows = groups.flatMap(({ title, rows: own }) => [
    ...(title === undefined ? [] : [columns.map((_, index) => (index === 0 ? inline(title) : ""))]),
    ...own.map((cells) => cells.map(inline)),
  ]);
  const heads = columns.map(([title]) => prose(title));
  return parts(inline(caption), table(heads, rows));
}
