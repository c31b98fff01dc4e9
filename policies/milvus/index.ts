import type { Deployment, MilvusSection } from "../../config/deployment";
import { keyReference } from "../kms-key";
import { irsaTrust } from "./irsa-trust";
import { milvusKmsPolicy } from "./milvus-kms-policy";
import { milvusPolicy } from "./milvus-policy";

/** Every policy text of the stack for a self-managed Milvus, by what it is attached to. */
export function milvusPolicies(deployment: Deployment, section: MilvusSection) {
  const { partition, accountId } = deployment;
  const { issuer, bucket, serviceAccount } = section;
  return {
    trust: {
      milvusRole: irsaTrust({
        partition,
        accountId,
        issuer,
        namespace: serviceAccount.namespace,
        serviceAccount: serviceAccount.name,
      }),
    },
    managed: { milvusPolicy: milvusPolicy({ partition, bucket: bucket.name }) },
    inline: {
      ...(bucket.key && { milvusKmsPolicy: milvusKmsPolicy(keyReference(deployment, bucket.key)) }),
    },
  };
}
