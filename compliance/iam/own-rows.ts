import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { ProblemError, type Problem } from "../../text/problem";
import { SIMULATION_TABLE } from "./simulation-table";
import type { SimulationRow } from "./simulation/row";

const ROLES = [...new Set(SIMULATION_TABLE.map(({ role }) => role))];
const values = z.union([z.string(), z.array(z.string())]);

const file = z.strictObject({
  version: z.literal(1),
  rows: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "holds lower case letters, digits and hyphens"),
      role: z.enum(ROLES),
      principal: z.string().optional(),
      action: z.string().regex(/^[\w-]+:\w+$/, "is one action, such as s3:GetObject"),
      resource: z.string().optional(),
      context: z.record(z.string(), values).optional(),
      expected: z.enum(["allowed", "denied"]),
      why: z.string().min(1),
    }),
  ),
});

/**
 * Rows of the user's own: who must, or must not, be able to do what. Templates as in the table:
 * `{account}`, `{bucket}`, `{storageRole}`.
 *
 * @throws ProblemError with everything that is wrong with the file.
 */
export function ownRows(name: string, text: string): readonly SimulationRow[] {
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    throw new ProblemError([problem(name, `is not YAML: ${error.message.split("\n")[0]}`)]);
  }
  const result = file.safeParse(data);
  const taken = new Set(SIMULATION_TABLE.map(({ id }) => id));
  const problems = result.success
    ? result.data.rows.flatMap(({ id }) => {
        if (!taken.has(id)) {
          taken.add(id);
          return [];
        }
        return [problem(name, `the id ${id} is used already`, "rows")];
      })
    : result.error.issues.map(({ path, message }) =>
        problem(name, message, path.join(".") || undefined),
      );
  if (problems.length > 0) throw new ProblemError(problems);
  return result.success ? result.data.rows : [];
}

function problem(file: string, message: string, path?: string): Problem {
  return { code: "rows", severity: "error", file, path, message };
}
