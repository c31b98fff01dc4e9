import { sectionRow, type ManagedRow } from "../catalogue-row";
import { factsAt } from "../text-facts";
import { irsaTrust, podIdentityTrust } from "./milvus-trusts";
import { milvusKmsPolicy, milvusPolicy } from "./milvus-policy";

const POLICY: ManagedRow = {
  id: "milvus_policy",
  use: "managed",
  suffix: "",
  description: "Reading and writing the objects of the Milvus bucket",
  attachment: "milvus_attachment",
  text: milvusPolicy,
};

/** Document configure-s3-access-by-iam-role. */
export const MILVUS = sectionRow("milvus", {
  document: "configure-s3-access-by-iam-role",
  facts: (deployment) => {
    const { milvus } = deployment;
    return (
      milvus && {
        ...factsAt(deployment, milvus.bucket),
        issuer: milvus.issuer,
        podIdentity: milvus.podIdentity,
        // `checkPodIdentity` has told where the cluster has no name.
        clusterName: milvus.clusterName ?? "",
        namespace: milvus.serviceAccount.namespace,
        serviceAccount: milvus.serviceAccount.name,
        path: milvus.role.path,
        prefix: milvus.policyName,
      }
    );
  },
  bucketField: "Milvus Helm values: externalS3.bucketName",
  companions: ["aws_iam_policy.milvus_policy"],
  policies: [POLICY],
  roles: [
    {
      kind: "milvus",
      words: "the Milvus role",
      id: "milvus_role",
      name: /^milvus-s3-access-sa$/,
      description: ({ namespace, serviceAccount }) =>
        `Assumed by the service account ${namespace}/${serviceAccount}`,
      settings: ({ milvus }) => milvus?.role,
      trust: (facts) =>
        facts.podIdentity === "pod-identity" ? podIdentityTrust(facts) : irsaTrust(facts),
      policies: [
        POLICY,
        {
          id: "milvus_kms_policy",
          use: "inline",
          suffix: "Kms",
          text: ({ key }) => key && milvusKmsPolicy(key),
        },
      ],
      trustRule: {
        id: "document-milvus-trust",
        title:
          "The Milvus role trusts one service account, as configure-s3-access-by-iam-role says",
        why: "Any other pod that may assume it reads and deletes what Milvus has stored.",
        documents: ["configure-s3-access-by-iam-role, Verify the role and service account setup"],
        yaml: `milvus:
  serviceAccount: { namespace: milvus, name: milvus-s3-access-sa }`,
      },
      policyRule: {
        id: "document-milvus-policy",
        title: "The Milvus role may do what configure-s3-access-by-iam-role says, and nothing else",
        why: "A pod with this role reaches everything that the policy names; Milvus needs the objects of one bucket.",
        documents: [
          "configure-s3-access-by-iam-role, Associate an IAM role with a Kubernetes service account",
        ],
        yaml: "milvus:\n  bucket: { name: acme-milvus }",
      },
      asked: { rights: "milvus", trust: "milvusTrust" },
      console: {
        place: 1,
        field: ({ podIdentity, namespace, serviceAccount }) =>
          podIdentity === "irsa"
            ? `Kubernetes service account ${namespace}/${serviceAccount}: annotation eks.amazonaws.com/role-arn`
            : "Nowhere: EKS Pod Identity gives pods the role",
      },
    },
  ],
});
