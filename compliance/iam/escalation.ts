import { OTHER_IDENTITIES } from "./escalation/other-identities";
import { OTHERS_PROPERTY } from "./escalation/others-property";
import { OWN_RIGHTS } from "./escalation/own-rights";
import { PASS_ROLE } from "./escalation/pass-role";
import type { EscalationPath, Step, Surroundings } from "./escalation/path";
import { evaluate, type Decision, type Policies } from "./evaluate";
import type { NamedPolicy } from "./policy";
import type { Request } from "./request";

export type { Surroundings, TargetRole } from "./escalation/path";

/** Every known way by which a role gets more rights, or reaches what is not its own. */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...OWN_RIGHTS,
  ...OTHER_IDENTITIES,
  ...PASS_ROLE,
  ...OTHERS_PROPERTY,
];

export interface DecidedStep {
  readonly request: Request;
  readonly decision: Decision;
}

/** What came of one attempt; when it is open, its steps are the proof. */
export interface DecidedAttempt {
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
 * @throws PolicyShapeError for a policy that IAM would not take.
 */
export function escalations(surroundings: Surroundings, policies: Policies): readonly Escalation[] {
  return ESCALATION_PATHS.map(({ id, sentence, close, attempts }) => {
    const decided = attempts(surroundings).map(({ target, steps }): DecidedAttempt => {
      const all = steps.map((step) => decide(step, surroundings, policies));
      return {
        target,
        open: all.every(({ decision }) => decision.result === "Allowed"),
        steps: all,
      };
    });
    return { id, sentence, close, open: decided.some(({ open }) => open), attempts: decided };
  });
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
function trustOfAccount(account: string): NamedPolicy {
  return {
    name: "trust of the account",
    document: {
      Statement: { Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" },
    },
  };
}
