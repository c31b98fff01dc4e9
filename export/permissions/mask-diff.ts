import type { Model } from "../../compliance/readers/model-view";
import { externalIdsIn, idMask, makeMask } from "../../compliance/reporters/mask";
import type { Sides } from "./sides";
import type { PermissionChange, PermissionDiff } from "./diff";

/** The same without any external ID or credential that one of the files holds. */
export function maskDiff(diff: PermissionDiff, { before, after }: Sides<Model>): PermissionDiff {
  const ids = [...before.inputs, ...after.inputs].flatMap(externalIdsIn);
  const [known, mask] = [idMask(ids), makeMask(ids)];
  const all = (texts: readonly string[]) => texts.map(known);
  const words = (texts: readonly string[] | null) => texts && texts.map(mask);
  const change = (one: PermissionChange): PermissionChange => ({
    ...one,
    text: mask(one.text),
    principals: all(one.principals),
    actions: all(one.actions),
    resources: all(one.resources),
    conditions: { before: words(one.conditions.before), after: words(one.conditions.after) },
    because: one.because.map(({ policy, statement }) => ({
      policy: known(policy),
      ...(statement !== undefined && { statement: known(statement) }),
    })),
  });
  return {
    ...diff,
    subjects: diff.subjects.map((subject) => ({
      ...subject,
      label: known(subject.label),
      name: known(subject.name),
      address: known(subject.address),
      ...(subject.previously !== undefined && { previously: known(subject.previously) }),
      changes: subject.changes.map(change),
    })),
  };
}
