import { join, resolve } from "node:path";
import { MANIFEST, objectIn } from "../files/manifest";
import { near } from "../text/near";
import { ProblemError, usageProblem } from "../text/problem";
import { valueAt } from "../text/record";
import { entriesOf, fileIn, listAt, resourcesOf } from "./made";

/** A synthesized stack in an output folder. */
export interface Stack {
  readonly id: string;
  /** Where Terraform runs for it; absolute. */
  readonly folder: string;
  /** Ids of the stacks that must be applied before it. */
  readonly needs: readonly string[];
}

/** The stacks that the manifest of an output folder names, in an order that can be applied. */
export function stacksIn(out: string): Stack[] {
  return entriesOf(objectIn(join(out, MANIFEST))?.["stacks"]).map(([id, stack]) => ({
    id,
    folder: resolve(out, "stacks", id),
    needs: listAt(stack, "dependencies").filter((need) => typeof need === "string"),
  }));
}

/**
 * The ids that patterns name, in their own order; all where there is no pattern.
 *
 * @param patterns ids, in which `*` stands for any characters and `?` for one.
 * @throws ProblemError with every pattern that names none.
 */
export function chosen(ids: readonly string[], patterns: readonly string[]): ReadonlySet<string> {
  if (patterns.length === 0) return new Set(ids);
  const found = patterns.map((pattern) => ids.filter((id) => matches(id, pattern)));
  const problems = patterns
    .filter((_, index) => found[index]!.length === 0)
    .map((pattern) => {
      const meant = near(pattern, ids);
      return usageProblem(`stack ${pattern}`, "no stack of this run has that id", {
        allowed: ids.length > 0 ? `${ids.join(", ")}, or a pattern such as '*-project'` : "none",
        ...(meant !== undefined && { fix: `write ${meant}` }),
      });
    });
  if (problems.length > 0) throw new ProblemError(problems);
  return new Set(ids.filter((id) => found.some((one) => one.includes(id))));
}

function matches(id: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(id);
}

/** Addresses in a stack's folder that refuse to be destroyed (`prevent_destroy`). */
export function protectedIn(stack: Stack): string[] {
  return resourcesOf({ json: fileIn(stack) })
    .filter(({ values }) => valueAt(values, ["lifecycle", "prevent_destroy"]) === true)
    .map(({ address }) => address);
}
