import { policy, type Policy } from "../document";
import { askingFor } from "../external-ids";
import type { VendorFacts } from "../text-facts";

/**
 * Trust of the cross-account role, as the AWS console makes it.
 * Source: create-cross-account-role, step 1: "Another AWS account", "Require external ID".
 *
 * The console's "Another AWS account" yields the root of that account: every principal of Zilliz's
 * account whose own policies let it. The external ID keeps Zilliz from being sent here by another of
 * its customers.
 */
export function crossAccountTrust({ zillizAccountId, externalIds }: VendorFacts): Policy {
  return policy("documented", "create-cross-account-role, step 1", [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${zillizAccountId}:root` },
      Action: "sts:AssumeRole",
      Condition: askingFor(externalIds),
    },
  ]);
}
