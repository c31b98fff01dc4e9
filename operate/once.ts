import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parsedJson, valueAt } from "../text/record";

/**
 * Lets `terraform init` of folders run side by side, but for the first of each set of providers:
 * that one fills the plugin cache, which is not safe where several fill it at once.
 */
export function oneAtFirst(
  init: (folder: string) => Promise<void>,
): (folder: string) => Promise<void> {
  const first = new Map<string, Promise<void>>();
  return async (folder) => {
    const key = providersOf(folder);
    const before = first.get(key);
    const run =
      before === undefined ? init(folder) : before.catch(() => {}).then(() => init(folder));
    if (before === undefined) first.set(key, run);
    await run;
  };
}

function providersOf(folder: string): string {
  const text = readFileSync(join(folder, "cdk.tf.json"), "utf8");
  return JSON.stringify(valueAt(parsedJson(text), ["terraform", "required_providers"]));
}
