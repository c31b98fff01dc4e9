import { policy, type Policy } from "../document";
import type { FactsFor } from "../text-facts";

/**
 * Trust of the storage role: service accounts of Milvus, Loki and the index pool, in the cluster
 * that Zilliz makes.
 * Source: create-bucket-and-role, step 2.
 *
 * StringLike with `*`: every namespace `milvus-…` and every service account `milvus…` in it. The
 * namespace `milvus`, without the hyphen, is not among them.
 *
 * @param issuer without `https://`, or OIDC_PLACEHOLDER.
 */
export function storageTrust({ accountId, issuer }: FactsFor<"accountId" | "issuer">): Policy {
  return policy("documented", "create-bucket-and-role, step 2", [
    {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringLike: {
          [`${issuer}:sub`]: [
            "system:serviceaccount:milvus-*:milvus*",
            "system:serviceaccount:loki:loki*",
            "system:serviceaccount:index-pool:milvus*",
          ],
          [`${issuer}:aud`]: "sts.amazonaws.com",
        },
      },
    },
  ]);
}
