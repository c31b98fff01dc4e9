import type { Model } from "../terraform/model-view";
import { externalIdsIn } from "../terraform/external-ids";
import { maskFields, maskOf, sentenceMaskOf } from "../text/mask";
import type { PermissionDiff } from "./diff";
import type { Sides } from "./sides";

/**
 * The same without any external ID or credential that one of the files holds: the one place that says
 * which of its texts come from them.
 */
export function maskDiff(diff: PermissionDiff, { before, after }: Sides<Model>): PermissionDiff {
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
