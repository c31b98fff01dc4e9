import { Command } from "commander";
import { RULES } from "../compliance/rules";
import type { Profile } from "../compliance/parameters";
import { isWaivable, severityWords, underProfile, type RuleInfo } from "../compliance/rule";
import { WAIVER_RULES } from "../compliance/waivers/rules";
import { examples, format, profile, type MakeCommand } from "./command";
import { EXIT } from "./io";

/** Every rule that a report may name: those that judge, and what the engine says of waivers. */
export const LISTED: readonly RuleInfo[] = [...RULES, ...Object.values(WAIVER_RULES)];

/** `byoc rules`: lists the rules. */
export const command: MakeCommand = (io, exit) =>
  new Command("rules")
    .description("list the rules of byoc check")
    .addOption(format(["text", "json"], "form of the list"))
    .addOption(profile("words of Zilliz Cloud, or of anybody's Terraform"))
    .addHelpText("after", examples("byoc rules", "byoc rules --format json"))
    .action((options: { format: string; profile?: Profile }) => {
      const rules = underProfile(LISTED, options.profile);
      io.out(options.format === "json" ? listJson(rules) : listText(rules));
      exit(EXIT.ok);
    });

function listJson(rules: readonly RuleInfo[]): string {
  const facts = rules.map((rule) => {
    const { id, title, severity, severities = [severity] } = rule;
    return { id, title, severity, severities, waivable: isWaivable(rule) };
  });
  return JSON.stringify(facts, null, 2);
}

function listText(rules: readonly RuleInfo[]): string {
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const ids = longest(rules.map(({ id }) => id));
  const words = longest(rules.map(severityWords));
  return [
    ...rules.map((rule) =>
      [rule.id.padEnd(ids), severityWords(rule).padEnd(words), rule.title].join("  "),
    ),
    `${rules.length} rules; byoc explain RULE tells what one is for`,
  ].join("\n");
}
