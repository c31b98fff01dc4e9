import { z } from "zod";
import { doc, field, issueOf, text, type FieldDoc, type Objection } from "./field";

/** Stands for the stack's id in the key that tells where a state lies. */
export const STACK_PLACEHOLDER = "{stack}";

/** Description of a key that tells where a state lies. */
export const place = (what: string) =>
  `${what} "{stack}" stands for the stack's id and must be in it, so that no two stacks share a state.`;

/** Keys that are left out stay out of the output. */
export const OWN_DEFAULT = "- Terraform's own";

/** A key of Terraform's; a default that it has is shown, and left to Terraform. */
const own = <Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  example: unknown,
  standard: unknown = OWN_DEFAULT,
) => schema.meta(doc({ description, example, default: standard })).optional();

export const string = (description: string, example: string, standard?: string) =>
  own(z.string().min(1), description, example, standard);
export const needed = (description: string, example: string) =>
  field(z.string().min(1), { description, example });
export const yes = (description: string, standard?: boolean) =>
  own(z.boolean(), description, true, standard);
export const number = (description: string, example: number) =>
  own(z.int().min(0), description, example);
export const strings = (description: string, example: string) =>
  own(z.array(z.string().min(1)).min(1), description, [example]);
export const texts = (description: string, example: Readonly<Record<string, string>>) =>
  own(z.record(z.string(), z.string()), description, example);

/** An address; Terraform would keep a password in it in every copy of its settings. */
const address = <const Doc extends FieldDoc>(documentation: Doc, elsewhere: string) =>
  text((value) => {
    if (value === "") {
      return { code: "range", message: "is an empty text", allowed: "at least 1 character" };
    }
    if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(value)) return undefined;
    return {
      code: "credential",
      message: "holds a user or a password",
      allowed: "credentials in the environment only",
      fix: `take it out of the address, and ${elsewhere}`,
    };
  }, documentation);

export const url = (description: string, example: string, elsewhere: string) =>
  address({ description, example, default: OWN_DEFAULT }, elsewhere);
export const neededUrl = (description: string, example: string, elsewhere: string) =>
  address({ description, example }, elsewhere);

/** What is said of two keys that Terraform does not take together. */
export function exclusive(one: string, other: string) {
  const objection: Objection = {
    code: "conflict",
    message: `holds ${one} and ${other}, which exclude each other`,
    allowed: `${one} or ${other}`,
    fix: "remove one of them",
  };
  return issueOf(objection);
}
