import type { Rule } from "../rule";
import { trustResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { milvusTrustReferences } from "./shared/trust-references";

export const rule: Rule = {
  id: "document-milvus-trust",
  title: "The Milvus role trusts one service account, as configure-s3-access-by-iam-role says",
  why: "Any other pod that may assume it reads and deletes what Milvus has stored.",
  fix: "write the trust of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `milvus:
  serviceAccount: { namespace: milvus, name: milvus-s3-access-sa }`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["configure-s3-access-by-iam-role, Verify the role and service account setup"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "milvus")) {
      yield* trustResults(context, role, milvusTrustReferences);
    }
  },
};
