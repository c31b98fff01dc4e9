import type { Rule } from "../rule";
import { trustResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { eksTrustReferences } from "./shared/trust-references";

export const rule: Rule = {
  id: "document-eks-trust",
  title: "The EKS role trusts EKS, its nodes and three controllers, as the vendor's Terraform says",
  why: "Whoever else may assume it has the rights of every node of the cluster.",
  fix: "write the trust of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `project:
  oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/… # once there is a cluster`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["create-cross-account-role, step 2 (the role that it passes)"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "eks")) {
      yield* trustResults(context, role, eksTrustReferences);
    }
  },
};
