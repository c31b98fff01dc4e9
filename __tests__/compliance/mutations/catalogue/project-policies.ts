import { add, addStatement, condition, grant, remove, replaceIn, set, swap } from "../edits";
import { mutations } from "../judging";

const STORAGE = "aws_iam_role_policy.storage_policy";
const STORAGE_KMS = "aws_iam_role_policy.storage_kms_policy";
const BUCKET = "arn:aws:s3:::zilliz-byoc-acme-dev";

/** What the storage role and the EKS role may do. */
export const PROJECT_POLICIES = [
  ...mutations("minimal", [
    [
      "document-storage-policy",
      "the bucket's policy may be written",
      grant(STORAGE, 0, "Action", "s3:PutBucketPolicy"),
    ],
    [
      "document-storage-policy",
      "objects of every bucket are reached",
      swap(STORAGE, 1, "Resource", `${BUCKET}/*`, "arn:aws:s3:::*/*"),
    ],
    [
      "document-storage-policy",
      "one more bucket is reached",
      grant(STORAGE, 1, "Resource", "arn:aws:s3:::acme-payroll/*"),
    ],
    [
      "document-storage-policy",
      "old versions are read too",
      swap(STORAGE, 1, "Action", "s3:GetObject", "s3:GetObject*"),
    ],
    [
      "document-storage-policy",
      "a table may be read",
      addStatement(STORAGE, { Action: "dynamodb:GetItem", Resource: "*" }),
    ],
    [
      "document-storage-policy",
      "objects are written with a tag only",
      condition(STORAGE, 1, { StringEquals: { "s3:RequestObjectTag/Vendor": "zilliz-byoc" } }),
      "warning",
    ],
    [
      "document-storage-policy",
      "all of S3 is denied except listing",
      addStatement(STORAGE, { Effect: "Deny", NotAction: "s3:ListBucket", Resource: "*" }),
    ],
    [
      "policy-service-wildcard",
      "S3 is allowed as a whole",
      swap(STORAGE, 1, "Action", "s3:GetObject", "s3:*"),
    ],
    [
      "simulation",
      "objects cannot be deleted",
      swap(STORAGE, 1, "Action", "s3:DeleteObject", undefined),
      "error",
    ],
    [
      "document-eks-policies",
      "nodes read every secret",
      addStatement("aws_iam_policy.cluster_autoscaler_policy", {
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
      }),
    ],
    [
      "document-eks-policies",
      "the registry may be written",
      set("aws_iam_role_policy_attachment.eks_container_registry_read_only", {
        policy_arn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser",
      }),
    ],
    [
      "document-eks-policies",
      "volumes need no tag",
      condition("aws_iam_policy.ebs_csi_controller_policy", 3, undefined),
    ],
    [
      "document-eks-policies",
      "the load balancer's policy hangs on no role",
      remove("aws_iam_role_policy_attachment.aws_lb_controller_policy"),
      "warning",
    ],
    [
      "policy-admin",
      "nodes may manage all of IAM",
      set("aws_iam_role_policy_attachment.eks_cni_policy", {
        policy_arn: "arn:aws:iam::aws:policy/IAMFullAccess",
      }),
    ],
    [
      "policy-admin",
      "nodes have a policy that is known after apply only",
      set("aws_iam_role_policy_attachment.eks_cni_policy", {
        policy_arn: "${data.external.policy.result.arn}",
      }),
    ],
    [
      "escalation-path",
      "nodes may pass every role to functions",
      addStatement("aws_iam_policy.ebs_csi_controller_policy", {
        Action: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
        Resource: "*",
      }),
    ],
  ]),
  ...mutations("minimal plan", [
    [
      "document-storage-policy",
      "buckets of every project are listed",
      swap(STORAGE, 0, "Resource", BUCKET, "arn:aws:s3:::zilliz-byoc-*"),
    ],
    [
      "document-storage-policy",
      "writing objects is missing",
      swap(STORAGE, 1, "Action", "s3:PutObject", undefined),
      "warning",
    ],
    [
      "document-storage-policy",
      "all of S3 may be read",
      add("aws_iam_role_policy_attachment.more", {
        role: "zilliz-byoc-acme-dev-storage-role",
        policy_arn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      }),
    ],
    [
      "simulation",
      "uploads may be aborted, which the document leaves out",
      grant(STORAGE, 1, "Action", "s3:AbortMultipartUpload"),
      "error",
    ],
    [
      "simulation",
      "objects of a bucket with a longer name are read",
      swap(STORAGE, 1, "Resource", `${BUCKET}/*`, `${BUCKET}*`),
      "error",
    ],
    [
      "document-eks-policies",
      "node groups may be deleted",
      addStatement("aws_iam_policy.cluster_autoscaler_policy", {
        Action: "eks:DeleteNodegroup",
        Resource: "*",
      }),
    ],
    [
      "policy-kms-everywhere",
      "nodes decrypt with every key",
      addStatement("aws_iam_policy.ebs_csi_controller_policy", {
        Action: "kms:*Decrypt*",
        Resource: "arn:aws:kms:us-west-2:111122223333:key/*",
      }),
    ],
  ]),
  ...mutations("encrypted", [
    [
      "policy-kms-everywhere",
      "every key of the region decrypts",
      condition(STORAGE_KMS, 0, undefined),
    ],
    [
      "policy-kms-everywhere",
      "an alias is asked for, whichever",
      condition(STORAGE_KMS, 0, { "ForAnyValue:StringLike": { "kms:ResourceAliases": "*" } }),
    ],
    [
      "document-storage-policy",
      "the key of another team decrypts",
      replaceIn(STORAGE_KMS, "alias/zilliz-byoc-acme-prod-storage", "alias/payroll"),
    ],
    [
      "document-storage-policy",
      "the key may be deleted",
      grant(STORAGE_KMS, 0, "Action", "kms:ScheduleKeyDeletion"),
    ],
    ["document-storage-policy", "the key is not used", remove(STORAGE_KMS), "warning"],
    [
      "simulation",
      "what is encrypted cannot be read",
      swap(STORAGE_KMS, 0, "Action", "kms:Decrypt", undefined),
      "error",
    ],
  ]),
];
