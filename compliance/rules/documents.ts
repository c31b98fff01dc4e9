import { ROLES, type RoleKind } from "../../policies/catalogue";
import type { DocumentRule } from "../../policies/catalogue-row";
import { compareText } from "../../text/order";
import { policyResults, trustResults } from "../conformance/results";
import { rolesOfKind } from "../identify/roles";
import type { Rule } from "../rule";

type Part = "trust" | "text";

/** The rules that hold a role's trust or policies against the text of its document, by id. */
export const DOCUMENT_RULES: readonly Rule[] = [...new Set(ROLES.map(({ trustRule }) => trustRule))]
  .map((row) =>
    documentRule(
      row,
      "trust",
      ROLES.filter(({ trustRule }) => trustRule === row),
    ),
  )
  .concat(
    ROLES.flatMap((role) =>
      role.policyRule ? [documentRule(role.policyRule, "text", [role])] : [],
    ),
  )
  .toSorted((a, b) => compareText(a.id, b.id));

function documentRule(
  { yaml, ...row }: DocumentRule,
  part: Part,
  roles: readonly { readonly kind: RoleKind }[],
): Rule {
  const results = part === "trust" ? trustResults : policyResults;
  return {
    ...row,
    fix: `write the ${part} of the document, or synthesize it with byoc synth`,
    snippet: { language: "yaml", text: yaml },
    severity: "error",
    severities: ["error", "warning"],
    *check(context) {
      for (const role of rolesOfKind(context, ...roles.map(({ kind }) => kind))) {
        yield* results(context, role);
      }
    },
  };
}
