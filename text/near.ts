import { closest, distance } from "fastest-levenshtein";

/** Longest text that is compared: a longer one is no slip of the hand. */
const LONGEST = 64;

/** The choice that was meant, where one is near enough to say so; capitals make no difference. */
export function near(text: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0) return undefined;
  const lower = text.toLowerCase().slice(0, LONGEST);
  const nearest = closest(
    lower,
    choices.map((choice) => choice.toLowerCase()),
  );
  // Two letters that changed places count twice; of a short word, too little would be left.
  const far = distance(lower, nearest);
  const isNear = far <= Math.max(2, nearest.length / 5) && far * 2 < nearest.length;
  return isNear ? choices.find((choice) => choice.toLowerCase() === nearest) : undefined;
}
