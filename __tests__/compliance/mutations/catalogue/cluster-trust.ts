import { addStatement, condition, dropStatement, replaceIn } from "../edits";
import { mutations } from "../judging";
import { operator, withoutClaim } from "../parts";
import { outside, outsideUnseen } from "../plan-edits";

const STORAGE = "aws_iam_role.storage_role";
const EKS = "aws_iam_role.eks_role";
const LAMBDA = { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
/** Replaces a text in the trust that a role has in the account. */
const rewritten = (from: string, to: string) => (values: Record<string, unknown>) => {
  const text = String(values["assume_role_policy"]);
  if (!text.includes(from)) throw new Error(`the trust does not say ${from}`);
  values["assume_role_policy"] = text.replaceAll(from, to);
};

/** Trusts of the storage role and the EKS role, in pods and in services of AWS. */
export const CLUSTER_TRUST = [
  ...mutations("minimal", [
    [
      "trust-oidc",
      "tokens for any audience open the storage role",
      withoutClaim(STORAGE, 0, "aud"),
    ],
    [
      "trust-oidc",
      "the provider of another account issues the tokens",
      replaceIn(STORAGE, "::111122223333:", "::999999999999:"),
    ],
    [
      "trust-oidc",
      "another audience is taken",
      replaceIn(STORAGE, "sts.amazonaws.com", "kubernetes.default.svc"),
    ],
    [
      "trust-oidc",
      "a token without the claims gets in",
      operator(STORAGE, 0, "StringLike", "StringLikeIfExists"),
    ],
    [
      "trust-wildcard",
      "service accounts of every namespace get in",
      replaceIn(STORAGE, "milvus-*:milvus*", "*:milvus*"),
    ],
    [
      "trust-wildcard",
      "the hyphen after the namespace is gone",
      replaceIn(STORAGE, "milvus-*:milvus*", "milvus*:milvus*"),
    ],
    [
      "document-storage-trust",
      "one more service account gets in",
      replaceIn(
        STORAGE,
        '"system:serviceaccount:loki:loki*"',
        '"system:serviceaccount:loki:loki*","system:serviceaccount:default:default"',
      ),
    ],
    [
      "document-storage-trust",
      "the log service is shut out",
      replaceIn(STORAGE, "system:serviceaccount:loki:loki*", "system:serviceaccount:loki:loki"),
      "warning",
    ],
    ["document-storage-trust", "functions get in", addStatement(STORAGE, LAMBDA)],
    [
      "document-eks-trust",
      "functions stand in the place of nodes",
      replaceIn(EKS, "ec2.amazonaws.com", "lambda.amazonaws.com"),
    ],
    [
      "document-eks-trust",
      "another service account has the autoscaler's place",
      replaceIn(EKS, "kube-system:cluster-autoscaler", "kube-system:default"),
    ],
    [
      "trust-wildcard",
      "all of kube-system gets in",
      condition(EKS, 3, () => ({
        StringEquals: { "eks_oidc_url:aud": "sts.amazonaws.com" },
        StringLike: { "eks_oidc_url:sub": "system:serviceaccount:kube-system:*" },
      })),
    ],
    ["trust-oidc", "the load balancer's token needs no audience", withoutClaim(EKS, 3, "aud")],
    [
      "trust-shape",
      "the own account may assume the storage role",
      addStatement(STORAGE, { Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" }),
    ],
  ]),
  ...mutations("minimal plan", [
    ["trust-oidc", "any pod may assume the storage role", withoutClaim(STORAGE, 0, "sub")],
    [
      "trust-wildcard",
      "every service account of the namespaces gets in",
      replaceIn(STORAGE, "milvus-*:milvus*", "milvus-*:*"),
    ],
    ["trust-shape", "functions may assume the storage role", addStatement(STORAGE, LAMBDA)],
    ["trust-oidc", "the volume driver's token needs no audience", withoutClaim(EKS, 4, "aud")],
    ["document-eks-trust", "node groups are shut out", dropStatement(EKS, 0), "warning"],
    [
      "trust-account",
      "another account may assume the EKS role",
      addStatement(EKS, { Principal: { AWS: "999999999999" }, Action: "sts:AssumeRole" }),
    ],
    [
      "simulation",
      "nodes cannot assume the EKS role",
      dropStatement(EKS, "EKSNodeAssumeRole"),
      "error",
    ],
  ]),
  ...mutations("encrypted", [
    [
      "document-storage-trust",
      "the issuer is the placeholder again",
      replaceIn(
        STORAGE,
        "oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9",
        "eks_oidc_url",
      ),
    ],
    [
      "trust-shape",
      "the issuer is that of another cluster",
      replaceIn(STORAGE, "0A1B2C3D4E5F60718293A4B5C6D7E8F9", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"),
    ],
  ]),
  ...mutations("applied plan", [
    [
      "trust-shape",
      "somebody else has rewritten a trust that Terraform is told to ignore",
      outside(STORAGE, (values) => {
        values["assume_role_policy"] = JSON.stringify({
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::999999999999:root" },
            Action: "sts:AssumeRole",
          },
        });
      }),
    ],
    [
      "trust-shape",
      "the same of the EKS role, and no plan tells it any more",
      outsideUnseen(EKS, rewritten("ec2.amazonaws.com", "lambda.amazonaws.com")),
    ],
    [
      "trust-shape",
      "a trust was open, and the plan mends it",
      outside(EKS, rewritten("eks.amazonaws.com", "lambda.amazonaws.com"), false),
      "warning",
    ],
    [
      "trust-shape",
      "the issuer that was put in is none of EKS",
      outside(STORAGE, rewritten("oidc.eks.us-west-2.amazonaws.com", "issuer.example.com")),
    ],
  ]),
];
