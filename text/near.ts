import { closest, distance } from "fastest-levenshtein";

/** Longest text that is compared: a longer one is no slip of the hand. */
const LONGEST = 64;

/** The choice that takes the fewest slips to become a text; capitals make no difference. */
export function nearest(
  text: string,
  choices: readonly string[],
): { readonly choice: string; readonly slips: number } | undefined {
  if (choices.length === 0) return undefined;
  const written = text.toLowerCase().slice(0, LONGEST);
  const lower = choices.map((choice) => choice.toLowerCase());
  const found = closest(written, lower);
  return { choice: choices[lower.indexOf(found)]!, slips: distance(written, found) };
}

/** Whether one of two mappings lies in the other, one level deeper, by their paths. */
export function isNextTo<Part>(one: readonly Part[], other: readonly Part[]): boolean {
  const [outer, inner] = one.length < other.length ? [one, other] : [other, one];
  return inner.length === outer.length + 1 && outer.every((part, index) => part === inner[index]);
}

/** The choice that was meant, where one is near enough to say so. */
export function near(text: string, choices: readonly string[]): string | undefined {
  const { choice = "", slips = 0 } = nearest(text, choices) ?? {};
  // Two letters that changed places count twice; of a short word, too little would be left.
  const isNear = slips <= Math.max(2, choice.length / 5) && slips * 2 < choice.length;
  return isNear ? choice : undefined;
}

/** The fix that names what was meant, where that can be told. */
export function use(meant: string | undefined): string | undefined {
  return meant && `use ${meant}`;
}
