const MOST = 4;
const SHOWN = 3;

/** "a, b and c"; of long lists the first few, and how many more. */
export function enumerate(parts: readonly string[], conjunction = "and"): string {
  const shown = parts.length > MOST ? parts.slice(0, SHOWN) : parts;
  const rest = parts.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown[shown.length - 1];
  const before = rest > 0 ? shown : shown.slice(0, -1);
  return before.length === 0 ? (last ?? "") : `${before.join(", ")} ${conjunction} ${last}`;
}
