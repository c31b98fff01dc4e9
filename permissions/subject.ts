import type { Sides } from "./sides";
import type { PermissionChange, SubjectChanges, SubjectKind } from "./diff";

export type Subject = SubjectChanges;

interface Named {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly label: string;
  readonly address: string;
}

/** Brings together what is said of one subject. */
export function subject(
  { kind, name, label, address }: Named,
  { before, after }: Sides<Named | undefined>,
  changes: readonly PermissionChange[],
): Subject {
  const renamed = before && after && before.name !== after.name;
  return {
    kind,
    label,
    name,
    address,
    status: before && after ? "kept" : after ? "new" : "gone",
    ...(renamed && { previously: before.name }),
    changes,
  };
}
