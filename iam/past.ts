import type { ConditionTest } from "./condition";
import { timeOf } from "./operators";

/** When this process began: what is past by then stays so. */
const NOW = Date.now();

/** Keys that AWS sets to a time, which is never before now for whoever asks from now on. */
const TIMES = new Set(["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"]);
/** Of these, the one that is absent from requests with keys that last. */
const OF_TOKEN = "aws:tokenissuetime";

/**
 * What becomes of a test of the time, whatever it is from now on: `never` where it asks for a time
 * that is past, `always` where it excludes past times only; undefined where that depends, and of
 * other keys.
 */
export function fateOf(test: ConditionTest, now = NOW): "never" | "always" | undefined {
  const key = test.key.toLowerCase();
  if (!TIMES.has(key) || test.set !== undefined || test.values.length === 0) return undefined;
  const fates = test.values.map((value) => fateOfOne(test.comparison, value, now));
  const never = fates.every((fate) => fate === "never");
  const always = fates.some((fate) => fate === "always");
  const decided = test.negated ? { never: always, always: never } : { never, always };
  // Without a token there is no such key, and what then holds is not said by the time.
  if (key === OF_TOKEN)
    return decided.never && !test.ifExists && !test.negated ? "never" : undefined;
  if (decided.never) return "never";
  return decided.always ? "always" : undefined;
}

function fateOfOne(comparison: string, value: string, now: number): "never" | "always" | undefined {
  // A date that is none equals, precedes and follows nothing.
  if (!(timeOf(value) < now)) return undefined;
  if (/LessThan|(Date|Numeric)Equals/.test(comparison)) return "never";
  return /GreaterThan/.test(comparison) ? "always" : undefined;
}
