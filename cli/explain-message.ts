import { maskIssued } from "../text/mask";
import { oneLine } from "../text/lines";
import messages from "./explain-messages.json";

/** A message of Zilliz Cloud, AWS or Terraform, with its cause and what helps. */
interface KnownMessage {
  readonly id: string;
  readonly title: string;
  /** Regular expression; its named groups stand in the cause as `{name}`. */
  readonly pattern: string;
  readonly cause: string;
  readonly fix: readonly string[];
}

const MESSAGES: readonly KnownMessage[] = messages;

/** What is drawn around Terraform's messages, and the ends of their lines. */
const FRAME = /[\s\u2502\u2575\u2577|]+/g;

/** A cause that says more than another, where both patterns are in one text. */
const GENERAL: ReadonlySet<string> = new Set(["not-authorized", "throttled"]);

/** What known messages in a pasted text mean; undefined where there is none. */
export function explainedMessages(pasted: string): string | undefined {
  const text = pasted.replace(FRAME, " ");
  const found = MESSAGES.flatMap((message) => {
    const match = new RegExp(message.pattern, "i").exec(text);
    return match ? [{ message, groups: match.groups ?? {} }] : [];
  });
  const special = found.filter(({ message }) => !GENERAL.has(message.id));
  const told = special.length > 0 ? special : found;
  return told.length === 0 ? undefined : told.map(words).join("\n\n");
}

function words({
  message: { title, cause, fix },
  groups,
}: {
  readonly message: KnownMessage;
  readonly groups: Readonly<Record<string, string | undefined>>;
}): string {
  const filled = cause.replace(
    /\{(\w+)\}/g,
    (_, name: string) => groups[name] || UNTOLD[name] || "it",
  );
  return [title, oneLine(maskIssued(filled)), "", ...fix.map((one) => `Fix: ${one}`)].join("\n");
}

/** Where the message does not tell. */
const UNTOLD: Readonly<Record<string, string>> = {
  account: "another account",
  action: "what the message names",
};
