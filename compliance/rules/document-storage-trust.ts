import type { Rule } from "../rule";
import { trustResults } from "./shared/conformance";
import { rolesOfKind } from "./shared/identify";
import { storageTrustReferences } from "./shared/trust-references";

export const rule: Rule = {
  id: "document-storage-trust",
  title: "The storage role trusts the service accounts that create-bucket-and-role names",
  why: "Any other service account, cluster or account that may assume it reads and deletes the project's data.",
  fix: "write the trust of the document, or synthesize it with byoc synth",
  snippet: {
    language: "yaml",
    text: `project:
  oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/… # once there is a cluster`,
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: [],
  documents: ["create-bucket-and-role, step 2"],
  waivable: true,
  *check(context) {
    for (const role of rolesOfKind(context, "storage")) {
      yield* trustResults(context, role, storageTrustReferences);
    }
  },
};
