import { externalIdsIn } from "../terraform/external-ids";
import type { Model } from "../terraform/model-view";
import { inert } from "../text/lines";
import { maskFields, maskOf, sentenceMaskOf } from "../text/mask";
import { bucketChanges } from "./buckets";
import type { ChangeDirection, PermissionDiff, Sides, SubjectChanges } from "./diff";
import { holderChanges } from "./holders-diff";
import { identityProviderChanges } from "./identity-providers";
import { keyChanges } from "./keys";
import { managedPolicyChanges } from "./managed-policies";
import { sortDiff } from "./order";
import { otherPolicyChanges } from "./other-policies";
import { renderMarkdown } from "./render-markdown";
import { renderText } from "./render-text";
import { serviceAccountChanges } from "./service-accounts";
import { gapChanges, uncomparedChanges } from "./uncompared";

export { diffExitCode } from "./diff";
export type { PermissionChange, PermissionDiff } from "./diff";
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
  return maskDiff(sortDiff({ version: 1, summary, subjects }), models);
}

/**
 * Takes out every external ID and credential that one of the files holds: the one place that says
 * which of its texts come from them.
 */
function maskDiff(diff: PermissionDiff, { before, after }: Sides<Model>): PermissionDiff {
  const ids = [...before.inputs, ...after.inputs].flatMap(externalIdsIn);
  const [name, sentence] = [maskOf(ids), sentenceMaskOf(ids)];
  return {
    ...diff,
    subjects: diff.subjects.map((subject) => ({
      ...maskFields(subject, name, "label", "name", "address", "previously"),
      changes: subject.changes.map((change) => ({
        ...maskFields(maskFields(change, sentence, "text"), name, "principals", "resources"),
        conditions: maskFields(change.conditions, sentence, "before", "after"),
        because: change.because.map((one) => maskFields(one, name, "policy", "statement")),
      })),
    })),
  };
}

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
