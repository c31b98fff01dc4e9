import type { Rule } from "../rule";
import { policyResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { eksReferences, EKS_MANAGED_POLICIES } from "./shared/policy-references";

export const rule: Rule = {
  id: "document-eks-policies",
  title: "The EKS role carries the policies of its controllers and of EKS, and nothing else",
  why: "Every node of the cluster has the rights of this role, and so has every pod that reaches a node.",
  fix: "write the text of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `project: # makes the EKS role with its eight policies
  bucket: { name: zilliz-byoc-acme-data }`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["create-cross-account-role, step 2 (the role that it passes)"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "eks")) {
      yield* policyResults(context, role, eksReferences, EKS_MANAGED_POLICIES);
    }
  },
};
