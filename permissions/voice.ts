import { actionOf } from "../iam/actions";
import type { PrincipalElement } from "../iam/principal";
import { deedWords, enumerate } from "../iam/words/action";
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
  return { kind: "permission", who: () => label, deed: deedOn, verbs: MAY };
}

/** Somebody may become a role. */
export function trustVoice(role: string): Voice {
  return {
    kind: "trust",
    who: principalIn,
    deed: (actions) =>
      actions.some((action) => /^\*$|assumerole|^sts:\*/i.test(action))
        ? `become ${role}`
        : `${deedWords(actions, [])} (${role})`,
    verbs: MAY,
  };
}

/** Somebody may do something with a bucket or another resource, by the resource's own policy. */
export function accessVoice(label: string): Voice {
  return {
    kind: "access",
    who: principalIn,
    // "Everything" is what the policy stands on: it reaches nothing else.
    deed: (actions, resources) =>
      resources.every((resource) => resource === "*")
        ? `${deedWords(actions, [])} (${label})`
        : deedOn(actions, resources),
    verbs: MAY,
  };
}

/** A permissions boundary lets roles do something, if their own policies do. */
export function ceilingVoice(label: string, them: string): Voice {
  return { kind: "ceiling", who: () => label, deed: deedOn, verbs: LETS(them) };
}

/** "Every key" rather than "everything"; what acts on many kinds of things needs neither. */
function deedOn(actions: readonly string[], resources: readonly string[]): string {
  const kinds = resources.every((one) => one === "*")
    ? actions.flatMap((one) => onlyKind(one) ?? [])
    : [];
  const where =
    kinds.length > 0 && kinds.length === actions.length ? [...new Set(kinds)] : resources;
  return deedWords(actions, where).replaceAll(" (everything)", "");
}

/** All resources of the only type that an action acts on. */
function onlyKind(action: string): string | undefined {
  const types = actionOf(action)?.resourceTypes.filter(({ name }) => !/^accesspoint/.test(name));
  const [type, ...more] = types ?? [];
  return more.length > 0 ? undefined : type?.arns[0]?.replaceAll(/\$\{[^}]*\}/g, "*");
}

function principalIn(principal: PrincipalElement | undefined): string {
  return principal ? principalWords(principal) : "whoever it is for";
}

const SHOWN = 4;

/** What experts look for: actions and resources as the policy names them. */
export function technicalWords(actions: readonly string[], resources: readonly string[]): string {
  const on = resources.length > 0 ? ` on ${few(resources)}` : "";
  return `(${few(actions)}${on})`;
}

function few(values: readonly string[]): string {
  if (values.length <= SHOWN) return values.join(", ");
  return enumerate([...values.slice(0, SHOWN - 1), `${values.length - SHOWN + 1} more`]);
}
