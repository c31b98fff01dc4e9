import { basename } from "node:path";
import { groupBy, push } from "../text/group";
import type { Input, InputKind } from "../terraform/model";
import type { Sides } from "./diff";

/** Something of one side, with all that it may be found by on the other. */
export interface Candidate<View> {
  readonly view: View;
  readonly kind: InputKind;
  /** ARN, or another name that nothing else has. */
  readonly exact?: string | undefined;
  /** With another exact name it is another thing: a bucket, which a role with a new name is not. */
  readonly fixed?: boolean;
  readonly name?: string | undefined;
  readonly account?: string | undefined;
  /** Stack, or file where no stack is told. */
  readonly place: string;
  readonly address: string;
  readonly previousAddress?: string | undefined;
}

/** One thing on both sides; empty on a side that has no such thing. */
export type Pair<View> = Sides<readonly View[]>;

export function placeName({ stack, file }: Input): string {
  return stack ?? basename(file.replaceAll("\\", "/"));
}

type Group<View> = readonly Candidate<View>[];

/**
 * Finds what is the same on both sides: by ARN, by name, by address, so that a role that was moved
 * or renamed is not taken for a new one.
 */
export function pairUp<View>({ before, after }: Sides<readonly Candidate<View>[]>): Pair<View>[] {
  const old = new Set(groupsOf(before));
  const now = new Set(groupsOf(after));
  const pairs: Sides<Group<View>>[] = [];
  for (const keysOf of PASSES) {
    const found = byKey(old, keysOf);
    for (const [key, ofKey] of byKey(now, keysOf)) {
      const [one, ...more] = found.get(key) ?? [];
      const [other, ...others] = ofKey;
      // What two may be is left to a weaker key.
      if (!one || !other || more.length > 0 || others.length > 0) continue;
      if (!old.has(one) || !now.has(other) || !mayBeSame(keysOf, one[0]!, other[0]!)) continue;
      pairs.push({ before: one, after: other });
      old.delete(one);
      now.delete(other);
    }
  }
  return [
    ...pairs.map(ofOneKind),
    ...[...old].map((group) => ofOneKind({ before: group, after: [] })),
    ...[...now].map((group) => ofOneKind({ before: [], after: group })),
  ];
}

type KeysOf = (candidate: Candidate<unknown>) => readonly (string | undefined)[];

const BY_NAME: KeysOf = ({ name }) => [name];
const PASSES: readonly KeysOf[] = [
  ({ exact }) => [exact],
  BY_NAME,
  ({ place, address, previousAddress }) => [
    `${place} ${address}`,
    previousAddress && `${place} ${previousAddress}`,
  ],
  ({ address, previousAddress }) => [address, previousAddress],
];

/** Roles of one name in two accounts are two roles; at one address they are one that was moved. */
function mayBeSame(keysOf: KeysOf, one: Candidate<unknown>, other: Candidate<unknown>): boolean {
  const isFixed = one.fixed === true && one.exact !== undefined && other.exact !== undefined;
  if (isFixed && one.exact !== other.exact) return false;
  return (
    keysOf !== BY_NAME ||
    one.account === undefined ||
    other.account === undefined ||
    one.account === other.account
  );
}

function byKey<View>(groups: Iterable<Group<View>>, keysOf: KeysOf): Map<string, Group<View>[]> {
  const found = new Map<string, Group<View>[]>();
  for (const group of groups) {
    // Most are alone, and have one key.
    const [first, ...others] = group.length === 1 ? keysOf(group[0]!) : group.flatMap(keysOf);
    const keys = others.length === 0 ? [first] : new Set([first, ...others]);
    for (const key of keys) if (key !== undefined) push(found, key, group);
  }
  return found;
}

/** A role that several files have: as synthesized and in the plan, or in the plans of two stacks. */
function groupsOf<View>(candidates: readonly Candidate<View>[]): Group<View>[] {
  const groups = groupBy(candidates, ({ exact, name, place, address }) =>
    exact === undefined && name === undefined
      ? JSON.stringify([place, address])
      : JSON.stringify(exact ?? ["name", name]),
  );
  return [...groups.values()];
}

const BEST: readonly InputKind[] = ["plan", "state", "synth"];

/** Compares like with like where both sides have it: a plan with a plan. */
function ofOneKind<View>({ before, after }: Sides<Group<View>>): Pair<View> {
  const kinds = ([...groups]: Group<View>[]) =>
    BEST.filter((kind) => groups.every((group) => group.some((one) => one.kind === kind)));
  const sides = [before, after].filter((group) => group.length > 0);
  const [common] = kinds(sides);
  const views = (group: Group<View>) => {
    const kind = common ?? kinds([group])[0];
    return group.filter((one) => one.kind === kind).map(({ view }) => view);
  };
  return { before: views(before), after: views(after) };
}
