import type { IamStatement } from "../../iam/policy";
import { labelOf } from "../../iam/shape";
import type { Model, PolicyOf } from "../../terraform/model-view";
import { cachedOf } from "../../text/cache";
import { groupBy, keyed, push } from "../../text/group";
import { maskedPolicy, type Mask } from "../../text/mask";
import { isRecord } from "../../text/record";
import { unique } from "../../text/unique";
import type { Sides, SubjectChanges } from "../diff";

/** One statement as each side has it; undefined where a side has none that is like it. */
export type StatementPair = Sides<string | undefined>;

/** One text of a policy, with its statements side by side. */
export interface TextSides {
  readonly address: string;
  readonly attribute: string;
  /** Statements that only one side has or, where both have the same, those that count. */
  readonly pairs: readonly StatementPair[];
  /** Why a side's text cannot be shown; undefined where it can. */
  readonly unread: Sides<string | undefined>;
}

/** The texts that the changes of a subject stand in. */
export function textsOf(
  { changes }: SubjectChanges,
  models: Sides<Model>,
  mask: Mask,
): readonly TextSides[] {
  const reasons = groupBy(
    changes.flatMap(({ because }) => because),
    ({ policy }) => policy,
  );
  return [...reasons].flatMap(([address, of]) => {
    const [before, after] = [models.before, models.after].map((model) => {
      return groupBy(policiesAt(model).get(address) ?? [], ({ attribute }) => attribute);
    });
    const labels = new Set(of.flatMap(({ statement }) => statement ?? []));
    const all = unique([...before!.keys(), ...after!.keys()]).map((attribute) => {
      const sides = { before: before!.get(attribute) ?? [], after: after!.get(attribute) ?? [] };
      return { address, attribute, ...compared(sides, labels, mask) };
    });
    const changed = all.filter(({ isChanged }) => isChanged);
    return (changed.length > 0 ? changed : all).filter(
      ({ pairs, unread }) => pairs.length > 0 || unread.before !== unread.after,
    );
  });
}

const policiesAt = cachedOf((model: Model) => {
  const found = new Map<string, PolicyOf[]>();
  for (const policy of model.policies()) push(found, policy.resource.address, policy);
  return found;
});

function compared(
  { before, after }: Sides<readonly PolicyOf[]>,
  labels: ReadonlySet<string>,
  mask: Mask,
) {
  const [old, now] = [statementsOf(before), statementsOf(after)];
  const written = (all: readonly Labelled[]) => new Set(all.map(({ key }) => key));
  const [inOld, inNow] = [written(old), written(now)];
  const gone = old.filter(({ key }) => !inNow.has(key));
  const fresh = now.filter(({ key }) => !inOld.has(key));
  const same = old.filter(({ key, label }) => inNow.has(key) && labels.has(label));
  const isChanged = gone.length > 0 || fresh.length > 0;
  const text = (one: Labelled | undefined) => one && maskedPolicy(one.statement, mask);
  const pairs = isChanged ? pairUp(gone, fresh) : same.map((one) => [one, one] as const);
  return {
    isChanged,
    pairs: pairs.map(([one, other]) => ({ before: text(one), after: text(other) })),
    unread: { before: unreadOf(before), after: unreadOf(after) },
  };
}

interface Labelled {
  readonly label: string;
  /** The same text has the same key. */
  readonly key: string;
  readonly statement: IamStatement;
}

function statementsOf(policies: readonly PolicyOf[]): Labelled[] {
  const labelled = policies.flatMap(({ document }) =>
    (document.known ? document.value.Statement : [])
      .map((statement, index) => {
        return { label: labelOf(statement, index), key: JSON.stringify(statement), statement };
      })
      // Nobody has looked yet at the shape of what was read.
      .filter(({ statement }) => isRecord(statement)),
  );
  return [...keyed(labelled, "key").values()];
}

/** A side that has no such text has nothing that could not be read. */
function unreadOf(policies: readonly PolicyOf[]): string | undefined {
  return policies.map(({ document }) => (document.known ? undefined : document.why)).find(Boolean);
}

/** What makes two statements one that was changed, the surest first. */
const LIKENESS: readonly (keyof IamStatement)[] = ["Sid", "Resource", "Principal", "Action"];

/** Each statement beside the one of the other side that it was made of, if there is one. */
function pairUp(gone: readonly Labelled[], fresh: readonly Labelled[]) {
  const partners = new Map<Labelled, Labelled>();
  const taken = new Set<Labelled>();
  for (const element of LIKENESS) {
    for (const one of gone) {
      if (one.statement[element] === undefined || partners.has(one)) continue;
      const value = JSON.stringify(one.statement[element]);
      const like = fresh.find(
        (other) => !taken.has(other) && JSON.stringify(other.statement[element]) === value,
      );
      if (!like) continue;
      partners.set(one, like);
      taken.add(like);
    }
  }
  return [
    ...gone.map((one) => [one, partners.get(one)] as const),
    ...fresh.filter((one) => !taken.has(one)).map((one) => [undefined, one] as const),
  ];
}
