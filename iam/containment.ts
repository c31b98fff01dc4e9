import { cached } from "../text/cache";
import { arnIsContained, arnOverlaps } from "./arn-glob";
import { isContained, overlaps } from "./glob";
import { accountOf, rootAccount, type PrincipalElement } from "./principal";
import type { Selection, Statement } from "./statement";
import { withStars, withVariables, type Within } from "./variables";

/** What requests a statement, or a part of one, is about, conditions aside. */
export type Extent = Pick<Statement, "actions" | "resources" | "principals">;

/**
 * Whether a statement is about every request that `inner` is about, for showing that one policy lets
 * happen no more than another. True is always right.
 *
 * @param account that the policy's resource is in: there a role that is named itself needs no
 *   policy of its own, so it is not a part of its account.
 */
export function within(inner: Extent, outer: Extent, account?: string): boolean {
  return (
    actionsWithin(inner.actions, outer.actions) &&
    resourcesWithin(inner.resources, outer.resources) &&
    principalsWithin(inner.principals, outer.principals, account)
  );
}

/** Whether there may be a request that both are about, for leaving out what meets nothing. False is always right. */
export function touches(one: Extent, other: Extent): boolean {
  return (
    selectionsTouch(one.actions, other.actions, ACTIONS) &&
    (!one.resources ||
      !other.resources ||
      selectionsTouch(one.resources, other.resources, RESOURCES))
  );
}

interface Relations {
  readonly within: Within;
  readonly touch: (one: string, other: string) => boolean;
}

/** Deployments of a fleet ask of the same actions and resources again. */
function remembered(relation: Within): Within {
  const known = cached((inner: string) => cached((outer: string) => relation(inner, outer), 1_000));
  return (inner, outer) => known(inner)(outer);
}

const ACTIONS: Relations = { within: remembered(isContained), touch: overlaps };
const RESOURCES: Relations = {
  within: remembered(withVariables(arnIsContained)),
  touch: (one, other) => arnOverlaps(withStars(one), withStars(other)),
};

type Actions = Statement["actions"];
type Resources = Statement["resources"];
type Principals = Statement["principals"];

/** Whether all actions of a selection are in another one: `within`, for one of its three parts. */
export function actionsWithin(inner: Actions, outer: Actions): boolean {
  return selectionWithin(inner, outer, ACTIONS);
}

/** Whether all resources of a selection are in another one; a policy without any is another matter. */
export function resourcesWithin(inner: Resources, outer: Resources): boolean {
  return inner && outer ? selectionWithin(inner, outer, RESOURCES) : !inner && !outer;
}

/** Whether all whom a selection takes in are in another one; see `within` for the account. */
export function principalsWithin(inner: Principals, outer: Principals, account?: string): boolean {
  if (!inner || !outer) return !inner && !outer;
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

function selectionWithin(
  inner: Selection<string>,
  outer: Selection<string>,
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

function selectionsTouch(
  one: Selection<string>,
  other: Selection<string>,
  relations: Relations,
): boolean {
  if (one.negated && other.negated) return true;
  if (one.negated) return selectionsTouch(other, one, relations);
  return one.elements.some((element) =>
    other.negated
      ? !other.elements.some((left) => relations.within(element, left))
      : other.elements.some((pattern) => relations.touch(element, pattern)),
  );
}
