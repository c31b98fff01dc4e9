import type { Model } from "../../terraform/model-view";
import { count } from "../../text/count";
import { maskOf } from "../../text/mask";
import {
  chip,
  code,
  codes,
  flat,
  lines,
  none,
  note,
  opensEach,
  table,
  type Block,
  type PageSection,
  type Words,
} from "../../text/page";
import type { ChangeDirection, PermissionChange, Sides, SubjectChanges } from "../diff";
import { externalIdsOf } from "../masked";
import { DIRECTIONS } from "../order";
import { of } from "../render-text";
import { byAddress, placeOf } from "./places";
import { textsOf, type StatementPair, type TextSides } from "./texts";

const TONES: Readonly<Record<ChangeDirection, string>> = {
  gained: "error",
  undecided: "unknown",
  lost: "same",
};

/** Each role, bucket, key … with all that changed of it, and the statements before and after. */
export function oneByOne(
  subjects: readonly SubjectChanges[],
  models: Sides<Model>,
  idOf: (subject: SubjectChanges) => string,
): PageSection {
  const mask = maskOf(externalIdsOf(models));
  return {
    id: "one-by-one",
    title: "One by one",
    intro:
      "Everything whose rights change, with what its policies say before and after. Statements that both sides have are left out; lines that the other side has not are underlined.",
    blocks: subjects.map((subject) => ({
      kind: "stack" as const,
      id: idOf(subject),
      title: subject.label,
      note: noteOf(subject),
      open: opensEach(subjects.length),
      blocks: flat([
        { kind: "facts", facts: factsOf(subject, models) },
        changesTable(subject),
        ...textsOf(subject, models, mask).map((text) => sidesTable(subject, text)),
      ]),
    })),
  };
}

function noteOf(subject: SubjectChanges): string {
  const counted = DIRECTIONS.flatMap((direction) => {
    const { length } = of(direction, subject);
    return length === 0 ? [] : [`${length} ${direction}`];
  });
  const status = { kept: [], new: ["new"], gone: ["gone"] }[subject.status];
  return [...status, ...counted].join(", ");
}

function factsOf({ address, previously }: SubjectChanges, models: Sides<Model>) {
  const place = (model: Model) => {
    const found = byAddress(model).get(address) ?? [];
    return found.length === 0
      ? none("not there")
      : lines(found.map((resource) => code(placeOf(model, resource))));
  };
  const isThere = [models.before, models.after].some((model) => byAddress(model).has(address));
  return [
    ["Address", code(address)],
    ["Called before", previously],
    ["Before in", isThere ? place(models.before) : undefined],
    ["Now in", isThere ? place(models.after) : undefined],
  ] as const;
}

function changesTable({ label, changes }: SubjectChanges): Block {
  const when = (words: readonly string[] | null): Words =>
    words === null ? none("–") : words.length === 0 ? none("always") : lines(words);
  return table<PermissionChange>(
    `${count(changes.length, "change")} of ${label}`,
    [
      ["Change", ({ direction, text }) => [chip(direction, TONES[direction]), " ", text], "prose"],
      ["As the policies name it", asNamed, "names"],
      ["Before, when", ({ conditions }) => when(conditions.before)],
      ["Now, when", ({ conditions }) => when(conditions.after)],
    ],
    changes,
    "changes",
  );
}

function asNamed({ actions, resources, principals }: PermissionChange): Words {
  const rows = [
    ["", actions],
    ["on ", resources],
    ["for ", principals],
  ] as const;
  return lines(
    rows.flatMap(([word, names]) => (names.length === 0 ? [] : [[note(word), codes(names)]])),
  );
}

function sidesTable(
  { label }: SubjectChanges,
  { address, attribute, pairs, unread }: TextSides,
): Block {
  const cell = (side: keyof StatementPair, other: keyof StatementPair) => (pair: StatementPair) =>
    textWords(pair[side], pair[other], unread[side]);
  // Where nothing can be shown of either side, the reason alone is a row.
  const rows = pairs.length > 0 ? pairs : [{ before: undefined, after: undefined }];
  return table<StatementPair>(
    [code(address), ", ", code(attribute), `, for ${label}`],
    [
      ["Before", cell("before", "after")],
      ["Now", cell("after", "before")],
    ],
    rows,
    "sides",
  );
}

function textWords(
  own: string | undefined,
  other: string | undefined,
  unread: string | undefined,
): Words {
  if (own === undefined) {
    return none(unread === undefined ? "no such statement" : `cannot be read: ${unread}`);
  }
  const others = new Set(other?.split("\n").map(bare));
  return {
    as: "text",
    lines: own
      .split("\n")
      .map((text) => ({ text, other: other !== undefined && !others.has(bare(text)) })),
  };
}

/** A line without what only its place among others decides. */
function bare(line: string): string {
  return line.trim().replace(/,$/, "");
}
