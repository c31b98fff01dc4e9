import type { YAMLError } from "yaml";
import type { Objection } from "./schema/field";
import words from "./yaml-errors.json";

interface Words {
  /** Instead of the parser's own sentence. */
  readonly message?: string;
  readonly allowed: string;
  readonly fix: string;
}

/** The parser's complaints that people meet, in words that say what to do. */
const WORDS: Readonly<Record<string, Words>> = words;

/** Whether a complaint spoils the one value that it stands in, and nothing around it. */
export function isLocal({ code }: YAMLError): boolean {
  return code === "BAD_DQ_ESCAPE" || code === "BAD_SCALAR_START";
}

/** What is said of a place that the YAML parser refuses. */
export function yamlFinding({ code, message }: YAMLError): Objection {
  if (/call stack/.test(message)) {
    return { code: "yaml", message: "is nested too deeply", allowed: "a few levels" };
  }
  const { message: own, ...rest } = WORDS[code] ?? { allowed: "YAML or JSON" };
  return { code: "yaml", message: `is not valid YAML: ${own ?? inWords(message)}`, ...rest };
}

function inWords(message: string): string {
  const [line = ""] = message.split("\n");
  return `${line.slice(0, 1).toLowerCase()}${line.slice(1)}`;
}
