import { z } from "zod";
import { doc, text, type FieldDoc, type Finding } from "./field";

/** Stands for the stack's id in the key that tells where a state lies. */
export const STACK_PLACEHOLDER = "{stack}";

/** Description of a key that tells where a state lies. */
export const place = (what: string) =>
  `${what} "{stack}" stands for the stack's id and must be in it, so that no two stacks share a state.`;

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

export const texts = (description: string, example: Readonly<Record<string, string>>) =>
  z
    .record(z.string(), z.string())
    .meta(doc({ description, example, default: OWN_DEFAULT }))
    .optional();

/** An address; Terraform would keep a password in it in every copy of its settings. */
const address = (documentation: FieldDoc, elsewhere: string) =>
  text((value) => {
    if (value === "") {
      return { code: "range", message: "is an empty text", allowed: "at least 1 character" };
    }
    if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(value)) return undefined;
    const message = "holds a user or a password";
    return {
      code: "credential",
      message,
      allowed: "credentials in the environment only",
      fix: `take it out of the address, and ${elsewhere}`,
    };
  }, documentation);

export const url = (description: string, example: string, elsewhere: string) =>
  address({ description, example, default: OWN_DEFAULT }, elsewhere).optional();
export const neededUrl = (description: string, example: string, elsewhere: string) =>
  address({ description, example }, elsewhere);

/** What is said of two keys that Terraform does not take together. */
export function exclusive(one: string, other: string) {
  const finding: Finding = {
    code: "conflict",
    message: `holds ${one} and ${other}, which exclude each other`,
    allowed: `${one} or ${other}`,
    fix: "remove one of them",
  };
  return { code: "custom" as const, message: finding.message, params: { finding } };
}

export const documented = <Shape extends z.ZodType>(schema: Shape, documentation: FieldDoc) =>
  schema.meta(doc(documentation));
