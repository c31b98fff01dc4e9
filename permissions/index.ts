import type { Model } from "../terraform/model-view";
import { bucketChanges } from "./buckets";
import type { Direction, PermissionDiff } from "./diff";
import { holderChanges } from "./holders-diff";
import { identityProviderChanges } from "./identity-providers";
import { keyChanges } from "./keys";
import { managedPolicyChanges } from "./managed-policies";
import { maskDiff } from "./mask-diff";
import { sortDiff } from "./order";
import { otherPolicyChanges } from "./other-policies";
import { serviceAccountChanges } from "./service-accounts";
import type { Subject } from "./subject";
import { gapChanges, uncomparedChanges } from "./uncompared";

export { diffExitCode } from "./diff";
export type { PermissionChange, PermissionDiff } from "./diff";
export { renderDiff } from "./render";
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
    .flatMap((changes): readonly Subject[] => changes(models))
    .filter(({ changes }) => changes.length > 0);
  const count = (direction: Direction) =>
    subjects.flatMap(({ changes }) => changes.filter((one) => one.direction === direction)).length;
  const summary = { gained: count("gained"), lost: count("lost"), undecided: count("undecided") };
  return maskDiff(sortDiff({ version: 1, summary, subjects }), models);
}
