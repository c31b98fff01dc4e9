/** Tables of a page, each as its lines. */
export function tablesIn(text: string): string[][] {
  const tables: string[][] = [];
  let open: string[] | undefined;
  for (const line of text.split("\n")) {
    if (!line.startsWith("| ")) open = undefined;
    else if (open) open.push(line);
    else tables.push((open = [line]));
  }
  return tables;
}

/** Cells of a row as GitHub splits it: a pipe ends a cell even in a code span, unless escaped. */
export function cellsOf(row: string): string[] {
  return row.split(/(?<!\\)\|/).slice(1, -1);
}

export interface Diagram {
  readonly declared: readonly string[];
  readonly used: readonly string[];
}

const TEXT = `"[^"]*"`;
const SHAPE = [
  `\\[${TEXT}\\]`,
  `\\(\\[${TEXT}\\]\\)`,
  `\\{\\{${TEXT}\\}\\}`,
  `\\[\\(${TEXT}\\)\\]`,
  `\\[/${TEXT}/\\]`,
].join("|");
const NODE = new RegExp(`^  (\\w+)(?:${SHAPE})$`);
const EDGE = new RegExp(`^  (\\w+) (?:-->|-\\.->)(?:\\|${TEXT}\\|)? (\\w+)$`);
const CLASS = /^ {2}class ([\w,]+) \w+$/;

/** Diagrams of a page; a line that is none of Mermaid's throws. */
export function diagramsIn(text: string): Diagram[] {
  return [...text.matchAll(/^```mermaid\n([\s\S]*?)\n```$/gm)].map(([, body = ""]) => {
    const [first, ...lines] = body.split("\n");
    if (first !== "flowchart LR") throw new Error(`no flowchart: ${first}`);
    const declared: string[] = [];
    const used: string[] = [];
    for (const line of lines) {
      const node = NODE.exec(line);
      const edge = EDGE.exec(line);
      const styled = CLASS.exec(line);
      if (node) declared.push(node[1]!);
      else if (edge) used.push(edge[1]!, edge[2]!);
      else if (styled) used.push(...styled[1]!.split(","));
      else if (!/^ {2}classDef \w+ [\w:-]+$/.test(line)) throw new Error(`not Mermaid: ${line}`);
    }
    return { declared, used };
  });
}
