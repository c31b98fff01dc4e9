import { arnIsContained, arnOverlaps } from "../iam/arn-glob";
import { isContained, overlaps } from "../iam/glob";
import { accountOf, rootAccount, type PrincipalElement } from "../iam/principal";
import type { Scope, Statement } from "../iam/statement";
import { withStars, withVariables } from "../iam/variables";

/** What requests a statement, or a part of one, is about, conditions aside. */
export type Reach = Pick<Statement, "actions" | "resources" | "principals">;

/**
 * Whether a statement is about every request that `inner` is about. True is always right. Knows
 * `NotAction` and its like, which iam/compare.ts leaves alone.
 *
 * @param account that the policy's resource is in: there a role that is named itself needs no
 *   policy of its own, so it is not a part of its account.
 */
export function within(inner: Reach, outer: Reach, account?: string): boolean {
  return (
    scopeWithin(inner.actions, outer.actions, ACTIONS) &&
    optional(inner.resources, outer.resources, (one, other) =>
      scopeWithin(one, other, RESOURCES),
    ) &&
    optional(inner.principals, outer.principals, (one, other) =>
      principalsWithin(one, other, account),
    )
  );
}

/** Whether there may be a request that both are about. False is always right. */
export function touches(one: Reach, other: Reach): boolean {
  return (
    scopesTouch(one.actions, other.actions, ACTIONS) &&
    (!one.resources || !other.resources || scopesTouch(one.resources, other.resources, RESOURCES))
  );
}

interface Relations {
  readonly within: (inner: string, outer: string) => boolean;
  readonly touch: (one: string, other: string) => boolean;
}

const ACTIONS: Relations = { within: isContained, touch: overlaps };
const RESOURCES: Relations = {
  within: withVariables(arnIsContained),
  touch: (one, other) => arnOverlaps(withStars(one), withStars(other)),
};

function optional<Part>(
  inner: Part | undefined,
  outer: Part | undefined,
  relation: (inner: Part, outer: Part) => boolean,
): boolean {
  return inner && outer ? relation(inner, outer) : !inner && !outer;
}

function scopeWithin(
  inner: Scope<string>,
  outer: Scope<string>,
  { within, touch }: Relations,
): boolean {
  if (!inner.negated) {
    return inner.elements.every((one) =>
      outer.negated
        ? !outer.elements.some((left) => touch(one, left))
        : outer.elements.some((wide) => within(one, wide)),
    );
  }
  // Everything but a few is within everything, and within everything but fewer.
  return outer.negated
    ? outer.elements.every((left) => inner.elements.some((own) => within(left, own)))
    : outer.elements.some((wide) => /^\*+$/.test(wide));
}

function scopesTouch(
  one: Scope<string>,
  other: Scope<string>,
  { within, touch }: Relations,
): boolean {
  if (one.negated && other.negated) return true;
  if (one.negated) return scopesTouch(other, one, { within, touch });
  return one.elements.some((element) =>
    other.negated
      ? !other.elements.some((left) => within(element, left))
      : other.elements.some((pattern) => touch(element, pattern)),
  );
}

type Principals = Scope<PrincipalElement>;

function principalsWithin(inner: Principals, outer: Principals, account?: string): boolean {
  const isIn = (one: PrincipalElement, all: readonly PrincipalElement[]) =>
    all.some(({ type, name }) => type === one.type && name === one.name);
  if (outer.negated) {
    return inner.negated && outer.elements.every((left) => isIn(left, inner.elements));
  }
  const everybody = outer.elements.some(({ type, name }) => type === "AWS" && name === "*");
  if (everybody || inner.negated) return everybody;
  return inner.elements.every(
    (one) => isIn(one, outer.elements) || outer.elements.some((all) => isPartOf(one, all, account)),
  );
}

/** Another account's root stands for all who are in that account and may ask. */
function isPartOf(one: PrincipalElement, all: PrincipalElement, account?: string): boolean {
  const foreign = rootAccount(all.name);
  if (one.type !== "AWS" || foreign === undefined || account === undefined) return false;
  return foreign !== account && accountOf(one.name) === foreign;
}
