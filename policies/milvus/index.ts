import type { Deployment, MilvusSection } from "../../config/deployment";
import { keyReference } from "../kms-key";
import { irsaTrust } from "./irsa-trust";
import { milvusKmsPolicy } from "./milvus-kms-policy";
import { milvusPolicy } from "./milvus-policy";
import { podIdentityTrust } from "./pod-identity-trust";

/** Every policy text of the stack for a self-managed Milvus, by what it is attached to. */
export function milvusPolicies(deployment: Deployment, section: MilvusSection) {
  const { partition, accountId, region } = deployment;
  const { issuer, bucket } = section;
  const { namespace, name: serviceAccount } = section.serviceAccount;
  const pod = { partition, accountId, namespace, serviceAccount };
  return {
    trust: {
      milvusRole:
        section.podIdentity === "pod-identity"
          ? // `checkPodIdentity` has told where the cluster has no name.
            podIdentityTrust({ ...pod, region, clusterName: section.clusterName ?? "" })
          : irsaTrust({ ...pod, issuer }),
    },
    managed: { milvusPolicy: milvusPolicy({ partition, bucket: bucket.name }) },
    inline: {
      ...(bucket.key && { milvusKmsPolicy: milvusKmsPolicy(keyReference(deployment, bucket.key)) }),
    },
  };
}
