import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackFile } from "../../../review/stack-file";
import type { JsonObject } from "../../../hcl/json";

const EXAMPLES = join(__dirname, "..", "..", "..", "examples");

export interface Example {
  /** `minimal acme-dev-project`. */
  readonly title: string;
  readonly stack: StackFile;
}

/** Every stack of every example, as it is committed. */
export function examples(): Example[] {
  return readdirSync(EXAMPLES).flatMap((name) => {
    const folder = join(EXAMPLES, name, "golden");
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(".tf.json"))
      .map((file) => {
        const id = file.replace(".tf.json", "");
        const json = JSON.parse(readFileSync(join(folder, file), "utf8")) as JsonObject;
        return { title: `${name} ${id}`, stack: stackOf(json, id) };
      });
  });
}

/** Whether a stack needs other providers than that of AWS. */
export function isRelease({ json }: StackFile): boolean {
  return "helm" in (json as any).terraform.required_providers;
}

/** A stack with this content; what else is told of it goes into comments only. */
export function stackOf(json: JsonObject, id = "acme-project"): StackFile {
  return { id, section: "project", document: "create-bucket-and-role", deployment: "acme", json };
}
