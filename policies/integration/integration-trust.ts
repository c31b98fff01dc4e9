import { policy, type Policy } from "../document";
import { askingFor } from "../external-ids";
import type { VendorFacts } from "../text-facts";

/**
 * Trust of the integration role.
 * Source: integrate-with-aws-s3, step 4.
 *
 * The principal is the bare account number, which IAM reads as the root of that account. The
 * account and external ID are those that the Zilliz console shows for this integration.
 */
export function integrationTrust({ zillizAccountId, externalIds }: VendorFacts): Policy {
  return policy("documented", "integrate-with-aws-s3, step 4", [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { AWS: zillizAccountId },
      Condition: askingFor(externalIds),
    },
  ]);
}
