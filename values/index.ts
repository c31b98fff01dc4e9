import type { ReleaseSettings } from "../config/release";
import type { ReleaseContext } from "./context";
import { settingsValues } from "./preset";
import { releaseProblems, type ReleaseProblem } from "./problems";
import { mergeValues, type Values } from "./values";

export { releaseContext, type ReleaseContext } from "./context";
export { releaseProblems, type ReleaseProblem } from "./problems";
export { fixedValues } from "./volumes";
export { renderValues, type Values } from "./values";

/** Helm values of a release: preset, settings, then the user's own; and what to know of them. */
export function milvusValues(
  context: ReleaseContext,
  release: ReleaseSettings,
): { values: Values; warnings: ReleaseProblem[] } {
  return {
    values: mergeValues(settingsValues(context, release), release.values),
    warnings: releaseProblems(context, release).filter(({ severity }) => severity === "warning"),
  };
}
