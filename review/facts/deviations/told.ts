import { groupBy } from "../../../text/group";
import type { Deviation } from "../../review";

/** A deviation as it is found in one stack. */
export interface Told extends Omit<Deviation, "stacks"> {
  readonly stack: string;
}

/** What is true of several stacks is told once. */
export function together(told: readonly Told[]): readonly Deviation[] {
  const same = groupBy(told, (one) => JSON.stringify({ ...one, stack: "" }));
  return [...same.values()].map((of) => {
    const { stack, ...rest } = of[0]!;
    return { ...rest, stacks: [...new Set([stack, ...of.map((one) => one.stack)])] };
  });
}
