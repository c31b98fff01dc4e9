import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
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

/** A file of rows that cannot be used; tells everything that is wrong with it. */
export class RowsError extends Error {
  override readonly name = "RowsError";
}

/**
 * Rows of the user's own: who must, or must not, be able to do what. Templates as in the table:
 * `{account}`, `{bucket}`, `{storageRole}`.
 *
 * @throws RowsError
 */
export function ownRows(name: string, text: string): readonly SimulationRow[] {
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    throw new RowsError(`${name} is not YAML: ${error.message.split("\n")[0]}`);
  }
  const result = file.safeParse(data);
  const taken = new Set(SIMULATION_TABLE.map(({ id }) => id));
  const problems = result.success
    ? result.data.rows.flatMap(({ id }) => {
        if (!taken.has(id)) {
          taken.add(id);
          return [];
        }
        return [`rows: the id ${id} is used already`];
      })
    : result.error.issues.map(({ path, message }) => `${path.join(".") || "file"}: ${message}`);
  if (problems.length > 0) throw new RowsError([`${name}:`, ...problems].join("\n  "));
  return result.success ? result.data.rows : [];
}
