/** Enough for every module that people write; for one that only doubles things it is soon spent. */
const BASE = 1_000_000;
/** Most names that name each other in turn: more exhaust the stack. */
export const LONGEST_CHAIN = 200;

/**
 * How much may still be worked out. Expressions that name each other can make a text without end out
 * of a file of a few lines; when all is spent, what is left cannot be told.
 */
export class Work {
  private left: number;

  /** @param elements of the files: what is only written is worked out a few times. */
  constructor(elements = 0) {
    this.left = BASE + 4 * elements;
  }

  /** Whether there was so much left. */
  spend(units: number): boolean {
    this.left -= units;
    return this.left >= 0;
  }
}

/** Values in a value, itself included. */
export function elementsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const inner of Object.values(value)) count += elementsIn(inner);
  return count;
}
