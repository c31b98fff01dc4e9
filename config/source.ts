import { isScalar, LineCounter, type Document } from "yaml";
import { checkHelmValues } from "./helm-values";
import { Nodes, placeAt } from "./nodes";
import { MOST_ALIASES, plainData, TooManyAliases } from "./plain";
import { MOST_PROBLEMS } from "../text/problem";
import type { ConfigProblem } from "./problem";
import type { KeyPath } from "./show";
import { readText } from "./read-text";
import { screen, type Environment, type Screened, type TellAt } from "./screen";
import { documentsOf, MOST_DOCUMENTS, TOO_DEEP, TooDeep } from "./yaml-documents";
import { isLocal, yamlFinding } from "./yaml-errors";

export type { Environment } from "./screen";

/** What Helm reads, in the end. */
const HELM_VALUES = ["milvus", "release", "values"];

/** A parsed config file that still knows where each value stands. */
export interface ConfigSource {
  readonly file: string;
  /** SHA-256 of the file's bytes; undefined for texts that come from no file. */
  readonly sha256?: string;
  /** Plain data, environment variables filled in; undefined when the text could not be read. */
  readonly data: unknown;
  readonly problems: readonly ConfigProblem[];
  /** What the environment filled in, and what messages show in its place. */
  readonly masks: ReadonlyMap<string, string>;
  /** Line and column of a value, of its key, or of the nearest parent that exists. */
  locate(path: KeyPath, what?: "key" | "value"): { line?: number; column?: number };
  /** The text a scalar was written as, before YAML gave it a type. */
  written(path: KeyPath): string | undefined;
  /** Whether a value came, wholly or in part, from the environment. */
  fromEnvironment(path: KeyPath): boolean;
  /** Whether a value is reported already, so that nothing more can be said of it. */
  isBroken(path: KeyPath): boolean;
}

/** Reads a config file; a file that cannot be read becomes a problem, not an exception. */
export function readSource(file: string, environment: Environment): ConfigSource {
  const read = readText(file, {
    allowed: "a YAML or JSON file",
    fix: "name one with --config FILE, or make one with: byoc init",
  });
  if (read.text === undefined) return unreadable(file, read.problem);
  return { ...parseSource(file, read.text, environment), sha256: read.sha256 };
}

/** Parses the text of a config file; no text of any kind makes it throw. */
export function parseSource(file: string, text: string, environment: Environment): ConfigSource {
  const lines = new LineCounter();
  try {
    return readDocuments(file, text, documentsOf(text, lines), lines, environment);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return unreadable(file, { ...placeAt(lines, error.offset), ...TOO_DEEP });
  }
}

function readDocuments(
  file: string,
  text: string,
  documents: readonly Document.Parsed[],
  lines: LineCounter,
  environment: Environment,
): ConfigSource {
  const document = documents[0];
  if (!document || isEmpty(document)) {
    return unreadable(file, {
      code: "yaml",
      message: "the file is empty",
      allowed: "a mapping that begins with version: 1",
      fix: "byoc init writes one",
    });
  }
  const problems: ConfigProblem[] = [];
  const report: TellAt = (offset, problem) => {
    problems.push({ severity: "error", file, ...placeAt(lines, offset), ...problem });
  };
  if (documents[1]) {
    const count =
      documents.length > MOST_DOCUMENTS ? `more than ${MOST_DOCUMENTS}` : documents.length;
    report(documents[1].contents?.range[0] ?? documents[1].range[0], {
      code: "documents",
      message: `the file holds ${count} YAML documents`,
      allowed: "one",
      fix: "put each deployment in a file of its own and repeat --config",
    });
  }
  // The errors behind the first one are its consequences more often than not, unless each spoils
  // nothing but the value that it stands in.
  const { errors } = document;
  const readable = errors.length < MOST_PROBLEMS && errors.every(isLocal);
  for (const error of readable ? errors : errors.slice(0, 1)) {
    report(error.pos[0], yamlFinding(error));
  }
  const spoiled = readable ? errors.map(({ pos }) => pos[0]) : [];
  const screened = screen(document, environment, spoiled, readable ? report : () => {});
  const nodes = new Nodes(document, screened.targets);
  const values = nodes.nodeAt(HELM_VALUES);
  if (readable && values) checkHelmValues(values, HELM_VALUES, text, screened, report);
  return {
    file,
    data: readable && !screened.fatal ? dataOf(document, screened, report) : undefined,
    problems,
    masks: screened.masks,
    locate: (path, what = "value") => placeAt(lines, nodes.offsetOf(path, what)),
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

function dataOf(
  document: Document.Parsed,
  { firstAlias, targets }: Screened,
  report: TellAt,
): unknown {
  try {
    return plainData(document.contents, targets);
  } catch (error) {
    if (!(error instanceof TooManyAliases)) throw error;
    report(firstAlias, {
      code: "alias",
      message: "aliases expand too often",
      allowed: `at most ${MOST_ALIASES} expansions`,
      fix: "write the values out",
    });
    return undefined;
  }
}

function unreadable(file: string, problem: Omit<ConfigProblem, "severity" | "file">): ConfigSource {
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
