/** How reports begin, by format; those for people end with their verdict. */
const BEGINNINGS: readonly RegExp[] = [
  /^\{\s*"version": 1,\s*"tool": \{\s*"name": "byoc"/, // json
  /^\{\s*"\$schema": "[^"]*sarif[^"]*",[\s\S]{0,200}"name": "byoc"/,
  /^<\?xml[^>]*>\s*<testsuites name="byoc check"/,
  /^## \S+ byoc check\n/, // markdown
];
const ENDS: readonly RegExp[] = [
  /(^|\n)::(notice|error) title=byoc check::[^\n]*\s*$/, // github
  /(^|\n)(PASS|FAIL|UNDECIDED): [^\n]* waived, [^\n]*\s*$/, // terminal
];

/** Whether a file is a report of an earlier run, by its first and last bytes; it may be replaced. */
export function isReport(start: string, end: string): boolean {
  return (
    BEGINNINGS.some((pattern) => pattern.test(start)) || ENDS.some((pattern) => pattern.test(end))
  );
}
