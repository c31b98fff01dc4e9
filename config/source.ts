import { isScalar, LineCounter, parseAllDocuments, type Document } from "yaml";
import { Nodes } from "./nodes";
import type { Problem } from "./problem";
import { readText } from "./read-text";
import { screen, type Environment, type Screened } from "./screen";
import { yamlFinding } from "./yaml-errors";

export type { Environment } from "./screen";

/** Most alias expansions: enough for shared tags, too few for an alias bomb. */
const MOST_ALIASES = 100;

export type Path = readonly (string | number)[];

/** A parsed config file that still knows where each value stands. */
export interface Source {
  readonly file: string;
  /** Plain data, environment variables filled in; undefined when the text could not be read. */
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** What the environment filled in, and what messages show in its place. */
  readonly masks: ReadonlyMap<string, string>;
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
  const read = readText(file, {
    allowed: "a YAML or JSON file",
    fix: "name one with --config FILE, or make one with: byoc init",
  });
  if (read.text === undefined) return unreadable(file, read.problem);
  return parseSource(file, read.text, environment);
}

/** Parses the text of a config file; no text of any kind makes it throw. */
export function parseSource(file: string, text: string, environment: Environment): Source {
  const lines = new LineCounter();
  try {
    const documents: unknown = parseAllDocuments(text, {
      lineCounter: lines,
      // `screen` finds keys that stand twice; the parser would compare each key with every other.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    });
    return readDocuments(file, documents as Document.Parsed[], lines, environment);
  } catch (error) {
    // The only exceptions that the parser leaves to its caller: nesting that exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return unreadable(file, {
      code: "yaml",
      message: "is nested too deeply",
      allowed: "a few levels",
    });
  }
}

function readDocuments(
  file: string,
  documents: readonly Document.Parsed[],
  lines: LineCounter,
  environment: Environment,
): Source {
  const document = documents[0];
  if (!document || isEmpty(document)) {
    return unreadable(file, {
      code: "yaml",
      message: "the file is empty",
      allowed: "a mapping that begins with version: 1",
      fix: "byoc init writes one",
    });
  }
  const problems: Problem[] = [];
  const report = (offset: number, problem: Omit<Problem, "severity" | "file">) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ severity: "error", file, line, column: col, ...problem });
  };
  if (documents[1]) {
    report(documents[1].contents?.range[0] ?? documents[1].range[0], {
      code: "documents",
      message: `the file holds ${documents.length} YAML documents`,
      allowed: "one",
      fix: "put each deployment in a file of its own and repeat --config",
    });
  }
  // The errors behind the first one are its consequences more often than not.
  const [error] = document.errors;
  if (error) report(error.pos[0], yamlFinding(error));
  const screened: Screened = screen(document, environment, error ? () => {} : report);
  const nodes = new Nodes(document, screened.targets);
  return {
    file,
    data: error || screened.fatal ? undefined : plainData(document, screened, report),
    problems,
    masks: screened.masks,
    locate(path, what = "value") {
      const { line, col } = lines.linePos(nodes.offsetOf(path, what));
      return { line, column: col };
    },
    written(path) {
      const node = nodes.nodeAt(path);
      return isScalar(node) ? node.source : undefined;
    },
    fromEnvironment: (path) => screened.filled.has(nodes.nodeAt(path)),
    isBroken: (path) => screened.broken.has(nodes.nodeAt(path)),
  };
}

function isEmpty({ contents, errors }: Document.Parsed): boolean {
  return errors.length === 0 && (!contents || (isScalar(contents) && contents.value === null));
}

function plainData(
  document: Document.Parsed,
  { firstAlias }: Screened,
  report: (offset: number, problem: Omit<Problem, "severity" | "file">) => void,
): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    report(firstAlias, {
      code: "alias",
      message: "aliases expand too often",
      allowed: `at most ${MOST_ALIASES} expansions`,
      fix: "write the values out",
    });
    return undefined;
  }
}

function unreadable(file: string, problem: Omit<Problem, "severity" | "file">): Source {
  return {
    file,
    data: undefined,
    problems: [{ severity: "error", file, ...problem }],
    masks: new Map(),
    locate: () => ({}),
    written: () => undefined,
    fromEnvironment: () => false,
    isBroken: () => false,
  };
}
