/** An expression as it is written: further lines are indented against that of its first. */
export interface HclLines {
  readonly lines: readonly string[];
  /** Its lines are those of a text, of which Terraform's formatter sees one only. */
  readonly isHeredoc?: boolean;
}

export interface HclAssignment {
  readonly kind: "assignment";
  /** As it is written: quoted where it has to be. */
  readonly name: string;
  readonly value: HclLines;
}

export interface HclBlock {
  readonly kind: "block";
  /** Type and labels. */
  readonly header: string;
  readonly body: Body;
  /** Lines above it. */
  readonly comments?: readonly string[];
}

/** Groups of assignments and blocks with an empty line between groups. */
export type Body = readonly (readonly (HclAssignment | HclBlock)[])[];

/** Lines of a body, not indented. */
export function bodyLines(body: Body): string[] {
  return body
    .filter((group) => group.length > 0)
    .flatMap((group, index) => [...(index > 0 ? [""] : []), ...itemLines(group)]);
}

/**
 * Lines of assignments and blocks below each other. Terraform's formatter aligns the equals signs of
 * assignments that end on their line, up to what does not.
 */
export function itemLines(items: readonly (HclAssignment | HclBlock)[]): string[] {
  const lines: string[] = [];
  let run: HclAssignment[] = [];
  const endRun = () => {
    const width = Math.max(...run.map(({ name }) => columns(name)));
    for (const { name, value } of run) {
      lines.push(...withName(`${name}${" ".repeat(width - columns(name))}`, value));
    }
    run = [];
  };
  for (const item of items) {
    if (item.kind === "assignment" && (item.value.lines.length === 1 || item.value.isHeredoc)) {
      run.push(item);
    } else {
      endRun();
      lines.push(...(item.kind === "block" ? blockLines(item) : withName(item.name, item.value)));
    }
  }
  endRun();
  return lines;
}

/** Lines one level deeper. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

function blockLines({ header, body, comments = [] }: HclBlock): string[] {
  const inner = indented(bodyLines(body));
  const above = comments.map(comment);
  return inner.length === 0 ? [...above, `${header} {}`] : [...above, `${header} {`, ...inner, "}"];
}

/** A comment of one line, whatever the text holds. */
export function comment(text: string): string {
  return `# ${text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim()}`;
}

function withName(name: string, { lines }: HclLines): string[] {
  const [first = "", ...rest] = lines;
  return [`${name} = ${first}`, ...rest];
}

/** What stands before an equals sign holds no characters that join (see `quotedKey`). */
function columns(text: string): number {
  return [...text].length;
}
