import { compareText } from "../text/order";
import type {
  ChangeKind,
  ChangeDirection,
  PermissionChange,
  PermissionDiff,
  SubjectChanges,
} from "./diff";

export const DIRECTIONS: readonly ChangeDirection[] = ["gained", "undecided", "lost"];

/** What concerns most readers first. */
const KINDS: readonly ChangeKind[] = [
  "trust",
  "attachment",
  "permission",
  "ceiling",
  "access",
  "refusal",
  "exposure",
  "token",
  "binding",
  "unknown",
];

/** An order that does not depend on the files' own. */
export function sortDiff(diff: PermissionDiff): PermissionDiff {
  const subjects = diff.subjects.map((subject) => ({
    ...subject,
    changes: [...subject.changes].sort(byWeight),
  }));
  return { ...diff, subjects: subjects.sort(bySubject) };
}

function byWeight(a: PermissionChange, b: PermissionChange): number {
  return (
    DIRECTIONS.indexOf(a.direction) - DIRECTIONS.indexOf(b.direction) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    compareText(a.text, b.text) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

function bySubject(a: SubjectChanges, b: SubjectChanges): number {
  const worst = ({ changes }: SubjectChanges) => DIRECTIONS.indexOf(changes[0]!.direction);
  return (
    worst(a) - worst(b) ||
    compareText(a.label, b.label) ||
    compareText(a.address, b.address) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}
