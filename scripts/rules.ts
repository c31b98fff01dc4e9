import { isWaivable, severityWords, type RuleInfo } from "../compliance/rule";
import { RULES } from "../compliance/rules";
import { SHIPPED_WAIVERS } from "../compliance/waivers/shipped";
import { WAIVER_RULES } from "../compliance/waivers/rules";
import { given } from "../text/list";

/** Reference page of the rules and of the waivers that come with them. */
export function rulesReference(): string {
  const ofWaivers: readonly RuleInfo[] = Object.values(WAIVER_RULES);
  const waivers = SHIPPED_WAIVERS.map(
    ({ rule, finding, reason }) =>
      `| \`${rule}\` | ${finding === undefined ? "every" : `\`${finding}\``} | ${cell(reason)} |`,
  );
  return `# Rules of \`byoc check\`

<!-- Generated from compliance/rules by \`npm run generate\`. -->

${RULES.length} rules. \`byoc explain RULE\` prints one of them.

Where several severities stand, each finding has its own: the same rule may find what is merely odd
and what is dangerous. \`--fail-on\` and the reports go by the finding's.

${list(RULES)}

About waivers themselves, reported beside the rules:

${list(ofWaivers)}

${[...RULES, ...ofWaivers].map(section).join("\n")}
## Waivers that come with the rules

What the documents themselves make inevitable. Each applies to the documented text only.

| rule | finding | why it stays |
| --- | --- | --- |
${waivers.join("\n")}
`;
}

function list(rules: readonly RuleInfo[]): string {
  return [
    "| rule | severity | what is checked |",
    "| --- | --- | --- |",
    ...rules.map(
      (rule) => `| [\`${rule.id}\`](#${rule.id}) | ${severityWords(rule)} | ${cell(rule.title)} |`,
    ),
  ].join("\n");
}

function section(rule: RuleInfo): string {
  const { standards = [] } = rule;
  const facts = given([
    `Severity: ${severityWords(rule)}.`,
    !isWaivable(rule) && "Cannot be waived.",
    standards.length > 0 && `Standards: ${standards.join(", ")}.`,
    rule.documents.length > 0 && `Documents: ${rule.documents.join("; ")}.`,
  ]);
  const snippet = rule.snippet
    ? `\n\`\`\`${rule.snippet.language}\n${rule.snippet.text}\n\`\`\`\n`
    : "";
  return `## ${rule.id}

${rule.title}. ${rule.why}

Fix: ${rule.fix}.
${snippet}
${facts.join(" ")}
`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
