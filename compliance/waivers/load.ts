import { readFileSync } from "node:fs";
import { LineCounter, parseDocument, type Document } from "yaml";
import { Nodes } from "../../config/nodes";
import { ConfigError, type Problem } from "../../config/problem";
import { Report, valueAt } from "../../config/report";
import type { Path, Source } from "../../config/source";
import { yamlFinding } from "../../config/yaml-errors";
import { systemReason } from "../../text/system-error";
import { isScalar } from "yaml";
import { waiverFileSchema, type Waiver } from "./schema";
import { unknownKey, waiverProblem } from "./words";

/** Enough for shared owners and reasons, too few for an alias bomb. */
const MOST_ALIASES = 100;

/**
 * Reads waiver files.
 *
 * @throws ConfigError with every problem of every file.
 */
export function loadWaivers(files: readonly string[]): Waiver[] {
  return collect(
    files.map((file) => {
      try {
        return parse(file, new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file)));
      } catch (error) {
        return { problems: [unreadable(file, error)] };
      }
    }),
  );
}

/** The same for the text of one file. */
export function parseWaivers(file: string, text: string): Waiver[] {
  return collect([parse(file, text)]);
}

interface Parsed {
  readonly waivers?: readonly Waiver[];
  readonly problems: readonly Problem[];
}

function collect(parsed: readonly Parsed[]): Waiver[] {
  const problems = parsed.flatMap((file) => file.problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return parsed.flatMap((file) => file.waivers ?? []);
}

function parse(file: string, text: string): Parsed {
  const source = sourceOf(file, text);
  if (source.data === undefined) return source;
  const result = waiverFileSchema.safeParse(source.data);
  if (!result.success) {
    const report = new Report(source);
    for (const issue of result.error.issues) {
      const path = issue.path as Path;
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) report.error([...path, key], unknownKey(key, path));
      } else {
        report.error(path, waiverProblem(issue, valueAt(source.data, path)));
      }
    }
    return report;
  }
  return {
    problems: [],
    waivers: result.data.waivers.map((entry, index) => ({
      ...entry,
      kind: entry.kind ?? "accepted-risk",
      origin: "file",
      at: { file, line: source.locate(["waivers", index]).line },
    })),
  };
}

/**
 * The file as the config's reader would give it, but as it is written: addresses and keys of
 * findings may hold `${…}`, which a config may not, and nothing comes from the environment.
 */
function sourceOf(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = documentOf(text, lines);
  const nodes = document && new Nodes(document, new Map());
  const [error] = document?.errors ?? [];
  const problems: Problem[] = [];
  let data: unknown;
  if (error || !document) {
    const { line, col } = lines.linePos(error?.pos[0] ?? 0);
    const finding = error
      ? yamlFinding(error)
      : { code: "yaml" as const, message: "is nested too deeply", allowed: "a few levels" };
    problems.push({ severity: "error", file, line, column: col, ...finding });
  } else {
    try {
      // An empty file is a mapping without its keys: the messages say what it needs.
      data = (document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown) ?? {};
    } catch {
      problems.push({
        severity: "error",
        file,
        code: "alias",
        message: "an alias stands for nothing, or aliases expand too often",
        allowed: `anchors that stand before their aliases, at most ${MOST_ALIASES} expansions`,
        fix: "write the values out",
      });
    }
  }
  return {
    file,
    data,
    problems,
    masks: new Map(),
    locate(path, what = "value") {
      const { line, col } = lines.linePos(nodes?.offsetOf(path, what) ?? 0);
      return { line, column: col };
    },
    written(path) {
      const node = nodes?.nodeAt(path);
      return isScalar(node) ? node.source : undefined;
    },
    fromEnvironment: () => false,
    isBroken: () => false,
  };
}

function documentOf(text: string, lines: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
  } catch (error) {
    // The only exception that the parser leaves to its caller: nesting that exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function unreadable(file: string, error: unknown): Problem {
  return {
    code: "file",
    severity: "error",
    file,
    message: systemReason(error, "read") ?? "is not UTF-8 text",
    allowed: "a YAML or JSON file of waivers",
  };
}
