import { waiverSchema, type Waiver, type WaiverEntry } from "./schema";

/** A waiver that comes with the rules: the document demands what the rule finds. */
export interface ShippedWaiver extends Omit<WaiverEntry, "owner" | "kind" | "expires" | "ticket"> {
  /** Document, section and statement, and why the rule's worry is met otherwise. */
  readonly reason: string;
}

/**
 * Waivers of the documents' own inevitable findings. They have no expiry, as the document has none,
 * and are not reported as unused: most runs make only some of the resources.
 */
export function shipped(entries: readonly ShippedWaiver[]): Waiver[] {
  return entries.map((entry) => {
    const { max, file, finding } = entry;
    const { rule, address, reason } = waiverSchema.parse({
      ...entry,
      owner: "byoc",
      kind: "documented",
    });
    return { rule, address, reason, max, file, finding, kind: "documented", origin: "shipped" };
  });
}
