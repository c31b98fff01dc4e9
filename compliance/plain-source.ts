import { isScalar, LineCounter, parseDocument, visit, type Document } from "yaml";
import { keyText, Nodes } from "../config/nodes";
import type { Problem } from "../config/problem";
import type { Source } from "../config/source";
import { cutAtErrors } from "../config/yaml-cut";
import { yamlFinding } from "../config/yaml-errors";

/** Enough for shared owners and reasons, too few for an alias bomb. */
const MOST_ALIASES = 100;

type Place = Omit<Problem, "severity" | "file" | "line" | "column">;

/**
 * YAML or JSON as the config's reader would give it, but as it is written: policies, addresses and
 * keys of findings may hold `${…}`, which a config may not, and nothing comes from the environment.
 */
export function plainSource(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = documentOf(text, lines);
  const nodes = document && new Nodes(document, new Map());
  const problems: Problem[] = [];
  const report = (offset: number, problem: Place) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ severity: "error", file, line, column: col, ...problem });
  };
  let data: unknown;
  const [error] = document?.errors ?? [];
  if (!document)
    report(0, { code: "yaml", message: "is nested too deeply", allowed: "a few levels" });
  else if (error) report(error.pos[0], yamlFinding(error));
  else {
    const repeated = repeatedKeys(document);
    for (const offset of repeated) report(offset, REPEATED);
    if (repeated.length === 0) data = plain(document, report);
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
    return parseDocument(cutAtErrors(text), {
      lineCounter: lines,
      // Below; the parser would compare each key with every other.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    });
  } catch (error) {
    // The only exception that the parser leaves to its caller: nesting that exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

const REPEATED = {
  code: "duplicate-key",
  message: "a key stands twice in the same mapping",
  allowed: "each key once",
  fix: "remove one of them",
} as const;

/** Offsets of keys that stand there for the second time: only the last would be seen. */
export function repeatedKeys(document: Document.Parsed): readonly number[] {
  const found: number[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const pair of map.items) {
        if (!isScalar(pair.key)) continue;
        const key = keyText(pair);
        if (seen.has(key)) found.push(pair.key.range?.[0] ?? 0);
        seen.add(key);
      }
    },
  });
  return found;
}

function plain(
  document: Document.Parsed,
  report: (offset: number, problem: Place) => void,
): unknown {
  try {
    // An empty file is a mapping without its keys: the messages say what it needs.
    return (document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown) ?? {};
  } catch {
    report(0, {
      code: "alias",
      message: "an alias stands for nothing, or aliases expand too often",
      allowed: `anchors that stand before their aliases, at most ${MOST_ALIASES} expansions`,
      fix: "write the values out",
    });
    return undefined;
  }
}
