import { cached, cachedOf } from "../text/cache";
import { OTHER_IDENTITIES } from "./escalation/other-identities";
import { OTHERS_PROPERTY } from "./escalation/others-property";
import { OWN_RIGHTS } from "./escalation/own-rights";
import { PASS_ROLE } from "./escalation/pass-role";
import type { Attempt, EscalationPath, Step, Surroundings } from "./escalation/path";
import { evaluate, type Decision, type Policies } from "./evaluate";
import type { NamedPolicy } from "./policy";
import { statementsFor, type Request } from "./request";
import { statementsOf } from "./statement";

export type { Surroundings, TargetRole } from "./escalation/path";

/** Every known way by which a role gets more rights, or reaches what is not its own. */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...OWN_RIGHTS,
  ...OTHER_IDENTITIES,
  ...PASS_ROLE,
  ...OTHERS_PROPERTY,
];

interface DecidedStep {
  readonly request: Request;
  readonly decision: Decision;
}

/** What came of one attempt; when it is open, its steps are the proof. */
interface DecidedAttempt {
  readonly target: string;
  readonly open: boolean;
  readonly steps: readonly DecidedStep[];
}

export interface Escalation {
  readonly id: string;
  /** Follows "the role can". */
  readonly sentence: string;
  readonly close: string;
  /** Whether one attempt at least is open. */
  readonly open: boolean;
  readonly attempts: readonly DecidedAttempt[];
}

/**
 * Tries every path on the concrete names around a role, with what its policies, its boundary and
 * its organization allow together. Condition keys that a path says nothing of are taken to be as
 * whoever walks it needs them, so a path that is called closed is closed at any time and place.
 *
 * @param paths those to try, where not all matter.
 * @throws PolicyShapeError for a policy that IAM would not take.
 */
export function escalations(
  surroundings: Surroundings,
  policies: Policies,
  paths = ESCALATION_PATHS,
): readonly Escalation[] {
  const { identity = [], boundary, scp = [] } = policies;
  for (const { document } of [identity, boundary ?? [], scp].flat(2)) statementsOf(document);
  // Most roles have no statement about most actions; those need not be evaluated to be closed.
  const mayAllow = cached((action: string) =>
    identity.some(({ document }) =>
      statementsFor(statementsOf(document), action.toLowerCase()).some(
        ({ effect }) => effect === "Allow",
      ),
    ),
  );
  const attempt = ({ target, steps }: Attempt): DecidedAttempt => {
    const decided = once(() => steps.map((step) => decide(step, surroundings, policies)));
    const open =
      steps.every(({ action }) => mayAllow(action)) &&
      decided().every(({ decision }) => decision.result === "Allowed");
    return {
      target,
      open,
      get steps() {
        return decided();
      },
    };
  };
  return paths.map((path) => {
    const { id, sentence, close } = path;
    const decided = once(() => path.attempts(surroundings).map(attempt));
    const mayBeOpen = actionsOf(path).some((actions) => actions.every(mayAllow));
    return {
      id,
      sentence,
      close,
      open: mayBeOpen && decided().some(({ open }) => open),
      get attempts() {
        return decided();
      },
    };
  });
}

/** Actions of each attempt of a path: they are the same wherever it is tried. */
const actionsOf = cachedOf(({ attempts }: EscalationPath) =>
  attempts(SAMPLE).map(({ steps }) => steps.map(({ action }) => action)),
);

/** Has one of everything, so that no attempt is left out. */
const SAMPLE: Surroundings = {
  self: { arn: "self", label: "self" },
  roles: [{ arn: "role", label: "role" }],
  buckets: ["bucket"],
  ownPolicies: ["policy"],
  boundaryArn: "boundary",
  partition: "aws",
  account: "account",
  region: "region",
};

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function decide(step: Step, { self, account }: Surroundings, policies: Policies): DecidedStep {
  const request: Request = {
    ...step,
    principal: self.arn,
    resourceAccount: account,
    unmentionedKeys: "favourable",
  };
  const trust = step.action === "sts:AssumeRole" ? trustOfAccount(account) : undefined;
  return { request, decision: evaluate(request, { ...policies, resource: trust }) };
}

/** The trust of a role that leaves it to the account's policies who may assume it. */
const trustOfAccount = cached((account: string): NamedPolicy => ({
  name: "trust of the account",
  document: {
    Statement: { Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" },
  },
}));
