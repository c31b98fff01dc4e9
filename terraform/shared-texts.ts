import { cached } from "../text/cache";

/** Shorter ones are not worth looking up. */
const LONG = 200;

const shared = cached((text: string) => text, 1_000);

/**
 * Keeps long texts of what was just parsed once: a plan repeats its policies in its configuration,
 * and most of a fleet's plans have the same ones.
 */
export function shareTexts(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const inner = object[key];
    if (typeof inner === "object") shareTexts(inner);
    else if (typeof inner === "string" && inner.length >= LONG) object[key] = shared(inner);
  }
}
