import type { Asking } from "../asking";
import { textIn, type Readers } from "./reader";

/** What a service account of a cluster gets as EKS Pod Identity. */
export function eksReaders(asking: Asking): Readers {
  const { sdk } = asking.session;
  const eks = asking.session.client("eks");
  return {
    async aws_eks_pod_identity_association({ body }) {
      const clusterName = textIn(body, "cluster_name");
      const namespace = textIn(body, "namespace");
      const serviceAccount = textIn(body, "service_account");
      // A service account has one at most.
      const named = { clusterName, namespace, serviceAccount };
      const list = await asking.ask("eks:ListPodIdentityAssociations", () =>
        eks.send(new sdk.ListPodIdentityAssociationsCommand(named)),
      );
      const associationId = list?.associations?.[0]?.associationId;
      if (associationId === undefined) return undefined;
      const of = { clusterName, associationId };
      const found = await asking.ask("eks:DescribePodIdentityAssociation", () =>
        eks.send(new sdk.DescribePodIdentityAssociationCommand(of)),
      );
      const { association } = found ?? {};
      return (
        association && {
          id: associationId,
          cluster_name: clusterName,
          namespace,
          service_account: serviceAccount,
          role_arn: association.roleArn,
          tags: association.tags ?? {},
        }
      );
    },
  };
}
