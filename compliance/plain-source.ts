import { isScalar, LineCounter, visit, type Document } from "yaml";
import { keyText, Nodes, placeAt, startOf } from "../config/nodes";
import type { ConfigProblem } from "../config/problem";
import type { TellAt } from "../config/screen";
import type { ConfigSource } from "../config/source";
import { documentsOf, TOO_DEEP, TooDeep } from "../config/yaml-documents";
import { yamlFinding } from "../config/yaml-errors";

/** Enough for shared owners and reasons, too few for an alias bomb. */
const MOST_ALIASES = 100;

/**
 * YAML or JSON as the config's reader would give it, but as it is written: policies, addresses and
 * keys of findings may hold `${…}`, which a config may not, and nothing comes from the environment.
 */
export function plainSource(file: string, text: string): ConfigSource {
  const lines = new LineCounter();
  const problems: ConfigProblem[] = [];
  const report: TellAt = (offset, problem) => {
    problems.push({ severity: "error", file, ...placeAt(lines, offset), ...problem });
  };
  const document = documentIn(text, lines, report);
  // An empty file is a mapping without its keys: the messages say what it needs.
  const plain = document ? plainOf(document, report) : {};
  const nodes = document && new Nodes(document, new Map());
  return {
    file,
    data: problems.length > 0 ? undefined : plain,
    problems,
    masks: new Map(),
    locate: (path, what = "value") => placeAt(lines, nodes?.offsetOf(path, what) ?? 0),
    written(path) {
      const node = nodes?.nodeAt(path);
      return isScalar(node) ? node.source : undefined;
    },
    fromEnvironment: () => false,
    isBroken: () => false,
  };
}

/** The only document of a text; undefined where it holds none, or none that can be read. */
function documentIn(text: string, lines: LineCounter, report: TellAt): Document.Parsed | undefined {
  try {
    const [document, second] = documentsOf(text, lines);
    const [error] = document?.errors ?? [];
    if (error) report(error.pos[0], yamlFinding(error));
    else if (second) report(second.range[0], SEVERAL);
    return document;
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    report(error.offset, TOO_DEEP);
    return undefined;
  }
}

const SEVERAL = {
  code: "documents",
  message: "a second YAML document begins here",
  allowed: "one",
  fix: "put it into a file of its own",
} as const;

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
        if (seen.has(key)) found.push(startOf(pair.key));
        seen.add(key);
      }
    },
  });
  return found;
}

function plainOf(document: Document.Parsed, report: TellAt): unknown {
  if (document.errors.length > 0) return undefined;
  for (const offset of repeatedKeys(document)) report(offset, REPEATED);
  try {
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
