import { Command } from "commander";
import type { Profile } from "../compliance/parameters";
import { isWaivable, severityWords, underProfile, type RuleInfo } from "../compliance/rule";
import type { ProblemCode } from "../config";
import { own } from "../text/own";
import { near } from "../text/near";
import { usageError } from "../text/problem";
import { examples, profile, type MakeCommand } from "./command";
import texts from "./explain-errors.json";
import { EXIT } from "./io";
import { LISTED } from "./rules";

/** What stands in `error[…]` of a config, and of everything else that a command line names. */
type ErrorCode = ProblemCode | "input" | "output" | "usage";

/** What each means. */
const ERRORS: Readonly<Record<ErrorCode, string>> = texts;

/** `byoc explain ID`: what a rule is for, and how to mend what it finds; what an error means. */
export const command: MakeCommand = (io, exit) =>
  new Command("explain")
    .description("what a rule is for and how to mend what it finds; what an error means")
    .argument("<id>", "id of a rule, or what stands in error[…]")
    .addOption(profile("words of Zilliz Cloud, or of anybody's Terraform"))
    .addHelpText("after", examples("byoc explain trust-external-id", "byoc explain unknown-key"))
    .action((id: string, options: { profile?: Profile }) => {
      io.out(explanation(id, options.profile));
      exit(EXIT.ok);
    });

function explanation(asked: string, profile: Profile | undefined): string {
  // As it stands in messages: `error[unknown-key]`.
  const id = /^(?:error|warning)?\[(.+)\]$/.exec(asked)?.[1] ?? asked;
  const rule = LISTED.find((candidate) => candidate.id === id);
  if (rule) return explained(underProfile([rule], profile)[0] ?? rule);
  const meaning = own<string>(ERRORS, id);
  if (meaning !== undefined) return `error[${id}]\n${meaning}`;
  const meant = near(id, [...LISTED.map((candidate) => candidate.id), ...Object.keys(ERRORS)]);
  throw usageError("byoc explain", `there is no rule and no error "${id}"`, {
    allowed: "an id that byoc rules lists, or what stands in error[…]",
    fix: meant === undefined ? "byoc rules lists the rules" : `use ${meant}`,
  });
}

function explained(rule: RuleInfo): string {
  const { id, title, why, fix, snippet, standards = [], documents } = rule;
  return [
    `${id} (${severityWords(rule)}${isWaivable(rule) ? "" : ", cannot be waived"})`,
    `${title}.`,
    "",
    why,
    "",
    `Fix: ${fix}`,
    ...(snippet ? ["", ...snippet.text.split("\n").map((line) => `  ${line}`)] : []),
    ...(standards.length > 0 ? ["", `Standards: ${standards.join(", ")}`] : []),
    ...(documents.length > 0 ? ["", `Documents: ${documents.join("; ")}`] : []),
  ].join("\n");
}
