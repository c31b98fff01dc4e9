import type { PrincipalElement } from "../iam/principal";
import { deedWords, deedWordsOn } from "../iam/words/action";
import { enumerate } from "../iam/words/enumerate";
import { byHarm } from "../iam/words/harm";
import { principalWords } from "../iam/words/principal";
import type { ChangeKind } from "./diff";

/** How sentences about one kind of policy go. */
export interface Voice {
  readonly kind: ChangeKind;
  readonly who: (principal: PrincipalElement | undefined) => string;
  readonly deed: (actions: readonly string[], resources: readonly string[]) => string;
  readonly verbs: Verbs;
}

interface Verbs {
  readonly gained: string;
  readonly lost: string;
  /** A refusal is gone. */
  readonly freed: string;
  /** There is a new refusal. */
  readonly forbidden: string;
}

const MAY: Verbs = {
  gained: "may now",
  lost: "may no longer",
  freed: "is no longer forbidden to",
  forbidden: "is now forbidden to",
};

const LETS = (them: string): Verbs => ({
  gained: `now lets ${them}`,
  lost: `no longer lets ${them}`,
  freed: `no longer forbids ${them} to`,
  forbidden: `now forbids ${them} to`,
});

/** A role may do something by its own policies. */
export function ownVoice(label: string): Voice {
  return { kind: "permission", who: () => label, deed: deedWords, verbs: MAY };
}

/** Somebody may become a role. */
export function trustVoice(role: string): Voice {
  return {
    kind: "trust",
    who: principalIn,
    deed: (actions) => trustDeed(actions, role),
    verbs: MAY,
  };
}

function trustDeed(actions: readonly string[], role: string): string {
  const others = actions.filter((action) => !/^\*$|assumerole|^sts:\*/i.test(action));
  if (others.length === actions.length) return deedWordsOn(others, role);
  return [`become ${role}`, ...(others.length > 0 ? [deedWordsOn(others, "it")] : [])].join(
    " and ",
  );
}

/** Somebody may do something with a bucket or another resource, by the resource's own policy. */
export function accessVoice(label: string): Voice {
  return {
    kind: "access",
    who: principalIn,
    // "Everything" is what the policy stands on: it reaches nothing else.
    deed: (actions, resources) =>
      resources.every((resource) => resource === "*")
        ? deedWordsOn(actions, label)
        : deedWords(actions, resources),
    verbs: MAY,
  };
}

/** A permissions boundary lets roles do something, if their own policies do. */
export function ceilingVoice(label: string, them: string): Voice {
  return { kind: "ceiling", who: () => label, deed: deedWords, verbs: LETS(them) };
}

function principalIn(principal: PrincipalElement | undefined): string {
  return principal ? principalWords(principal) : "whoever it is for";
}

const SHOWN = 4;

/** What experts look for: actions and resources as the policy names them. */
export function technicalWords(actions: readonly string[], resources: readonly string[]): string {
  const on = resources.length > 0 ? ` on ${few(resources)}` : "";
  return `(${few(byHarm(actions))}${on})`;
}

function few(values: readonly string[]): string {
  if (values.length <= SHOWN) return values.join(", ");
  return enumerate([...values.slice(0, SHOWN - 1), `${values.length - SHOWN + 1} more`]);
}
