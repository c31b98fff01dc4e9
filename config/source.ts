import { readFileSync } from "node:fs";
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type ParsedNode,
} from "yaml";
import type { Problem, ProblemCode } from "./problem";

/** Largest config file; a real one has a few kB. */
const MOST_BYTES = 256 * 1024;
/** Most alias expansions: enough for shared tags, too few for an alias bomb. */
const MOST_ALIASES = 100;
const ENVIRONMENT = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

export type Path = readonly (string | number)[];
export type Environment = Readonly<Record<string, string | undefined>>;

/** A parsed config file that still knows where each value stands. */
export interface Source {
  readonly file: string;
  /** Plain data, environment variables filled in; undefined when the text could not be read. */
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** Line and column of a value, of its key, or of the nearest parent that exists. */
  locate(path: Path, what?: "key" | "value"): { line?: number; column?: number };
  /** The text a scalar was written as, before YAML gave it a type. */
  written(path: Path): string | undefined;
  /** Whether a value came, wholly or in part, from the environment. */
  fromEnvironment(path: Path): boolean;
  /** Whether a value is reported already, so that nothing more can be said of it. */
  isBroken(path: Path): boolean;
}

/** Reads a config file; a file that cannot be read becomes a problem, not an exception. */
export function readSource(file: string, environment: Environment): Source {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reasons: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "is a folder",
      EACCES: "may not be read",
    };
    return unreadable(file, "file", reasons[code ?? ""] ?? `cannot be read (${code ?? "unknown"})`, {
      allowed: "a YAML or JSON file",
      fix: code === "ENOENT" ? "name one with --config FILE, or make one with: byoc init" : undefined,
    });
  }
  if (bytes.length > MOST_BYTES) {
    return unreadable(file, "size", `has ${bytes.length} bytes`, {
      allowed: `at most ${MOST_BYTES} bytes`,
    });
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return unreadable(file, "file", "is not UTF-8 text", { allowed: "a YAML or JSON file" });
  }
  return parseSource(file, text, environment);
}

/** Parses the text of a config file; no text of any kind makes it throw. */
export function parseSource(file: string, text: string, environment: Environment): Source {
  const lines = new LineCounter();
  try {
    const documents: unknown = parseAllDocuments(text, {
      lineCounter: lines,
      uniqueKeys: true,
      prettyErrors: false,
      logLevel: "silent",
    });
    if (!Array.isArray(documents) || documents.length === 0) {
      return unreadable(file, "yaml", "the file is empty", {
        allowed: "a mapping that begins with version: 1",
        fix: "byoc init writes one",
      });
    }
    return readDocument(file, documents as Document.Parsed[], lines, environment);
  } catch (error) {
    // The only exceptions that the parser leaves to its caller: nesting that exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return unreadable(file, "yaml", "is nested too deeply", { allowed: "a few levels" });
  }
}

function readDocument(
  file: string,
  documents: Document.Parsed[],
  lines: LineCounter,
  environment: Environment,
): Source {
  const document = documents[0]!;
  const problems: Problem[] = [];
  const report = (
    code: ProblemCode,
    offset: number,
    message: string,
    rest: Partial<Problem> = {},
  ) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ code, severity: "error", file, line, column: col, message, ...rest });
  };

  if (documents[1]) {
    const start = documents[1].contents?.range?.[0] ?? documents[1].range[0];
    report("documents", start, `the file holds ${documents.length} YAML documents`, {
      allowed: "one",
      fix: "put each deployment in a file of its own and repeat --config",
    });
  }
  for (const error of [...document.errors, ...document.warnings]) {
    const duplicate = error.code === "DUPLICATE_KEY";
    report(duplicate ? "duplicate-key" : "yaml", error.pos[0], yamlMessage(error.code, error.message), {
      fix: duplicate ? "remove one of them" : undefined,
    });
  }

  const filled = new Set<unknown>();
  const broken = new Set<unknown>();
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) && typeof pair.key.value === "string" && /[$%]\{/.test(pair.key.value)) {
        report("expression", pair.key.range?.[0] ?? 0, "a key holds an expression", {
          allowed: "literal keys",
        });
      }
    },
    Scalar(key, scalar) {
      if (key === "key" || typeof scalar.value !== "string") return;
      const offset = scalar.range?.[0] ?? 0;
      const filledIn = scalar.value.replace(ENVIRONMENT, (_, name: string) => {
        filled.add(scalar);
        const value = environment[name];
        if (value === undefined || value === "") {
          report("environment", offset, `the environment variable ${name} is not set`, {
            allowed: "a variable with a value",
            fix: `export ${name}=…`,
          });
          broken.add(scalar);
          return "";
        }
        return value;
      });
      scalar.value = filledIn;
      const expression = /[$%]\{[^}]*\}?/.exec(filledIn);
      if (expression) {
        broken.add(scalar);
        const whose = filled.has(scalar) ? "the environment's value holds an expression" : `holds the expression ${expression[0].slice(0, 60)}`;
        report("expression", offset, whose, {
          allowed: "literals and ${env:NAME}; Terraform expressions would hide policies from plans",
          fix: "write the value itself",
        });
      }
    },
  });

  let data: unknown;
  try {
    data = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    report("alias", document.range[0], "aliases expand too often", {
      allowed: `at most ${MOST_ALIASES} expansions`,
      fix: "write the values out",
    });
  }

  const find = (path: Path): ParsedNode | undefined => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) && !isAlias(node) ? (node as ParsedNode) : undefined;
  };
  return {
    file,
    data,
    problems,
    locate(path, what = "value") {
      for (let length = path.length; length >= 0; length -= 1) {
        const node = find(path.slice(0, length));
        if (!node?.range) continue;
        const pair = length > 0 ? findPair(find(path.slice(0, length - 1)), path[length - 1]!) : undefined;
        const exact = length === path.length;
        const start = pair && (what === "key" || !exact) ? pair : node;
        const { line, col } = lines.linePos((start.range ?? node.range)[0]);
        return { line, column: col };
      }
      return {};
    },
    written(path) {
      const node = find(path);
      return isScalar(node) ? node.source : undefined;
    },
    fromEnvironment: (path) => filled.has(find(path)),
    isBroken: (path) => broken.has(find(path)),
  };
}

function findPair(parent: ParsedNode | undefined, key: string | number) {
  if (isSeq(parent) || !isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
  return pair?.key ?? undefined;
}

function yamlMessage(code: string, message: string): string {
  if (code === "DUPLICATE_KEY") return "the key stands twice in the same mapping";
  if (code === "TAG_RESOLVE_FAILED") return "holds a YAML tag; tags are not supported";
  return `is not valid YAML: ${message.split("\n")[0]!.replace(/\s+at line \d+.*$/, "")}`;
}

function unreadable(
  file: string,
  code: ProblemCode,
  message: string,
  rest: Partial<Problem>,
): Source {
  return {
    file,
    data: undefined,
    problems: [{ code, severity: "error", file, message, ...rest }],
    locate: () => ({}),
    written: () => undefined,
    fromEnvironment: () => false,
    isBroken: () => false,
  };
}
