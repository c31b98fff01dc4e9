import type { YAMLError } from "yaml";
import type { Objection } from "./schema/field";

interface Words {
  /** Instead of the parser's own sentence. */
  readonly message?: string;
  readonly allowed: string;
  readonly fix: string;
}

/** The parser's complaints that people meet, in words that say what to do. */
const WORDS: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: {
    message: "a tab indents this line",
    allowed: "spaces",
    fix: "put spaces in place of the tab",
  },
  BAD_INDENT: {
    message: "this line begins in the wrong column, or a bracket is open before it",
    allowed: "keys of one mapping in the same column, brackets in pairs",
    fix: "align the keys, and close { } and [ ]",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "a mapping begins in the middle of a value",
    allowed: "one key and one value in a line",
    fix: 'put a value that holds ": " in quotes, and align the keys of one mapping',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: "this line has no key",
    allowed: "key: value",
    fix: 'put ": " between key and value',
  },
  MISSING_CHAR: {
    message: "a quote, bracket or comma is missing",
    allowed: "quotes and brackets in pairs, commas between entries",
    fix: "look for a quote that is not closed before this place",
  },
  BAD_SCALAR_START: {
    message: "a value without quotes cannot begin with this character",
    allowed: "such a value in quotes",
    fix: "put the value in quotes",
  },
  BAD_DQ_ESCAPE: {
    message: "a backslash in double quotes begins no escape that YAML knows",
    allowed: '\\\\ for a backslash, \\" for a quote',
    fix: "put the value in single quotes",
  },
  BAD_ALIAS: {
    message: "* begins an alias, and & an anchor; this one has no name that YAML takes",
    allowed: "such a value in quotes",
    fix: "put a value that begins with * or & in quotes",
  },
  UNEXPECTED_TOKEN: {
    message: "something stands behind the end of a value",
    allowed: "one value",
    fix: 'put a value that holds quotes, brackets or "${env:NAME}" in quotes',
  },
};

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
