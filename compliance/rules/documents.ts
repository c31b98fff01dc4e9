import type { Rule } from "../rule";
import { policyResults, trustResults } from "../conformance/results";
import { rolesOfKind } from "../identify/roles";
import type { RoleKind } from "../identify/kinds";
import {
  crossAccountReferences,
  EKS_MANAGED_POLICIES,
  eksReferences,
  integrationReferences,
  milvusReferences,
  storageReferences,
  type References,
} from "../conformance/policy-references";
import {
  eksTrustReferences,
  integrationTrustReferences,
  milvusTrustReferences,
  storageTrustReferences,
  vendorTrustReferences,
  type TrustReferences,
} from "../conformance/trust-references";

/** What a document says of the trust, or of the policies, of a role. */
type Row = Pick<Rule, "title" | "why" | "documents"> & {
  readonly id: `document-${string}`;
  /** Config that makes what is right. */
  readonly yaml: string;
  readonly kinds: readonly RoleKind[];
} & (
    | { readonly trust: TrustReferences }
    | {
        readonly policies: References;
        /** Names of AWS's own policies that the document attaches. */
        readonly attachable?: readonly string[];
      }
  );

const EXTERNAL_ID = `zilliz:
  externalId: cid-… # from the setup guide of the Zilliz Cloud console`;
const ISSUER = `project:
  oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/… # once there is a cluster`;
/** The EKS role has no document of its own. */
const PASSED = "create-cross-account-role, step 2 (the role that it passes)";

/** In the order of their ids. */
const ROWS: readonly Row[] = [
  {
    id: "document-bootstrap-trusts",
    title: "The bootstrap and management roles trust Zilliz Cloud, with the external ID",
    why: "These roles set up and run the data plane: whoever else may assume them can do the same.",
    documents: ["byoc-prerequisites, IAM permissions"],
    yaml: EXTERNAL_ID,
    kinds: ["bootstrap", "management"],
    trust: vendorTrustReferences,
  },
  {
    id: "document-cross-account-policy",
    title: "The cross-account role may do what create-cross-account-role says, and nothing else",
    why: "Zilliz Cloud acts in the account through this role: every action beyond the text is one that nobody agreed to.",
    documents: ["create-cross-account-role, step 2"],
    yaml: `policyEdition: documented # or current, the text of the vendor's own Terraform`,
    kinds: ["cross-account"],
    policies: crossAccountReferences,
  },
  {
    id: "document-cross-account-trust",
    title:
      "The cross-account role trusts Zilliz Cloud, with the external ID, as create-cross-account-role says",
    why: "Whoever else may assume it can do in the account what Zilliz Cloud can.",
    documents: ["create-cross-account-role, step 1"],
    yaml: EXTERNAL_ID,
    kinds: ["cross-account"],
    trust: vendorTrustReferences,
  },
  {
    id: "document-eks-policies",
    title: "The EKS role carries the policies of its controllers and of EKS, and nothing else",
    why: "Every node of the cluster has the rights of this role, and so has every pod that reaches a node.",
    documents: [PASSED],
    yaml: `project: # makes the EKS role with its eight policies
  bucket: { name: zilliz-byoc-acme-data }`,
    kinds: ["eks"],
    policies: eksReferences,
    attachable: EKS_MANAGED_POLICIES,
  },
  {
    id: "document-eks-trust",
    title:
      "The EKS role trusts EKS, its nodes and three controllers, as the vendor's Terraform says",
    why: "Whoever else may assume it has the rights of every node of the cluster.",
    documents: [PASSED],
    yaml: ISSUER,
    kinds: ["eks"],
    trust: eksTrustReferences,
  },
  {
    id: "document-integration-policy",
    title: "The integration role may do what integrate-with-aws-s3 says, and nothing else",
    why: "Zilliz Cloud exports through this role from outside of the account: what it may read, it can carry away.",
    documents: ["integrate-with-aws-s3, step 3"],
    yaml: `integration:
  bucket: { name: acme-zilliz-export }`,
    kinds: ["integration"],
    policies: integrationReferences,
  },
  {
    id: "document-integration-trust",
    title:
      "The integration role trusts Zilliz Cloud, with the external ID, as integrate-with-aws-s3 says",
    why: "Whoever else may assume it can read what is exported, and put other things in its place.",
    documents: ["integrate-with-aws-s3, step 4"],
    yaml: `integration:
  externalId: zilliz-external-… # from the console's page of the integration`,
    kinds: ["integration"],
    trust: integrationTrustReferences,
  },
  {
    id: "document-milvus-policy",
    title: "The Milvus role may do what configure-s3-access-by-iam-role says, and nothing else",
    why: "A pod with this role reaches everything that the policy names; Milvus needs the objects of one bucket.",
    documents: [
      "configure-s3-access-by-iam-role, Associate an IAM role with a Kubernetes service account",
    ],
    yaml: `milvus:
  bucket: { name: acme-milvus }`,
    kinds: ["milvus"],
    policies: milvusReferences,
  },
  {
    id: "document-milvus-trust",
    title: "The Milvus role trusts one service account, as configure-s3-access-by-iam-role says",
    why: "Any other pod that may assume it reads and deletes what Milvus has stored.",
    documents: ["configure-s3-access-by-iam-role, Verify the role and service account setup"],
    yaml: `milvus:
  serviceAccount: { namespace: milvus, name: milvus-s3-access-sa }`,
    kinds: ["milvus"],
    trust: milvusTrustReferences,
  },
  {
    id: "document-storage-policy",
    title: "The storage role may do what create-bucket-and-role says, and nothing else",
    why: "With more, the data plane reaches data that is not Zilliz's; with less, Milvus cannot store its own.",
    documents: ["create-bucket-and-role, step 3"],
    yaml: `project:
  bucket: { name: zilliz-byoc-acme-data }`,
    kinds: ["storage"],
    policies: storageReferences,
  },
  {
    id: "document-storage-trust",
    title: "The storage role trusts the service accounts that create-bucket-and-role names",
    why: "Any other service account, cluster or account that may assume it reads and deletes the project's data.",
    documents: ["create-bucket-and-role, step 2"],
    yaml: ISSUER,
    kinds: ["storage"],
    trust: storageTrustReferences,
  },
];

/** The rules that hold a role's trust or policies against the text of its document. */
export const DOCUMENT_RULES: readonly Rule[] = ROWS.map((row) => {
  const { id, title, why, documents, yaml, kinds } = row;
  return {
    id,
    title,
    why,
    fix: `write the ${"trust" in row ? "trust" : "text"} of the document, or synthesize it with byoc synth`,
    snippet: { language: "yaml", text: yaml },
    severity: "error",
    severities: ["error", "warning"],
    documents,
    *check(context) {
      for (const role of rolesOfKind(context, ...kinds)) {
        yield* "trust" in row
          ? trustResults(context, role, row.trust)
          : policyResults(context, role, row.policies, row.attachable);
      }
    },
  };
});
