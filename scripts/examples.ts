import { readdirSync } from "node:fs";
import { join } from "node:path";

/** External ID for examples that read it from the environment. */
export const EXAMPLE_ENVIRONMENT = { ZILLIZ_EXTERNAL_ID: "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" };

export interface Example {
  readonly name: string;
  /** Config files of one run, in the order of their names. */
  readonly files: readonly string[];
}

/** Every folder under `examples/`, relative to the project's own. */
export function examples(): Example[] {
  return readdirSync("examples", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      files: readdirSync(join("examples", name))
        .filter((file) => file.endsWith(".yaml"))
        .sort()
        .map((file) => join("examples", name, file)),
    }));
}
