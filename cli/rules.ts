import { Command, Option } from "commander";
import { RULES } from "../compliance/rules";
import { isWaivable, severityWords } from "../compliance/rule";
import { WAIVER_RULES, type RuleInfo } from "../compliance/waivers/rules";
import { examples, type MakeCommand } from "./command";
import { EXIT } from "./io";

/** Every rule that a report may name: those that judge, and what the engine says of waivers. */
export const LISTED: readonly RuleInfo[] = [...RULES, ...Object.values(WAIVER_RULES)];

/** `byoc rules`: lists the rules. */
export const command: MakeCommand = (io, exit) =>
  new Command("rules")
    .description("list the rules of byoc check")
    .addOption(
      new Option("--format <format>", "form of the list")
        .choices(["text", "json"])
        .default("text", "text"),
    )
    .addHelpText("after", examples("byoc rules", "byoc rules --format json"))
    .action(({ format }: { format: string }) => {
      io.out(format === "json" ? listJson() : listText());
      exit(EXIT.ok);
    });

function listJson(): string {
  const facts = LISTED.map((rule) => {
    const { id, title, severity, severities = [severity] } = rule;
    return { id, title, severity, severities, waivable: isWaivable(rule) };
  });
  return JSON.stringify(facts, null, 2);
}

function listText(): string {
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const ids = longest(LISTED.map(({ id }) => id));
  const words = longest(LISTED.map(severityWords));
  return [
    ...LISTED.map((rule) =>
      [rule.id.padEnd(ids), severityWords(rule).padEnd(words), rule.title].join("  "),
    ),
    `${LISTED.length} rules; byoc explain RULE tells what one is for`,
  ].join("\n");
}
