import { externalIdsIn } from "../terraform/external-ids";
import type { Model } from "../terraform/model-view";
import { cachedOf } from "../text/cache";
import { maskFields, maskOf, sentenceMaskOf } from "../text/mask";
import type { PermissionDiff, Sides } from "./diff";

/** External IDs of both sides. */
export function externalIdsOf({ before, after }: Sides<Model>): readonly string[] {
  return [...idsOf(before), ...idsOf(after)];
}

const idsOf = cachedOf((model: Model) => model.inputs.flatMap(externalIdsIn));

/**
 * Takes out every external ID and credential that one of the files holds: the one place that says
 * which of a difference's texts come from them.
 */
export function maskedDiff(diff: PermissionDiff, models: Sides<Model>): PermissionDiff {
  const ids = externalIdsOf(models);
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
