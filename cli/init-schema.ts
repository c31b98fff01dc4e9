import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Where the schema lies: in a clone, or in the package installed beside the config. */
const PLACES = [
  join("schema", "byoc.schema.json"),
  join("node_modules", "zilliz-byoc-cdktf", "schema", "byoc.schema.json"),
];
/** What `byoc schema` is written to elsewhere. */
export const OWN_SCHEMA = "byoc.schema.json";

/** Where an editor finds the schema of a config file, from the file's folder: `./schema/…`. */
export function schemaFor(file: string): string {
  const folder = dirname(resolve(file));
  for (let above = folder; ; above = dirname(above)) {
    const found = PLACES.map((place) => join(above, place)).find((path) => existsSync(path));
    if (found !== undefined) return asLink(relative(folder, found));
    if (dirname(above) === above) return `./${OWN_SCHEMA}`;
  }
}

function asLink(path: string): string {
  const link = path.split(sep).join("/");
  return link.startsWith("../") ? link : `./${link}`;
}
