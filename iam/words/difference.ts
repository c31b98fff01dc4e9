import { unique } from "../../text/unique";
import type { Uncovered } from "../coverage";
import type { Difference, DifferenceKind } from "../difference";
import { notImplied } from "../implication";
import type { Statement } from "../statement";
import { deedWords } from "./action";
import { conditionWords } from "./condition";
import { principalWords } from "./principal";

/** One difference with its sentence, which is made when somebody reads it. */
export function describeDifference(
  kind: DifferenceKind,
  statement: Statement,
  found: readonly Uncovered[],
): Difference {
  return new Described(kind, statement, found);
}

class Described implements Difference {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly string[];
  private readonly first: Uncovered | undefined;

  constructor(
    readonly kind: DifferenceKind,
    private readonly statement: Statement,
    found: readonly Uncovered[],
  ) {
    const [first] = found;
    this.first = first;
    this.sid = statement.label;
    this.actions = unique(found.map(({ action }) => action));
    this.resources = unique(found.map(({ resource }) => resource));
    this.principals = first?.principal ? [first.principal.name] : [];
  }

  get text(): string {
    return sentence(this.kind, this.statement, this, this.first);
  }
}

interface Subject {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

function sentence(
  kind: DifferenceKind,
  statement: Statement,
  { actions, resources }: Subject,
  first: Uncovered | undefined,
): string {
  const who = first?.principal ? `${principalWords(first.principal)} ` : "";
  const deed = SENTENCES[kind](deedWords(actions, resources));
  return `${who}${deed}${conditionClause(kind, statement, first?.nearest)}`;
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
  MISSING_DENY: (deed) => `is no longer forbidden to ${deed}`,
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
    return `, no longer only when ${conditionWords(lacking, "reference")}`;
  }
  if (kind === "STRICTER_CONDITION") return `, now only when ${conditionWords(lacking)}`;
  return kind.endsWith("_DENY") && tests.length > 0 ? `, when ${conditionWords(tests)}` : "";
}

/** Why a statement is not compared. */
export function unsupportedWords({ label, actions, resources }: Statement): string {
  const element = actions.negated
    ? "NotAction"
    : resources?.negated
      ? "NotResource"
      : "NotPrincipal";
  return `statement ${label} uses ${element}, which takes in everything but what it names and is not compared`;
}
