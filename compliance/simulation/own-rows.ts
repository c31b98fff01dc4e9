import { readRows } from "./read-rows";
import type { SimulationRow } from "./row";
import { SIMULATION_TABLE } from "./table";

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
