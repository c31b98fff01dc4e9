import { policy, type Policy, type PolicyStatement } from "../document";
import { VENDOR_TERRAFORM } from "../sources";
import { crossAccountBucket } from "./cross-account-bucket";
import { CROSS_ACCOUNT_EC2 } from "./cross-account-ec2";
import { crossAccountEks } from "./cross-account-eks";
import { crossAccountIam } from "./cross-account-iam";

/**
 * Rights of the cross-account role in the vendor's newer text: 18 statements. Against the document
 * it can make EKS's service-linked roles, reads one EKS role in place of every `zilliz-byoc…` role,
 * and matches access entries. The access-policy pattern still matches nothing: real ones are
 * `arn:aws:eks::aws:cluster-access-policy/…`. See docs/deviations.md.
 * Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam.
 *
 * @param eksRole name of the EKS role; with an IAM path, `path/name` without the leading slash.
 */
export function crossAccountPolicyCurrent({
  bucket,
  eksRole,
}: {
  bucket: string;
  eksRole: string;
}): Policy {
  return policy("current", VENDOR_TERRAFORM, [
    EKS_SERVICE_LINKED_ROLES,
    ...crossAccountIam(`arn:aws:iam::*:role/${eksRole}`),
    ...CROSS_ACCOUNT_EC2,
    ...crossAccountEks({
      entries: "arn:aws:eks:*:*:access-entry/zilliz-byoc-*/*/*/*/*",
      policies: "arn:aws:eks:*:*:access-policy/zilliz-byoc-*/*",
    }),
    crossAccountBucket(bucket),
  ]);
}

/** Needed in accounts that never had an EKS cluster. */
const EKS_SERVICE_LINKED_ROLES: PolicyStatement = {
  Sid: "AllowCreateServiceLinkedRoleForEKS",
  Effect: "Allow",
  Action: "iam:CreateServiceLinkedRole",
  Resource: [
    "arn:aws:iam::*:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS",
    "arn:aws:iam::*:role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup",
  ],
  Condition: {
    StringEquals: { "iam:AWSServiceName": ["eks.amazonaws.com", "eks-nodegroup.amazonaws.com"] },
  },
};
