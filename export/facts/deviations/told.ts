import { groupBy } from "../../../compliance/group";
import type { Deviation } from "../../review";

/** A deviation as it is found in one stack. */
export interface Told extends Omit<Deviation, "stacks"> {
  readonly stack: string;
}

/** What is true of several stacks is told once. */
export function together(told: readonly Told[]): readonly Deviation[] {
  const same = groupBy(told, ({ kind, subject, what, citation }) =>
    JSON.stringify([kind, subject, what, citation]),
  );
  return [...same.values()].map((of) => {
    const { kind, subject, what, citation } = of[0]!;
    return { kind, subject, what, citation, stacks: [...new Set(of.map(({ stack }) => stack))] };
  });
}
