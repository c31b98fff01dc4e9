import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readRows } from "../compliance/simulation/read-rows";
import { ASKED } from "../compliance/simulation/row";

const FOLDER = "compliance/simulation/rows";

/** The rows of the simulation as JSON, a row on a line: no YAML is read when somebody checks. */
export function simulationTable(): string {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".yaml"))
    .sort();
  const order = [...ASKED.keys()];
  const rows = readRows(files.map((name) => join(FOLDER, name))).toSorted(
    (a, b) => order.indexOf(a.role) - order.indexOf(b.role),
  );
  return `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}
