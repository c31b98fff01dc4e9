/** What the documents say about verifying a deployment, step by step, and what of `byoc verify` does it. */
export interface DocumentedStep {
  readonly document: string;
  readonly section: string;
  readonly quote: string;
  /** Line of `byoc verify --all`: of the account, or of the release in its cluster. */
  readonly account?: RegExp;
  readonly release?: RegExp;
  /** Why no program can do it. */
  readonly byHand?: string;
}

const MILVUS = {
  document: "configure-s3-access-by-iam-role",
  section: "Verify the role and service account setup",
};

export const VERIFICATION: readonly DocumentedStep[] = [
  {
    document: "byoc-prerequisites",
    section: "Verify subscription via welcome email",
    quote: "Verify these details for accuracy before proceeding.",
    byHand: "the details stand in an e-mail",
  },
  {
    ...MILVUS,
    quote: "Confirm that the IAM role’s trust policy is configured correctly.",
    account:
      /same .*aws_iam_role.milvus_role[^]*ok .*role milvus-s3-access-sa: service account milvus:milvus-s3-access-sa of .*: allowed/,
  },
  {
    ...MILVUS,
    quote:
      "Confirm that the policy that you attached to your role in a previous step is attached to the role.",
    account: /same .*aws_iam_role_policy_attachment.milvus_attachment .*policy\/MilvusS3ReadWrite/,
  },
  {
    ...MILVUS,
    quote: "View the default version of the policy.",
    account: /same .*aws_iam_policy.milvus_policy {2}MilvusS3ReadWrite/,
  },
  {
    ...MILVUS,
    quote:
      "View the policy contents to make sure that the policy includes all the permissions that your Pod needs.",
    account: /same .*aws_iam_policy.milvus_policy {2}MilvusS3ReadWrite/,
  },
  {
    ...MILVUS,
    quote: "Confirm that the Kubernetes service account is annotated with the role.",
    release: /ok .*service account milvus\/milvus-s3-access-sa: its annotation names role/,
  },
  {
    document: "configure-s3-access-by-iam-role",
    section: "Verify the installation",
    quote: "Please refer to Verify-the-installation.",
    release: /ok .*1 pod ready[^]*ok .*service milvus: its load balancer is/,
  },
  {
    document: "integrate-with-aws-s3",
    section: "Step 5: Validate and add integration",
    quote: "click Validate Integration to confirm the S3 bucket and IAM role settings",
    account:
      /ok .*role zilliz-integration-role-verified: .* with the external ID: allowed[^]*ok .*bucket verified-export is in us-west-2[^]*ok .*its policies allow s3:GetBucketLocation of bucket verified-export/,
  },
];

/** The messages of the section Troubleshooting of integrate-with-aws-s3, word for word. */
export interface DocumentedMessage {
  readonly title: string;
  readonly message: string;
  /** What `byoc explain` says of it. */
  readonly explained: RegExp;
  /** What `byoc verify` says where it would come. */
  readonly verified: RegExp;
}

export const TROUBLESHOOTING: readonly DocumentedMessage[] = [
  {
    title: "Bucket region mismatch",
    message: '"bucket region not match, want[us-west-1] got[us-west-2]"',
    explained: /The bucket is in us-west-2, the Zilliz Cloud cluster in us-west-1/,
    verified: /Zilliz Cloud says then: bucket region not match, want\[us-west-2\] got\[eu-west-1\]/,
  },
  {
    title: "Bucket not found",
    message:
      "check bucket failed: get bucket location: operation error S3: GetBucketLocation, https response error StatusCode: 404, RequestID: ..., HostID: ..., api error NoSuchBucket: The specified bucket does not exis",
    explained: /There is no bucket of that name/,
    verified: /Zilliz Cloud says then: check bucket failed: .*404.*NoSuchBucket/,
  },
  {
    title: "Access denied for bucket location",
    message:
      "check bucket failed: get bucket location: operation error S3: GetBucketLocation, https response error StatusCode: 403 ...",
    explained: /its policy lacks s3:GetBucketLocation/,
    verified: /Zilliz Cloud says then: check bucket failed: .*403/,
  },
  {
    title: "Role assumption failure",
    message:
      "try assume role from[zilliz-role] to [arn:aws:iam::041623484421:role/testoss121703] with externalId[zilliz-external-1umVCIK7q96kzDE] failed",
    explained: /Zilliz Cloud cannot assume arn:aws:iam::041623484421:role\/testoss121703/,
    verified:
      /Zilliz Cloud says then: try assume role from\[…\] to \[arn:.*\] with externalId\[\(masked\)\] failed\n *fix: the external ID in the trust is not the config's/,
  },
];
