import { oneLine } from "../text/lines";
import { usageError } from "../text/problem";

/** 9999-12-31: later days have no four digits for their year. */
const LAST = 253_402_300_799;

/**
 * Today, or the day of SOURCE_DATE_EPOCH, so that a run can be repeated. Empty it counts as unset.
 *
 * @throws ProblemError when it is no number of seconds.
 */
export function day(epoch = process.env["SOURCE_DATE_EPOCH"]): string {
  const date = epoch === undefined || epoch === "" ? new Date() : new Date(seconds(epoch) * 1000);
  return date.toISOString().slice(0, 10);
}

function seconds(epoch: string): number {
  const number = /^\d{1,12}$/.test(epoch) ? Number(epoch) : Infinity;
  if (number <= LAST) return number;
  const shown = oneLine(epoch.length > 40 ? `${epoch.slice(0, 40)}…` : epoch);
  throw usageError("SOURCE_DATE_EPOCH", `is "${shown}", no day`, {
    allowed: `whole seconds since 1970-01-01, from 0 to ${LAST}`,
    fix: "unset it to judge by today",
  });
}
