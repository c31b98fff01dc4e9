import {
  addStatement,
  condition,
  dropStatement,
  grant,
  remove,
  replaceIn,
  set,
  statement,
  swap,
} from "../edits";
import { mutations } from "../judging";

const INTEGRATION = "aws_iam_policy.integration_policy";
const MILVUS = "aws_iam_policy.milvus_policy";
const EXPORT = "arn:aws:s3:::acme-production-zilliz-export";
const DATA = "arn:aws:s3:::acme-production-milvus";

/** What may be done by the roles for exports and for a Milvus of one's own. */
export const DATA_POLICIES = [
  ...mutations("integration", [
    [
      "document-integration-policy",
      "exports may be deleted",
      grant(INTEGRATION, "Statement1", "Action", "s3:DeleteObject"),
    ],
    [
      "document-integration-policy",
      "exports go to any bucket",
      grant(INTEGRATION, "Statement1", "Resource", "arn:aws:s3:::*"),
    ],
    [
      "document-integration-policy",
      "the bucket's location is hidden",
      swap(INTEGRATION, "Statement1", "Action", "s3:GetBucketLocation", undefined),
      "warning",
    ],
    [
      "policy-service-wildcard",
      "S3 is allowed as a whole",
      grant(INTEGRATION, "Statement1", "Action", "s3:*"),
    ],
  ]),
  ...mutations("integration plan", [
    [
      "document-integration-policy",
      "only one folder is written",
      swap(INTEGRATION, "Statement1", "Resource", `${EXPORT}/*`, `${EXPORT}/backup/*`),
      "warning",
    ],
    [
      "document-integration-policy",
      "all buckets are listed",
      addStatement(INTEGRATION, { Action: "s3:ListAllMyBuckets", Resource: "*" }),
    ],
    [
      "policy-kms-everywhere",
      "the alias is asked for no more",
      condition(INTEGRATION, 1, undefined),
    ],
    [
      "simulation",
      "exports cannot be written",
      swap(INTEGRATION, "Statement1", "Action", "s3:PutObject", undefined),
      "error",
    ],
    [
      "document-integration-policy",
      "the policy hangs on no role",
      remove("aws_iam_role_policy_attachment.integration_attachment"),
    ],
  ]),
  ...mutations("existing", [
    [
      "document-integration-policy",
      "the key may decrypt, which the document leaves out",
      grant(INTEGRATION, 1, "Action", "kms:CreateGrant"),
    ],
    [
      "document-integration-policy",
      "another key is named",
      replaceIn(
        INTEGRATION,
        "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "ffffffff-4b5a-6978-8796-a5b4c3d2e1f0",
      ),
    ],
  ]),
  ...mutations("milvus", [
    [
      "document-milvus-policy",
      "the lifecycle may be changed",
      grant(MILVUS, 0, "Action", "s3:PutLifecycleConfiguration"),
    ],
    [
      "document-milvus-policy",
      "another bucket is meant",
      replaceIn(MILVUS, "acme-production-milvus", "acme-staging-milvus"),
    ],
    [
      "document-milvus-policy",
      "nothing can be deleted",
      swap(MILVUS, 1, "Action", "s3:DeleteObject", undefined),
      "warning",
    ],
    [
      "role-boundary",
      "the boundary is detached",
      set("aws_iam_role.milvus_role", { permissions_boundary: undefined }),
    ],
  ]),
  ...mutations("milvus plan", [
    ["document-milvus-policy", "every bucket is listed", swap(MILVUS, 0, "Resource", DATA, "*")],
    ["simulation", "the bucket cannot be listed", dropStatement(MILVUS, 0), "error"],
    [
      "document-milvus-policy",
      "objects are written, and their rights too",
      grant(MILVUS, 1, "Action", "s3:PutObjectAcl"),
    ],
    [
      "role-boundary",
      "the boundary is another policy",
      set("aws_iam_role.milvus_role", {
        permissions_boundary: "arn:aws:iam::111122223333:policy/open",
      }),
    ],
  ]),
  ...mutations("govcloud", [
    [
      "document-milvus-policy",
      "the policy is of the wrong partition",
      replaceIn(MILVUS, "arn:aws-us-gov:s3", "arn:aws:s3"),
    ],
    [
      "policy-kms-everywhere",
      "the key is any key",
      statement("aws_iam_role_policy.milvus_kms_policy", 0, (found) => (found["Resource"] = "*")),
    ],
    [
      "role-boundary",
      "the agency's boundary is gone",
      set("aws_iam_role.milvus_role", { permissions_boundary: undefined }),
    ],
  ]),
];
