import { RULES } from "../compliance/rules";
import { isWaivable, severityWords } from "../compliance/rule";
import { WAIVER_RULES, type RuleInfo } from "../compliance/waivers/rules";
import { EXIT, type Io } from "./io";

/** Every rule that a report may name: those that judge, and what the engine says of waivers. */
export const LISTED: readonly RuleInfo[] = [...RULES, ...Object.values(WAIVER_RULES)];

/** `byoc rules`: lists the rules. */
export function rules(format: "text" | "json", io: Io): number {
  if (format === "json") {
    const facts = LISTED.map((rule) => {
      const { id, title, severity, severities = [severity] } = rule;
      return { id, title, severity, severities, waivable: isWaivable(rule) };
    });
    io.out(JSON.stringify(facts, null, 2));
    return EXIT.ok;
  }
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const ids = longest(LISTED.map(({ id }) => id));
  const words = longest(LISTED.map(severityWords));
  io.out(
    [
      ...LISTED.map((rule) =>
        [rule.id.padEnd(ids), severityWords(rule).padEnd(words), rule.title].join("  "),
      ),
      `${LISTED.length} rules; byoc explain RULE tells what one is for`,
    ].join("\n"),
  );
  return EXIT.ok;
}
