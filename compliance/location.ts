import type { RuleResult } from "./finding";
import { cachedOf } from "../text/cache";
import type { Input } from "../terraform/model";

/** Line of what a result is about: of the attribute, else of what it lies in, else of the resource. */
export function lineOf(result: RuleResult, inputs: readonly Input[]): number | undefined {
  const { resource, attribute } = result;
  const file = resource?.file ?? result.file;
  const input = file === undefined ? undefined : byFile(inputs).get(file);
  if (!input) return resource?.line;
  if (resource && input.isOneLine) return 1;
  if (attribute !== undefined) {
    const base = resource ? resource.pointer : "";
    let pointer = base + steps(attribute);
    // An attribute that is not set has no line; the block that lacks it has.
    for (; pointer.length > base.length; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
      const line = input.lineOf(pointer);
      if (line !== undefined) return line;
    }
  }
  return resource?.line ?? (resource ? input.lineOf(resource.pointer) : undefined);
}

const byFile = cachedOf((inputs: readonly Input[]) => {
  // Of several inputs of one name the first one counts.
  return new Map([...inputs].reverse().map((input) => [input.file, input]));
});

/** `inline_policy[0].policy` as a JSON pointer. */
function steps(attribute: string): string {
  if (attribute.startsWith("/")) return attribute;
  const parts = attribute.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  return parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
