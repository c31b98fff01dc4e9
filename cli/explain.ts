import { Command } from "commander";
import type { Profile } from "../compliance/parameters";
import { isWaivable, severityWords, underProfile, type RuleInfo } from "../compliance/rule";
import codes from "../config/problem-codes.json";
import { own } from "../text/own";
import { oneLine } from "../text/lines";
import { near } from "../text/near";
import { usageError } from "../text/problem";
import { examples, profile, type MakeCommand } from "./command";
import others from "./explain-errors.json";
import { explainedMessages } from "./explain-message";
import { EXIT, type Io } from "./io";
import { LISTED } from "./rules";
import { readPiped } from "./standard-input";

/** What stands in `error[…]` of a config, and of everything else that a command line names. */
const ERRORS = { ...codes, ...others };

/**
 * `byoc explain ID`: what a rule is for, and how to mend what it finds; what an error means, ours or
 * one of Zilliz Cloud, AWS or Terraform that was pasted.
 */
export const command: MakeCommand = (io, exit) =>
  new Command("explain")
    .description("what a rule is for and how to mend what it finds; what an error means")
    .argument(
      "<id>",
      "id of a rule, what stands in error[…], or a message of Zilliz Cloud, AWS or Terraform in quotes; - for standard input",
    )
    .addOption(profile("words of Zilliz Cloud, or of anybody's Terraform"))
    .addHelpText(
      "after",
      examples(
        "byoc explain trust-external-id",
        "byoc explain unknown-key",
        "byoc explain 'bucket region not match, want[us-west-1] got[us-west-2]'",
      ),
    )
    .action(async (id: string, options: { profile?: Profile }) => {
      io.out(explanation(id === "-" ? await piped(io) : id, options.profile));
      exit(EXIT.ok);
    });

/** More than any message has; in bytes. */
const LONGEST = 1_000_000;

async function piped(io: Io): Promise<string> {
  if (io.input.isTTY === true) {
    throw usageError("-", "standard input is a terminal: nothing is piped into it", {
      fix: "write the message in quotes",
    });
  }
  const { piped: bytes = new Uint8Array() } = await readPiped(["-"], io, LONGEST);
  return Buffer.from(bytes).toString("utf8").trim();
}

function explanation(asked: string, profile: Profile | undefined): string {
  // As it stands in messages: `error[unknown-key]`.
  const id = /^(?:error|warning)?\[(.+)\]$/.exec(asked)?.[1] ?? asked;
  const rule = LISTED.find((candidate) => candidate.id === id);
  if (rule) return explained(underProfile([rule], profile)[0] ?? rule);
  const meaning = own<string>(ERRORS, id);
  if (meaning !== undefined) return `error[${id}]\n${meaning}`;
  const messages = explainedMessages(asked);
  if (messages !== undefined) return messages;
  const meant = near(id, [...LISTED.map((candidate) => candidate.id), ...Object.keys(ERRORS)]);
  const shown = oneLine(id.length > 60 ? `${id.slice(0, 60)}…` : id);
  throw usageError(
    "byoc explain",
    `there is no rule and no error "${shown}", nor a known message like it`,
    {
      allowed: "an id that byoc rules lists, what stands in error[…], or a message in quotes",
      fix: meant === undefined ? "byoc rules lists the rules" : `use ${meant}`,
    },
  );
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
