import { inert } from "../text/lines";
import type { PermissionDiff } from "./diff";
import { renderMarkdown } from "./render-markdown";
import { renderText } from "./render-text";

export type DiffFormat = "text" | "markdown" | "json";

/** A difference as people or programs read it, no line a command to CI runners; ends with a line feed. */
export function renderDiff(
  diff: PermissionDiff,
  format: DiffFormat,
  { colour }: { readonly colour: boolean },
): string {
  if (format === "json") return inert(`${JSON.stringify(diff, null, 2)}\n`);
  return inert(format === "markdown" ? renderMarkdown(diff) : renderText(diff, colour));
}
