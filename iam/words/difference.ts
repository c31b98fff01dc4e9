import { unique } from "../../text/unique";
import type { Uncovered } from "../coverage";
import type { Difference, DifferenceKind } from "../difference";
import { notImplied } from "../implication";
import { list } from "../policy";
import type { Statement } from "../statement";
import { deedWords, refusedWords } from "./action";
import { conditionWords } from "./condition";
import { principalWords } from "./principal";
import { namesOf, wholeWords, whoWords } from "./statement";

/** One difference with its sentence, which is made when somebody reads it. */
export function describeDifference(kind: DifferenceKind, found: readonly Uncovered[]): Difference {
  const first = found[0]!;
  const { whole, statement, principal } = first;
  const named = whole ? patternsOf(statement) : namedIn(found);
  return {
    kind,
    sid: statement.label,
    ...named,
    principals: whole ? namesOf(statement) : principal ? [principal.name] : [],
    get text() {
      return sentence(kind, named, first);
    },
  };
}

interface Named {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

function namedIn(found: readonly Uncovered[]): Named {
  return {
    actions: unique(found.map(({ action }) => action)),
    resources: unique(found.map(({ resource }) => resource)),
  };
}

/** Of a statement that says what it leaves out, `*` stands for the rest. */
export function patternsOf({ source: { Action, Resource, NotResource } }: Statement): Named {
  return {
    actions: list(Action ?? "*"),
    resources: list(NotResource === undefined ? Resource : "*"),
  };
}

function sentence(
  kind: DifferenceKind,
  { actions, resources }: Named,
  { statement, whole, principal, beside }: Uncovered,
): string {
  const named = whole && statement.principals ? whoWords(statement) : undefined;
  const who = principal ? principalWords(principal) : named;
  const deed = whole ? wholeWords(statement) : deedWords(actions, resources);
  const clause = conditionClause(kind, statement, beside[0]);
  // Nobody says that "everybody is no longer forbidden": somebody may still be.
  if (kind === "MISSING_DENY" && who === "everybody") {
    return `it ${SENTENCES[kind](deed)}${clause}`;
  }
  return `${who === undefined ? "" : `${who} `}${SENTENCES[kind](deed)}${clause}`;
}

const also = (deed: string) => `may now also ${deed}`;
const noLonger = (deed: string) => `may no longer ${deed}`;

const SENTENCES: Readonly<Record<DifferenceKind, (deed: string) => string>> = {
  EXTRA_ACTION: also,
  WIDER_ACTION: also,
  EXTRA_RESOURCE: also,
  WIDER_RESOURCE: also,
  EXTRA_PRINCIPAL: also,
  WEAKER_CONDITION: (deed) => `may ${deed}`,
  MISSING_ACTION: noLonger,
  NARROWER_RESOURCE: noLonger,
  MISSING_PRINCIPAL: noLonger,
  STRICTER_CONDITION: (deed) => `may ${deed}`,
  EXTRA_DENY: (deed) => `may never ${deed}, whatever else allows it`,
  MISSING_DENY: (deed) => `is no longer forbidden to ${refusedWords(deed)}`,
  UNSUPPORTED: (deed) => `may ${deed}`,
};

/**
 * What the conditions come to: those of `nearest`, the other policy's statement, that this one does
 * not make sure of.
 */
function conditionClause(
  kind: DifferenceKind,
  { tests }: Statement,
  nearest: Statement | undefined,
): string {
  const lacking = notImplied(tests, nearest?.tests ?? []);
  if (kind === "WEAKER_CONDITION") {
    return `; the reference allows it only when ${conditionWords(lacking, "reference")}`;
  }
  if (kind === "STRICTER_CONDITION") return `, but only when ${conditionWords(lacking)}`;
  return kind.endsWith("_DENY") && tests.length > 0 ? ` when ${conditionWords(tests)}` : "";
}
