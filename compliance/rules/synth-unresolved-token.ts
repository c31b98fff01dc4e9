import type { Rule } from "../rule";
import { textsOf } from "../inputs/texts";

/** What CDKTF leaves where a value was used before it could be known. */
const TOKEN = /<unresolved-token>|\$?\{?TfToken\[|#\{Token\[|\$\{Token\[/;

export const rule: Rule = {
  id: "synth-unresolved-token",
  title: "No token of CDKTF is left in the output",
  why: "AWS would take the token for a name: a trust of nobody, a policy on nothing.",
  fix: "build the value from configured names, or pass the construct's attribute as a whole",
  snippet: {
    language: "typescript",
    text: "new Role(this, id, { settings, trust }); // policies hold literals, never tokens",
  },
  severity: "error",
  documents: [],
  waivable: false,
  *check({ model }) {
    for (const input of model.inputs) {
      const { file } = input;
      let found = false;
      for (const { value, place } of textsOf(input)) {
        const token = TOKEN.exec(value)?.[0];
        if (token === undefined) continue;
        found = true;
        const { resource, attribute } = place();
        const message = `${attribute} holds "${token}"`;
        yield {
          verdict: "FAIL",
          file,
          attribute,
          key: attribute,
          message,
          ...(resource && { resource }),
        };
      }
      if (!found) yield { verdict: "PASS", file, message: "no token is left" };
    }
  },
};
