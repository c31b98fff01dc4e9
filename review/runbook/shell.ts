/** Lines of a shell as a block of Markdown, which nothing in them can end. */
export function shell(...lines: readonly string[]): string {
  const text = lines.join("\n");
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}sh\n${text}\n${fence}`;
}
