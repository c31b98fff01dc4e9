import type { Deployment, IntegrationSection } from "../../config/deployment";
import { keyReference } from "../kms-key";
import { integrationPolicy } from "./integration-policy";
import { integrationTrust } from "./integration-trust";

/** Every policy text of the integration stack, by what it is attached to. */
export function integrationPolicies(deployment: Deployment, section: IntegrationSection) {
  const { name, key } = section.bucket;
  return {
    trust: { integrationRole: integrationTrust(section) },
    managed: {
      integrationPolicy: integrationPolicy({
        bucket: name,
        key: key && keyReference(deployment, key),
        edition: deployment.edition,
      }),
    },
  };
}
