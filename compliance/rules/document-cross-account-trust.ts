import type { Rule } from "../rule";
import { trustResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { vendorTrustReferences } from "./shared/trust-references";

export const rule: Rule = {
  id: "document-cross-account-trust",
  title:
    "The cross-account role trusts Zilliz Cloud, with the external ID, as create-cross-account-role says",
  why: "Whoever else may assume it can do in the account what Zilliz Cloud can.",
  fix: "write the trust of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `zilliz:
  externalId: cid-… # from the setup guide of the Zilliz Cloud console`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["create-cross-account-role, step 1"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "cross-account")) {
      yield* trustResults(context, role, vendorTrustReferences);
    }
  },
};
