import { evaluate, type Instance, type NameScope } from "./hcl-evaluate";
import { plainText } from "./json";
import { isRecord, type PlainRecord } from "../text/record";
import { firstUnresolved, numberIn, Unresolved } from "./known";

const MOST_INSTANCES = 1000;
/** What one instance costs: it becomes a resource of its own. */
export const COST = 200;

/** One instance that a block makes, with the brackets of its address. */
export interface Made {
  readonly key: string;
  readonly instance: Instance;
  /** Why their number cannot be told. */
  readonly uncertain?: string;
}

/** The instances that a block makes by `count` or `for_each`; one where neither is known. */
export function instancesOf(
  { count, for_each: forEach }: PlainRecord,
  scope: NameScope,
): readonly Made[] {
  if (count !== undefined) {
    const number = numberIn(evaluate(count, scope, {})) ?? -1;
    const isCount = Number.isInteger(number) && number >= 0 && number <= MOST_INSTANCES;
    if (!isCount || !scope.work.spend(number * COST)) {
      return [{ key: "", instance: {}, uncertain: "its count is not known" }];
    }
    return Array.from({ length: number }, (_, index) => ({
      key: `[${index}]`,
      instance: { count: index },
    }));
  }
  if (forEach === undefined) return [{ key: "", instance: {} }];
  const entries = entriesOf(evaluate(forEach, scope, {}));
  if (!entries || !scope.work.spend(entries.length * COST))
    return [{ key: "", instance: {}, uncertain: "its for_each is not known" }];
  return entries.map(([key, value]) => ({
    key: `[${JSON.stringify(key)}]`,
    instance: { each: { key, value } },
  }));
}

/** Brackets of an address for a step into instances: `0` or `blue`. */
export function indexKey(step: string): string {
  return /^\d+$/.test(step) ? `[${step}]` : `[${JSON.stringify(step)}]`;
}

/** Keys and values of `for_each`; undefined where the keys are not known. */
function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (value instanceof Unresolved) return undefined;
  if (isRecord(value)) return Object.entries(value);
  if (!Array.isArray(value) || firstUnresolved(value)) return undefined;
  return value.map((item: unknown) => [plainText(item), item]);
}
