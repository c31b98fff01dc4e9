import type { Model } from "../../terraform/model-view";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { idMaker } from "../../text/ids";
import {
  paragraph,
  table,
  type Head,
  type Page,
  type PageSection,
  type Words,
} from "../../text/page";
import { signatureBlocks, type HashedFile } from "../../text/signature";
import type {
  ChangeDirection,
  PermissionChange,
  PermissionDiff,
  Sides,
  SubjectChanges,
} from "../diff";
import { DIRECTIONS, heaviestFirst } from "../order";
import { verdictLine } from "../render-text";
import { oneByOne } from "./one-by-one";
import { placesOf } from "./places";

/** One side of a comparison, as somebody named it, with the files that were read. */
export interface ComparedSide {
  readonly title: string;
  readonly files: readonly HashedFile[];
}

/** What a page is, which its title ends with. */
export const WHAT = "Change of permissions";

/** With more subjects than this, paper gets what is unfolded and no more. */
const PRINTED_WHOLE = 20;

/** A difference as a page to be read, printed and signed. External IDs are masked in it. */
export function changePage(
  diff: PermissionDiff,
  models: Sides<Model>,
  sides: Sides<ComparedSide>,
  version: string,
): Page {
  const ids = new Map<SubjectChanges, string>();
  const newId = idMaker();
  for (const subject of diff.subjects) ids.set(subject, newId(`of ${subject.label}`));
  const idOf = (subject: SubjectChanges) => ids.get(subject)!;
  return {
    head: headOf(diff, sides),
    sections: [
      ...DIRECTIONS.filter(
        (direction) => direction === "gained" || diff.summary[direction] > 0,
      ).map((direction) => ranked(direction, diff, models, idOf)),
      oneByOne(diff.subjects, models, idOf),
      signature(sides),
    ],
    version,
    unfolds: diff.subjects.length <= PRINTED_WHOLE,
  };
}

function headOf(diff: PermissionDiff, { before, after }: Sides<ComparedSide>): Head {
  const { gained, undecided } = diff.summary;
  const [verdict, meaning] =
    gained > 0
      ? (["FAIL", "Somebody may do more than before."] as const)
      : undecided > 0
        ? (["UNDECIDED", "Whether somebody may do more cannot be told."] as const)
        : (["PASS", "Nobody may do more than before."] as const);
  return {
    what: WHAT,
    subject: `${before.title} → ${after.title}`,
    verdict,
    title: verdictLine(diff),
    meaning,
    counts: [...groupBy(diff.subjects, ({ kind }) => kind)].map(([kind, { length }]) =>
      count(length, kind === "input" ? "file" : kind.replace("-", " ")),
    ),
  };
}

const RANKINGS: Readonly<Record<ChangeDirection, Pick<PageSection, "title" | "intro">>> = {
  gained: {
    title: "What somebody may do now",
    intro: "What the change lets happen that could not happen before, the most harmful first.",
  },
  undecided: {
    title: "What cannot be told",
    intro: "The files do not say it. Any of it may let somebody do more.",
  },
  lost: {
    title: "What is no longer allowed",
    intro: "What could happen before and cannot any more, the most harmful first.",
  },
};

interface Row {
  readonly subject: SubjectChanges;
  readonly change: PermissionChange;
}

function ranked(
  direction: ChangeDirection,
  { subjects }: PermissionDiff,
  models: Sides<Model>,
  idOf: (subject: SubjectChanges) => string,
): PageSection {
  const { title, intro } = RANKINGS[direction];
  const rows = subjects.flatMap((subject) =>
    subject.changes
      .filter((change) => change.direction === direction)
      .map((change): Row => ({ subject, change })),
  );
  const who = ({ subject }: Row): Words => ({
    as: "link",
    to: idOf(subject),
    words: subject.label,
  });
  return {
    id: direction,
    title,
    intro,
    blocks: [
      rows.length === 0
        ? paragraph("Nothing, as far as can be told.")
        : table<Row>(
            count(rows.length, "change"),
            [
              ["Change", ({ change }) => change.text, "prose"],
              ["Of", who, "names"],
              ["Where", ({ change }) => placesOf(change, models), "names"],
            ],
            heaviestFirst(rows, ({ change }) => change),
            "changes",
          ),
    ],
  };
}

function signature({ before, after }: Sides<ComparedSide>): PageSection {
  return {
    id: "signature",
    title: "Signature",
    intro:
      "Whoever signs has read what somebody may do now and what cannot be told, and accepts it for exactly these files.",
    blocks: signatureBlocks("What was compared", [
      { title: ["Before: ", before.title], rows: before.files },
      { title: ["Now: ", after.title], rows: after.files },
    ]),
  };
}
