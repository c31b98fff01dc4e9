import { createColors } from "picocolors";
import { oneLine } from "../text/lines";
import type { ChangeDirection, PermissionChange, PermissionDiff, SubjectChanges } from "./diff";
import { DIRECTIONS } from "./order";

const SIGNS = { gained: "+", undecided: "?", lost: "-" } as const;
const HEADINGS = { gained: "GAINED", undecided: "CANNOT BE TOLD", lost: "LOST" } as const;

/** For people: what is gained first, subject by subject; the verdict last. */
export function renderText(diff: PermissionDiff, colour: boolean): string {
  const colours = createColors(colour);
  const paints = { gained: colours.red, undecided: colours.magenta, lost: colours.green };
  const blocks = DIRECTIONS.flatMap((direction) => {
    const lines = diff.subjects.flatMap((subject) =>
      of(direction, subject).flatMap((change) => [
        `  ${paints[direction](`${SIGNS[direction]} ${oneLine(change.text)}`)}`,
        ...placesOf(change, subject).map((place) => `      ${colours.dim(oneLine(place))}`),
      ]),
    );
    return lines.length > 0 ? [colours.bold(HEADINGS[direction]), ...lines, ""] : [];
  });
  const { gained, undecided } = diff.summary;
  const paint = gained > 0 ? paints.gained : undecided > 0 ? paints.undecided : paints.lost;
  return [...blocks, paint(colours.bold(verdictLine(diff))), ""].join("\n");
}

/** The difference in one line; it agrees with the exit code. */
export function verdictLine({ summary: { gained, lost, undecided } }: PermissionDiff): string {
  if (gained + lost + undecided === 0) return "no permission changed";
  return `gained ${gained}, lost ${lost}, undecided ${undecided}`;
}

export function of(direction: ChangeDirection, { changes }: SubjectChanges): PermissionChange[] {
  return changes.filter((change) => change.direction === direction);
}

const SHOWN = 3;

/** Where it is written, and what the subject was called before. */
export function placesOf(change: PermissionChange, subject: SubjectChanges): string[] {
  const { because } = change;
  // Once is enough.
  const previously = subject.changes[0] === change ? subject.previously : undefined;
  const shown = because
    .slice(0, SHOWN)
    .map(({ policy, statement }) =>
      statement === undefined ? policy : `${policy}, statement ${statement}`,
    );
  const more = because.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(previously === undefined ? [] : [`called ${previously} before`]),
  ];
}
