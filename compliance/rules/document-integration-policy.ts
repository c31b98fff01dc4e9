import type { Rule } from "../rule";
import { policyResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { integrationReferences } from "./shared/policy-references";

export const rule: Rule = {
  id: "document-integration-policy",
  title: "The integration role may do what integrate-with-aws-s3 says, and nothing else",
  why: "Zilliz Cloud exports through this role from outside of the account: what it may read, it can carry away.",
  fix: "write the text of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `integration:
  bucket: { name: acme-zilliz-export }`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["integrate-with-aws-s3, step 3"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "integration")) {
      yield* policyResults(context, role, integrationReferences);
    }
  },
};
