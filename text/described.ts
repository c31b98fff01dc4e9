import { z } from "zod";

/** Data that nothing changes, whatever lies in it. */
export type DeepReadonly<T> = T extends object
  ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
  : T;

/** Parts of what the schemas of reports describe. */
export const text = (description: string) => z.string().describe(description);
export const counts = (description: string) => z.int().min(0).describe(description);
export const formatVersion = z
  .literal(1)
  .describe("Version of this format; a change of meaning raises it, a new field does not");
