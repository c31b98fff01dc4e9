import type { PermissionDiff } from "./diff";
import { renderMarkdown } from "./render-markdown";
import { renderText } from "./render-text";

export type DiffFormat = "text" | "markdown" | "json";

/** A difference as people or programs read it; ends with a line feed. */
export function renderDiff(
  diff: PermissionDiff,
  format: DiffFormat,
  { colour }: { readonly colour: boolean },
): string {
  if (format === "json") return `${JSON.stringify(diff, null, 2)}\n`;
  return format === "markdown" ? renderMarkdown(diff) : renderText(diff, colour);
}
