import { ROLES, type RoleKind } from "../../policies/catalogue";
import type { DocumentRule } from "../../policies/catalogue-row";
import { policyResults, trustResults } from "../conformance/results";
import { groupBy } from "../../text/group";
import { rolesOfKind } from "../identify/roles";
import { each } from "../results";
import type { Rule } from "../rule";

/** The rules that hold a role's trust or policies against the text of its document. */
export const DOCUMENT_RULES: readonly Rule[] = [
  ...[...groupBy(ROLES, ({ trustRule }) => trustRule)].map(([row, roles]) =>
    documentRule(row, "trust", roles),
  ),
  ...ROLES.flatMap((role) =>
    role.policyRule ? [documentRule(role.policyRule, "text", [role])] : [],
  ),
];

function documentRule(
  { yaml: text, ...row }: DocumentRule,
  part: "trust" | "text",
  roles: readonly { readonly kind: RoleKind }[],
): Rule {
  return {
    ...row,
    fix: `write the ${part} of the document, or synthesize it with byoc synth`,
    snippet: { language: "yaml", text },
    general: "silent",
    severity: "error",
    severities: ["error", "warning"],
    check: each(
      (context) => rolesOfKind(context, ...roles.map(({ kind }) => kind)),
      part === "trust" ? trustResults : policyResults,
    ),
  };
}
