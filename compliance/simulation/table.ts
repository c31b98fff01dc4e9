import type { SimulationRow } from "./row";
import table from "./table.json";

/**
 * What the roles of a deployment must be able to do, and what they must not: the documents as
 * questions with answers. A row that fails names a right that somebody lost or should not have.
 * `npm run generate` makes it of rows/.
 */
export const SIMULATION_TABLE = table as readonly SimulationRow[];
