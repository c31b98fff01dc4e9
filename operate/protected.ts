import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, parsedJson, valueAt } from "../text/record";
import type { Stack } from "./stacks";

/** Addresses in a stack's folder that refuse to be destroyed (`prevent_destroy`). */
export function protectedIn({ folder }: Stack): string[] {
  const file = parsedJson(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  return entries(valueAt(file, ["resource"])).flatMap(([type, named]) =>
    entries(named)
      .filter(([, resource]) => valueAt(resource, ["lifecycle", "prevent_destroy"]) === true)
      .map(([name]) => `${type}.${name}`),
  );
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
