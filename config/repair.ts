import { isRecord, valueAt } from "../text/record";
import { configSchema, type Config, type FilledConfig } from "./schema";
import { schemaAt } from "./schema-at";
import type { KeyPath } from "./show";

/** More than the schema has levels: each round may uncover the next level's problems. */
const MOST_ROUNDS = 12;

/** A config that the schema accepts, as it is written and with the schema's defaults. */
export interface Accepted {
  readonly written: Config;
  readonly filled: FilledConfig;
}

/** What the schema has filled, beside what it was made of. */
export function accepted(data: object, filled: FilledConfig): Accepted {
  return { written: data as Config, filled };
}

/**
 * Makes a config that the schema accepts out of one that it refuses, so that the rules can look at
 * the rest of it and all problems are told at once: what is wrong or unknown is dropped, what is
 * needed is filled with the schema's own example. Problems found at repaired places are not real.
 */
export function repair(data: object): Accepted | undefined {
  const copy = structuredClone(data);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = configSchema.safeParse(copy);
    if (result.success) return accepted(copy, result.data);
    const mended = new Set<string>();
    for (const issue of result.error.issues) {
      const path = issue.path as KeyPath;
      // One value may have several problems; mending it twice would tear down its surroundings.
      if (mended.has(JSON.stringify(path)) && issue.code !== "unrecognized_keys") continue;
      mended.add(JSON.stringify(path));
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) remove(copy, [...path, key]);
      } else {
        mend(copy, path);
      }
    }
  }
  return undefined;
}

/** Fills in what is needed, drops what is not; without an example, what it lies in. */
function mend(data: object, path: KeyPath): void {
  const place = schemaAt(path, data);
  const parent = valueAt(data, path.slice(0, -1));
  if (place && !place.optional && place.example !== undefined && isRecord(parent)) {
    Reflect.set(parent, String(path.at(-1)), structuredClone(place.example));
  } else if (valueAt(data, path) !== undefined) {
    remove(data, path);
  } else if (path.length > 1) {
    remove(data, path.slice(0, -1));
  }
}

function remove(data: object, path: KeyPath): void {
  const parent = valueAt(data, path.slice(0, -1));
  if (Array.isArray(parent)) parent.length = 0;
  else if (isRecord(parent)) Reflect.deleteProperty(parent, String(path.at(-1)));
}
