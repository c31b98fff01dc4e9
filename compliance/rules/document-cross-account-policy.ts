import type { Rule } from "../rule";
import { policyResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { crossAccountReferences } from "./shared/policy-references";

export const rule: Rule = {
  id: "document-cross-account-policy",
  title: "The cross-account role may do what create-cross-account-role says, and nothing else",
  why: "Zilliz Cloud acts in the account through this role: every action beyond the text is one that nobody agreed to.",
  fix: "write the text of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `policyEdition: documented # or current, the text of the vendor's own Terraform`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["create-cross-account-role, step 2"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "cross-account")) {
      yield* policyResults(context, role, crossAccountReferences);
    }
  },
};
