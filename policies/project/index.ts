import type { Deployment, ProjectSection } from "../../config/deployment";
import { clusterAutoscalerPolicy } from "../addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../addons/ebs-csi";
import { loadBalancerPolicy } from "../addons/load-balancer";
import { keyReference } from "../kms-key";
import { vendorTrust } from "../vendor-trust";
import { crossAccountPolicy } from "./cross-account-policy";
import { crossAccountPolicyCurrent } from "./cross-account-policy-current";
import { crossAccountTrust } from "./cross-account-trust";
import { eksTrust } from "./eks-trust";
import { OIDC_PLACEHOLDER } from "./oidc-placeholder";
import { storageKmsPolicy } from "./storage-kms-policy";
import { storagePolicy } from "./storage-policy";
import { storageTrust } from "./storage-trust";

/** Every policy text of the project stack, by what it is attached to; the edition decides here. */
export function projectPolicies(deployment: Deployment, section: ProjectSection) {
  const { accountId, edition } = deployment;
  const bucket = section.bucket.name;
  const issuer = section.issuer ?? OIDC_PLACEHOLDER;
  const eksRole = `${section.eksRole.path}${section.eksRole.name}`.slice(1);
  return {
    trust: {
      storageRole: storageTrust({ accountId, issuer }),
      crossAccountRole: edition === "current" ? vendorTrust(section) : crossAccountTrust(section),
      eksRole: eksTrust({ accountId, issuer }),
    },
    inline: {
      storagePolicy: storagePolicy({ bucket }),
      ...(section.bucket.key && {
        storageKmsPolicy: storageKmsPolicy(keyReference(deployment, section.bucket.key)),
      }),
      crossAccountPolicy:
        edition === "current"
          ? crossAccountPolicyCurrent({ bucket, eksRole })
          : crossAccountPolicy({ bucket }),
    },
    managed: {
      awsLbControllerPolicy: loadBalancerPolicy(),
      clusterAutoscalerPolicy: clusterAutoscalerPolicy(),
      ebsCsiControllerPolicy: ebsCsiPolicy(),
    },
  };
}
