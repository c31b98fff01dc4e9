import { policy, type Policy } from "../document";
import { crossAccountBucket } from "./cross-account-bucket";
import { CROSS_ACCOUNT_EC2 } from "./cross-account-ec2";
import { crossAccountEks } from "./cross-account-eks";
import { crossAccountIam } from "./cross-account-iam";

/**
 * Rights of the cross-account role, by which Zilliz makes and runs the cluster: 17 statements.
 * Source: create-cross-account-role, step 2.
 *
 * The access patterns match nothing, because real access entries have a region and an account
 * (`arn:aws:eks:REGION:ACCOUNT:access-entry/…`): AssociateAccessPolicy, UpdateAccessEntry,
 * DescribeAccessEntry and DeleteAccessEntry are never allowed. See docs/deviations.md.
 */
export function crossAccountPolicy({ bucket }: { bucket: string }): Policy {
  return policy("documented", "create-cross-account-role, step 2", [
    ...crossAccountIam("arn:aws:iam::*:role/zilliz-byoc*"),
    ...CROSS_ACCOUNT_EC2,
    ...crossAccountEks({
      entries: "arn:aws:eks::aws:access-entry/zilliz-byoc-*/*/*/*/*",
      policies: "arn:aws:eks::aws:access-policy/zilliz-byoc-*/*",
    }),
    crossAccountBucket(bucket),
  ]);
}
