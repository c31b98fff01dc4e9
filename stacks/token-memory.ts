import { TokenMap } from "cdktf/lib/tokens/private/token-map";

interface Remembered {
  readonly stringTokenMap: Map<string, unknown>;
  readonly numberTokenMap: Map<number, unknown>;
}

/**
 * Runs a function and drops the tokens that it made.
 *
 * CDKTF keeps every token of a process, and each token its stack: with many deployments that is
 * most of the memory. What was made here must not be resolved afterwards.
 */
export function forgettingTokens<Result>(work: () => Result): Result {
  const { stringTokenMap, numberTokenMap } = TokenMap.instance() as unknown as Remembered;
  const before = { strings: stringTokenMap.size, numbers: numberTokenMap.size };
  const result = work();
  dropFrom(stringTokenMap, before.strings);
  dropFrom(numberTokenMap, before.numbers);
  return result;
}

/** Maps keep the order of insertion: what came later stands behind. */
function dropFrom<Key>(map: Map<Key, unknown>, size: number): void {
  for (const key of [...map.keys()].slice(size)) map.delete(key);
}
