import type { Rule } from "../rule";
import { trustResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { vendorTrustReferences } from "./shared/trust-references";

export const rule: Rule = {
  id: "document-bootstrap-trusts",
  title: "The bootstrap and management roles trust Zilliz Cloud, with the external ID",
  why: "These roles set up and run the data plane: whoever else may assume them can do the same.",
  fix: "write the trust of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `zilliz:
  externalId: cid-… # from the setup guide of the Zilliz Cloud console`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["byoc-prerequisites, IAM permissions"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "bootstrap", "management")) {
      yield* trustResults(context, role, vendorTrustReferences);
    }
  },
};
