import { z } from "zod";
import { doc, type FieldDoc } from "./field";

/** Keys that are left out stay out of the output. */
export const OWN_DEFAULT = "- Terraform's own";

export const string = (description: string, example: string, standard?: string) =>
  z
    .string()
    .min(1)
    .meta(doc({ description, example, default: standard ?? OWN_DEFAULT }))
    .optional();
export const needed = (description: string, example: string) =>
  z.string().min(1).meta(doc({ description, example }));
export const yes = (description: string, standard?: boolean) =>
  z
    .boolean()
    .meta(doc({ description, example: true, default: standard ?? OWN_DEFAULT }))
    .optional();
export const number = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta(doc({ description, example, default: OWN_DEFAULT }))
    .optional();
export const strings = (description: string, example: string) =>
  z
    .array(z.string().min(1))
    .min(1)
    .meta(doc({ description, example: [example], default: OWN_DEFAULT }))
    .optional();

export const documented = <Shape extends z.ZodType>(schema: Shape, documentation: FieldDoc) =>
  schema.meta(doc(documentation));
