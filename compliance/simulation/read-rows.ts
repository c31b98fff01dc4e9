import { z } from "zod";
import { ConfigError, type ConfigProblem } from "../../config/problem";
import type { KeyPath } from "../../config/show";
import { readText } from "../../config/read-text";
import { plainSource } from "../plain-source";
import { type SchemaPart, schemaProblems } from "../schema-problems";
import { ASKED, type SimulationRow } from "./row";
import { SIMULATION_TABLE } from "./table";

/** A text that follows a pattern; what it holds is told where it does not. */
const like = (pattern: RegExp, allowed: string) =>
  z.string().refine((text) => pattern.test(text), {
    params: { finding: { code: "value", message: "is not accepted", allowed } },
  });

/** Of one call; each is a question of its own, and a row counts as one. */
const MOST_RESOURCES = 10;

const targetShape = {
  resource: z.string().meta({ description: "ARN of what is asked for", examples: ["*"] }),
  context: z
    .record(
      z.string(),
      z.union([z.string(), z.array(z.string())]).describe("a text, or a list of texts"),
    )
    .optional()
    .describe("condition keys with a text, or a list of texts, each"),
};

const targetSchema = z.strictObject(targetShape);

const rowSchema = z.strictObject({
  id: like(/^[a-z0-9][a-z0-9-]*$/, "lower case letters, digits and hyphens").meta({
    description: "a name of its own: lower case letters, digits and hyphens",
    examples: ["no-bucket-policy"],
  }),
  role: z.enum([...ASKED.keys()]).meta({
    description: `who is asked about: ${[...ASKED.keys()].join(", ")}`,
    examples: ["storage"],
  }),
  edition: z
    .enum(["documented", "current"])
    .optional()
    .describe("documented or current, where the two texts differ"),
  principal: z.string().optional().describe("ARN of who asks"),
  action: like(/^[\w-]+:\w+$/, "one action, such as s3:GetObject").meta({
    description: "one action, such as s3:GetObject",
    examples: ["s3:GetObject"],
  }),
  resource: targetShape.resource.optional(),
  together: z
    .array(targetSchema)
    .min(1)
    .max(MOST_RESOURCES)
    .optional()
    .describe(`1 to ${MOST_RESOURCES} resources that one call needs, each with its context`),
  context: targetShape.context,
  alone: z
    .literal(true)
    .optional()
    .describe("true, to ask the role's policies without its boundary"),
  expected: z
    .enum(["allowed", "denied"])
    .meta({ description: "allowed or denied", examples: ["denied"] }),
  why: z
    .string()
    .min(1)
    .meta({ description: "why it should be so", examples: ["nobody needs it"] }),
});

/** What one call needs stands in one place. */
const unambiguous = rowSchema.refine(
  ({ together, resource, context }) => !together || (resource ?? context) === undefined,
  {
    path: ["together"],
    params: {
      finding: {
        code: "value",
        message: "stands beside resource or context",
        allowed: "together alone: each of its resources has its own context",
      },
    },
  },
);

const fileSchema = z.strictObject({
  version: z.literal(1).meta({ description: "version of the format", examples: [1] }),
  rows: z.array(unambiguous).describe("a list of rows"),
});

/**
 * Rows of the user's own, beside those of the table.
 *
 * @throws ConfigError with every problem of every file.
 */
export function loadRows(files: readonly string[]): readonly SimulationRow[] {
  return readRows(
    files,
    SIMULATION_TABLE.map(({ id }) => id),
  );
}

/**
 * Rows as people write them: who must, or must not, be able to do what. Files of at most 256 kB are
 * read.
 *
 * @param others ids that other rows have.
 * @throws ConfigError with every problem of every file.
 */
export function readRows(
  files: readonly string[],
  others: readonly string[] = [],
): readonly SimulationRow[] {
  const taken = new Set(others);
  const problems: ConfigProblem[] = [];
  const rows = files.flatMap((file): readonly SimulationRow[] => {
    const read = readText(file, { allowed: "a YAML or JSON file of rows" });
    if (read.text === undefined) {
      problems.push({ severity: "error", file, ...read.problem });
      return [];
    }
    return parse(file, read.text, taken, problems);
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return rows;
}

function parse(
  file: string,
  text: string,
  taken: Set<string>,
  problems: ConfigProblem[],
): readonly SimulationRow[] {
  const source = plainSource(file, text);
  problems.push(...source.problems);
  if (source.data === undefined) return [];
  const result = fileSchema.safeParse(source.data);
  if (!result.success) {
    problems.push(...schemaProblems(source, result.error.issues, (path) => partAt(path)));
    return [];
  }
  for (const [index, { id }] of result.data.rows.entries()) {
    if (taken.has(id)) {
      problems.push({
        code: "duplicate-name",
        severity: "error",
        file,
        ...source.locate(["rows", index, "id"]),
        path: `rows[${index}].id`,
        value: `"${id}"`,
        message: "is the id of another row",
        allowed: "an id that no row of this tool and no other of yours has",
      });
    }
    taken.add(id);
  }
  return result.data.rows;
}

function partAt(path: KeyPath): SchemaPart {
  if (path.length === 0) return { what: "a file of rows", shape: fileSchema.shape };
  return path[2] === "together" && path.length > 3
    ? { what: "a resource of together", shape: targetShape }
    : { what: "a row", shape: rowSchema.shape };
}
