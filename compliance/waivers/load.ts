import { ConfigError, type ConfigProblem } from "../../config/problem";
import { readText } from "../../config/read-text";
import { plainSource } from "../plain-source";
import { schemaProblems } from "../schema-problems";
import { waiverFileSchema, waiverSchema, type Waiver } from "./schema";

/**
 * Reads waiver files.
 *
 * @throws ConfigError with every problem of every file.
 */
export function loadWaivers(files: readonly string[]): Waiver[] {
  return collect(
    files.map((file) => {
      const read = readText(file, { allowed: "a YAML or JSON file of waivers" });
      if (read.text !== undefined) return parse(file, read.text);
      return { problems: [{ severity: "error" as const, file, ...read.problem }] };
    }),
  );
}

/**
 * Reads the text of one waiver file.
 *
 * @throws ConfigError with every problem of it.
 */
export function parseWaivers(file: string, text: string): Waiver[] {
  return collect([parse(file, text)]);
}

interface Parsed {
  readonly waivers?: readonly Waiver[];
  readonly problems: readonly ConfigProblem[];
}

function collect(parsed: readonly Parsed[]): Waiver[] {
  const problems = parsed.flatMap((file) => file.problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return parsed.flatMap(({ waivers = [] }) => waivers);
}

function parse(file: string, text: string): Parsed {
  const source = plainSource(file, text);
  if (source.data === undefined) return source;
  const result = waiverFileSchema.safeParse(source.data);
  if (!result.success) {
    const problems = schemaProblems(source, result.error.issues, (path) =>
      path.length === 0
        ? { what: "a waiver file", shape: waiverFileSchema.shape }
        : { what: "a waiver", shape: waiverSchema.shape },
    );
    return { problems };
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
