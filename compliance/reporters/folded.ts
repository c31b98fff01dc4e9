import type { Finding } from "../finding";
import { compareText } from "../../text/order";
import type { RuleInfo } from "../waivers/rules";
import { wrap } from "./wrap";

/** Findings by rule, a line each: how many there are, and what the rule is about. */
export function folded(
  heading: string,
  findings: readonly Finding[],
  rules: readonly RuleInfo[],
  width: number,
): string[] {
  if (findings.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const names = [...counts.keys()].sort(compareText);
  const longest = Math.max(...names.map((name) => name.length));
  const digits = Math.max(...[...counts.values()].map((number) => String(number).length));
  const lines = names.flatMap((name) => {
    const first = `  ${name.padEnd(longest)}  ${String(counts.get(name)).padStart(digits)}  `;
    return wrap(titles.get(name) ?? "", first, " ".repeat(first.length), width).map((line) =>
      line.trimEnd(),
    );
  });
  return [[heading, ...lines].join("\n")];
}
