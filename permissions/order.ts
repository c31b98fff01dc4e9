import { harmOf } from "../iam/words/harm";
import { byFields, compareText } from "../text/order";
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
    weightOf(b) - weightOf(a) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    compareText(a.text, b.text) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

/** Items whose changes matter most first, whoever they are of; the rest as they come. */
export function heaviestFirst<Item>(
  items: readonly Item[],
  changeOf: (item: Item) => PermissionChange,
): Item[] {
  return [...items].sort((a, b) => weightOf(changeOf(b)) - weightOf(changeOf(a)));
}

/** How much a change matters: by what it lets happen, and more if it does for everybody. */
function weightOf({ kind, actions, principals, text }: PermissionChange): number {
  if (kind === "attachment" && text.includes("/AdministratorAccess")) return 100;
  const harm = Math.max(LEAST[kind] ?? 0, ...actions.map(harmOf));
  return principals.includes("*") ? harm + 50 : harm;
}

/** What is no matter of actions, or lets more happen than its action shows. */
const LEAST: Readonly<Partial<Record<ChangeKind, number>>> = {
  trust: 60,
  attachment: 60,
  exposure: 60,
  token: 50,
  binding: 50,
  ceiling: 50,
};

const byName = byFields("label", "address");

function bySubject(a: SubjectChanges, b: SubjectChanges): number {
  const [one, other] = [a.changes[0]!, b.changes[0]!];
  return (
    DIRECTIONS.indexOf(one.direction) - DIRECTIONS.indexOf(other.direction) ||
    weightOf(other) - weightOf(one) ||
    byName(a, b) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}
