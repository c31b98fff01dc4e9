import { policy, type Policy } from "./document";
import { askingFor } from "./external-ids";
import { VENDOR_TERRAFORM } from "./sources";
import type { VendorFacts } from "./text-facts";

/**
 * Trust of a role that Zilliz Cloud assumes: one named role of its account, with the external ID.
 * For the bootstrap and management roles, and for the cross-account role in the `current` edition.
 * Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam.
 *
 * byoc-prerequisites describes the trust of its two roles ("external ID verification", "within the
 * zilliz-byoc framework") without giving a text; this one fits the description.
 */
export function vendorTrust({ zillizAccountId, externalIds }: VendorFacts): Policy {
  return policy("current", VENDOR_TERRAFORM, [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${zillizAccountId}:role/zilliz-byoc` },
      Action: ["sts:TagSession", "sts:SetSourceIdentity", "sts:AssumeRole"],
      Condition: askingFor(externalIds),
    },
  ]);
}
