import type { Rule } from "../rule";
import { trustResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { integrationTrustReferences } from "./shared/trust-references";

export const rule: Rule = {
  id: "document-integration-trust",
  title:
    "The integration role trusts Zilliz Cloud, with the external ID, as integrate-with-aws-s3 says",
  why: "Whoever else may assume it can read what is exported, and put other things in its place.",
  fix: "write the trust of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `integration:
  externalId: zilliz-external-… # from the console's page of the integration`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["integrate-with-aws-s3, step 4"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "integration")) {
      yield* trustResults(context, role, integrationTrustReferences);
    }
  },
};
