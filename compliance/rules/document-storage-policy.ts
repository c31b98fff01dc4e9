import type { Rule } from "../rule";
import { policyResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { storageReferences } from "./shared/policy-references";

export const rule: Rule = {
  id: "document-storage-policy",
  title: "The storage role may do what create-bucket-and-role says, and nothing else",
  why: "With more, the data plane reaches data that is not Zilliz's; with less, Milvus cannot store its own.",
  fix: "write the text of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `project:
  bucket: { name: zilliz-byoc-acme-data }`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["create-bucket-and-role, step 3"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "storage")) {
      yield* policyResults(context, role, storageReferences);
    }
  },
};
