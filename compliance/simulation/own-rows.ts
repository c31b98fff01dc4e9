import { z } from "zod";
import { ConfigError, type Problem } from "../../config/problem";
import { readText } from "../../config/read-text";
import { plainSource } from "../plain-source";
import { schemaProblems } from "../schema-problems";
import { SIMULATION_TABLE } from "./table";
import type { SimulationRow } from "./row";

const ROLES = [...new Set(SIMULATION_TABLE.map(({ role }) => role))];

/** A text that follows a pattern; what it holds is told where it does not. */
const like = (pattern: RegExp, allowed: string) =>
  z.string().refine((text) => pattern.test(text), {
    params: { finding: { code: "value", message: "is not accepted", allowed } },
  });

const rowSchema = z.strictObject({
  id: like(/^[a-z0-9][a-z0-9-]*$/, "lower case letters, digits and hyphens").meta({
    description: "a name of its own: lower case letters, digits and hyphens",
    examples: ["no-bucket-policy"],
  }),
  role: z
    .enum(ROLES)
    .meta({ description: `who is asked about: ${ROLES.join(", ")}`, examples: ["storage"] }),
  principal: z.string().optional().meta({ description: "ARN of who asks" }),
  action: like(/^[\w-]+:\w+$/, "one action, such as s3:GetObject").meta({
    description: "one action, such as s3:GetObject",
    examples: ["s3:GetObject"],
  }),
  resource: z.string().optional().meta({ description: "ARN of what is asked for" }),
  context: z
    .record(
      z.string(),
      z
        .union([z.string(), z.array(z.string())])
        .meta({ description: "a text, or a list of texts" }),
    )
    .optional()
    .meta({ description: "condition keys with a text, or a list of texts, each" }),
  expected: z
    .enum(["allowed", "denied"])
    .meta({ description: "allowed or denied", examples: ["denied"] }),
  why: z
    .string()
    .min(1)
    .meta({ description: "why it should be so", examples: ["nobody needs it"] }),
});

const fileSchema = z.strictObject({
  version: z.literal(1).meta({ description: "version of the format", examples: [1] }),
  rows: z.array(rowSchema).meta({ description: "a list of rows" }),
});

/**
 * Rows of the user's own: who must, or must not, be able to do what. Templates as in the table:
 * `{account}`, `{bucket}`, `{storageRole}`. Files of at most 256 kB are read.
 *
 * @throws ConfigError with every problem of every file.
 */
export function loadRows(files: readonly string[]): readonly SimulationRow[] {
  const taken = new Set(SIMULATION_TABLE.map(({ id }) => id));
  const problems: Problem[] = [];
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
  problems: Problem[],
): readonly SimulationRow[] {
  const source = plainSource(file, text);
  problems.push(...source.problems);
  if (source.data === undefined) return [];
  const result = fileSchema.safeParse(source.data);
  if (!result.success) {
    const found = schemaProblems(source, result.error.issues, (path) =>
      path.length === 0
        ? { what: "a file of rows", shape: fileSchema.shape }
        : { what: "a row", shape: rowSchema.shape },
    );
    problems.push(...found);
    return [];
  }
  for (const [index, { id }] of result.data.rows.entries()) {
    if (taken.has(id)) {
      const path = ["rows", index, "id"];
      problems.push({
        code: "duplicate-name",
        severity: "error",
        file,
        ...source.locate(path),
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
