import { isAlias, isMap, isPair, isScalar, isSeq, type Alias, type Node } from "yaml";
import { keyText } from "./nodes";

/** Most times that one anchored value is repeated: enough for shared tags, too few for a bomb. */
export const MOST_ALIASES = 100;
/** Most values that aliases make together. */
const MOST_REPEATED = 10_000;

/** Aliases make more of a text than anybody wrote. */
export class TooManyAliases extends Error {
  override readonly name = "TooManyAliases";
}

/**
 * Plain data of a document's content. Keys that are none are left out; a mapping that has no others
 * is null.
 *
 * @param targets what aliases stand for; none of them leads back to itself.
 * @throws TooManyAliases
 */
export function plainData(root: Node | null, targets: ReadonlyMap<Alias, Node>): unknown {
  const repeats = new Map<Node, number>();
  let repeated = 0;
  return plain(root, false);

  function plain(node: unknown, isRepeated: boolean): unknown {
    if (isRepeated) repeated += 1;
    if (repeated > MOST_REPEATED) throw new TooManyAliases();
    if (isAlias(node)) {
      const target = targets.get(node);
      if (!target) return null;
      const count = (repeats.get(target) ?? 0) + 1;
      if (count > MOST_ALIASES) throw new TooManyAliases();
      repeats.set(target, count);
      return plain(target, true);
    }
    if (isSeq(node)) {
      return node.items.map((item) => (isPair(item) ? null : plain(item, isRepeated)));
    }
    if (isMap(node)) {
      const pairs = node.items.filter(({ key }) => isScalar(key));
      if (pairs.length === 0 && node.items.length > 0) return null;
      // Where a key stands twice, the last one counts, as in the parser's own data.
      return Object.fromEntries(
        pairs.map((pair) => [keyText(pair), plain(pair.value, isRepeated)] as const),
      );
    }
    return isScalar(node) ? node.value : null;
  }
}
