import type { Rule } from "../rule";
import { policyResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { milvusReferences } from "./shared/policy-references";

export const rule: Rule = {
  id: "document-milvus-policy",
  title: "The Milvus role may do what configure-s3-access-by-iam-role says, and nothing else",
  why: "A pod with this role reaches everything that the policy names; Milvus needs the objects of one bucket.",
  fix: "write the text of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `milvus:
  bucket: { name: acme-milvus }`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: [
    "configure-s3-access-by-iam-role, Associate an IAM role with a Kubernetes service account",
  ],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "milvus")) {
      yield* policyResults(context, role, milvusReferences);
    }
  },
};
