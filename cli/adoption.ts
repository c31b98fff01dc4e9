import type { Adoption } from "../operate/adopt";
import type { ArgumentDifference } from "../operate/adopt/differences";
import type { Adopted } from "../operate/adopt/next-plan";
import { count } from "../text/count";
import { given } from "../text/list";

/** What adopting means for one stack, with its id. */
export type StackAdoption = Adoption & { readonly id: string };

type Subjects = Adoption["permissions"];

/** For people: what is taken in and how it differs, what is made, who may do what, what is refused. */
export function adoptionText(stack: StackAdoption): string {
  const { id, adopted, changes, permissions, left, beside, notes, refusals } = stack;
  const created = changes.filter(({ deed }) => deed === "create");
  const others = changes.filter(
    ({ deed, address }) =>
      deed !== "create" && deed !== "import" && !adopted.some((one) => one.address === address),
  );
  return [
    `${id}: ${sum(stack, created.length)}`,
    ...adopted.flatMap((one) => adoptedLines(one, permissions)),
    ...created.map(({ address }) => `  +  ${address}: not there, to create`),
    ...others.map(({ address, deed }) => `  ~  ${address}: ${deed}, as without adopting`),
    ...block("who may do what, once that is applied:", sentences(permissions)),
    ...block(
      "trusts that stay as they are, because Zilliz Cloud rewrites them; to become what the config means:",
      sentences(left),
    ),
    ...block("on these roles beside what the config has, and left there:", beside),
    ...block("not taken in:", notes),
    ...block(
      "refused:",
      refusals.flatMap(({ address, message, fix }) =>
        given([`${address}: ${message}`, fix !== undefined && `  fix: ${fix}`]),
      ),
    ),
  ].join("\n");
}

function sum({ adopted, managed, refusals }: StackAdoption, created: number): string {
  const differing = adopted.filter(({ differences }) => differences.length > 0).length;
  const parts = given([
    adopted.length > 0 && `${adopted.length} to import`,
    differing > 0 && `${differing} of them to update`,
    created > 0 && `${created} to create`,
    refusals.length > 0 && count(refusals.length, "refusal"),
  ]);
  const known = managed.length > 0 ? `; ${managed.length} in its state already` : "";
  return (parts.length > 0 ? parts.join(", ") : "nothing to take in") + known;
}

function adoptedLines(one: Adopted, permissions: Subjects): string[] {
  const { address, id, differences } = one;
  return [
    `  <= ${address} (${id})${differences.length === 0 ? ", as it is meant" : ""}`,
    ...differences.map(
      (difference) => `       ${differenceLine(difference, address, permissions)}`,
    ),
  ];
}

function differenceLine(
  { argument, ...values }: ArgumentDifference,
  address: string,
  permissions: Subjects,
): string {
  if ("after" in values) {
    return `${argument}: ${shown(values.before)} -> ${shown(values.after)}`;
  }
  const isTold = permissions.some(
    (subject) =>
      subject.address === address ||
      subject.changes.some(({ because }) => because.some(({ policy }) => policy === address)),
  );
  return `${argument}: ${isTold ? "another one; see who may do what" : "written otherwise, lets the same"}`;
}

/** Longest value that is shown whole. */
const LONGEST = 100;

function shown(value: unknown): string {
  if (value === undefined || value === null) return "none";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const SIGNS = { gained: "+", undecided: "?", lost: "-" } as const;

function sentences(subjects: Subjects): string[] {
  return subjects.flatMap(({ changes }) =>
    changes.map(({ direction, text }) => `${SIGNS[direction]} ${text}`),
  );
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}

/** For programs. */
export function adoptionJson({ id, ...adoption }: StackAdoption): object {
  const { adopted, changes, permissions, left, beside, managed, notes, refusals } = adoption;
  return { id, adopted, changes, permissions, left, beside, managed, notes, refusals };
}
