import type { Model } from "../terraform/model-view";
import { inert } from "../text/lines";
import { bucketChanges } from "./buckets";
import type { ChangeDirection, PermissionDiff, SubjectChanges } from "./diff";
import { grantChanges } from "./grants";
import { holderChanges } from "./holders-diff";
import { identityProviderChanges } from "./identity-providers";
import { keyChanges } from "./keys";
import { managedPolicyChanges } from "./managed-policies";
import { maskedDiff } from "./masked";
import { sortDiff } from "./order";
import { otherPolicyChanges } from "./other-policies";
import { WHAT } from "./page";
import { renderMarkdown } from "./render-markdown";
import { renderText } from "./render-text";
import { serviceAccountChanges } from "./service-accounts";
import { gapChanges, uncomparedChanges } from "./uncompared";

export { diffExitCode, type PermissionChange, type PermissionDiff } from "./diff";
export { changePage } from "./page";
export { permissionDiffSchema } from "./schema";

/**
 * What somebody may do in `after` and could not in `before`, and the reverse. Sound: what is
 * gained is reported, or it is reported that it cannot be told. Not complete: a right that only
 * several statements of the other side give together may be reported although nothing changed.
 */
export function permissionChanges(before: Model, after: Model): PermissionDiff {
  const models = { before, after };
  const subjects = [
    holderChanges,
    managedPolicyChanges,
    bucketChanges,
    keyChanges,
    grantChanges,
    otherPolicyChanges,
    identityProviderChanges,
    serviceAccountChanges,
    uncomparedChanges,
    gapChanges,
  ]
    .flatMap((changes): readonly SubjectChanges[] => changes(models))
    .filter(({ changes }) => changes.length > 0);
  const count = (direction: ChangeDirection) =>
    subjects.flatMap(({ changes }) => changes.filter((one) => one.direction === direction)).length;
  const summary = { gained: count("gained"), lost: count("lost"), undecided: count("undecided") };
  return maskedDiff(sortDiff({ version: 1, summary, subjects }), models);
}

/** Forms of a difference that are made of it alone; a page needs both models as well. */
type DiffFormat = "text" | "markdown" | "json";

/** A difference as people or programs read it, no line a command to CI runners; ends with a line feed. */
export function renderDiff(
  diff: PermissionDiff,
  format: DiffFormat,
  { colour }: { readonly colour: boolean },
): string {
  if (format === "json") return inert(`${JSON.stringify(diff, null, 2)}\n`);
  return inert(format === "markdown" ? renderMarkdown(diff) : renderText(diff, colour));
}

/** How files with a difference begin. */
const BEGINNINGS: readonly RegExp[] = [
  /^\{\s*"version": 1,\s*"summary": \{\s*"gained"/, // json
  /^## \S+ Permissions\n/, // markdown
  new RegExp(`^<!doctype html>[^]*<title>[^<]*: ${WHAT}</title>`),
];
const TEXT_END = /(^|\n)(no permission changed|gained \d+, lost \d+, undecided \d+)\s*$/;

/** Whether a file is a difference that was written earlier, by its first and last bytes; it may be replaced. */
export function isDiff(start: string, end: string): boolean {
  return BEGINNINGS.some((pattern) => pattern.test(start)) || TEXT_END.test(end);
}
