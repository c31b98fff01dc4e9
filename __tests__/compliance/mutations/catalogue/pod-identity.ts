import { addStatement, condition, edit, policy, remove, set, statement } from "../edits";
import type { Json } from "../file";
import { mutations } from "../judging";
import { operator } from "../parts";

const MILVUS = "aws_iam_role.milvus_role";
const ASSOCIATION = "aws_eks_pod_identity_association.milvus";
const CONFORMANCE = "document-milvus-trust";

const TAG = {
  cluster: "aws:RequestTag/eks-cluster-arn",
  namespace: "aws:RequestTag/kubernetes-namespace",
  account: "aws:RequestTag/kubernetes-service-account",
};

/** Puts another value under a tag; undefined drops the test. */
const tag = (name: string, value?: string | readonly string[]) =>
  condition(MILVUS, 0, ({ StringEquals }) => {
    const tests = { ...(StringEquals as Json) };
    if (value === undefined) Reflect.deleteProperty(tests, name);
    else tests[name] = value;
    return { StringEquals: tests };
  });

/** A test by pattern in the place of one by equality. */
const like = (name: string, pattern: string) =>
  condition(MILVUS, 0, ({ StringEquals }) => {
    const others = Object.entries<unknown>(StringEquals as Json).filter(([key]) => key !== name);
    return { StringEquals: Object.fromEntries(others), StringLike: { [name]: pattern } };
  });

const actions = (...names: readonly string[]) =>
  statement(MILVUS, 0, (found) => (found["Action"] = names));

/** Trusts of the role of a Milvus that gets it by EKS Pod Identity, and its association. */
export const POD_IDENTITY = [
  ...mutations("pod identity", [
    [CONFORMANCE, "pods of every namespace get the role", tag(TAG.namespace), "error"],
    [CONFORMANCE, "pods of every service account get the role", tag(TAG.account), "error"],
    [CONFORMANCE, "pods of every cluster get the role", tag(TAG.cluster), "error"],
    [
      CONFORMANCE,
      "the text of AWS stands there without a condition",
      condition(MILVUS, 0, undefined),
    ],
    [
      CONFORMANCE,
      "one more of the service accounts gets the role",
      tag(TAG.account, ["milvus-s3-access-sa", "default"]),
      "error",
    ],
    [
      CONFORMANCE,
      "a session without tags gets in",
      operator(MILVUS, 0, "StringEquals", "StringEqualsIfExists"),
      "error",
    ],
    [CONFORMANCE, "the role may be chained on with a name", actions("sts:*"), "error"],
    [CONFORMANCE, "sessions are not tagged", actions("sts:AssumeRole"), "warning"],
    [
      CONFORMANCE,
      "nodes may assume the role beside the pods",
      addStatement(MILVUS, {
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
      "error",
    ],
    ["trust-pod-identity", "no cluster is asked for", tag(TAG.cluster), "error"],
    ["trust-pod-identity", "EKS may not tag", actions("sts:AssumeRole"), "warning"],
    ["trust-wildcard", "service accounts are named by a pattern", like(TAG.account, "milvus*")],
    ["trust-wildcard", "namespaces are named by a pattern", like(TAG.namespace, "milvus-*")],
    ["simulation", "pods of another service account get in", tag(TAG.account), "error"],
    ["simulation", "EKS gives up as it may not tag", actions("sts:AssumeRole"), "error"],
    [
      "trust-account",
      "everybody of another account may assume it beside EKS",
      addStatement(MILVUS, {
        Principal: { AWS: "arn:aws:iam::999999999999:root" },
        Action: "sts:AssumeRole",
      }),
    ],
    ["release-trust", "the trust is for another namespace", tag(TAG.namespace, "vectors"), "error"],
    [
      "release-trust",
      "the association is in another cluster than the trust names",
      set(ASSOCIATION, { cluster_name: "acme-other" }),
      "error",
    ],
    ["release-trust", "tags are forbidden to EKS", actions("sts:AssumeRole"), "warning"],
    [
      "release-trust",
      "the association names a role that nobody has seen",
      set(ASSOCIATION, { role_arn: "arn:aws:iam::111122223333:role/other" }),
    ],
    [
      "release-trust",
      "the association is gone, and the annotated role trusts EKS alone",
      remove(ASSOCIATION),
      "error",
    ],
    [
      "release-trust",
      "the association is for pods that nobody can tell",
      edit(ASSOCIATION, (own) => (own["namespace"] = "${data.external.names.result.namespace}")),
    ],
  ]),
  ...mutations("pod identity plan", [
    [
      CONFORMANCE,
      "the plan has the trust of another cluster",
      tag(TAG.cluster, "arn:aws:eks:us-west-2:111122223333:cluster/acme-other"),
      "error",
    ],
    [
      CONFORMANCE,
      "the plan has the trust of another region's cluster",
      tag(TAG.cluster, "arn:aws:eks:us-east-1:111122223333:cluster/acme-eks"),
      "error",
    ],
    [CONFORMANCE, "the plan tags no sessions", actions("sts:AssumeRole"), "warning"],
    [
      CONFORMANCE,
      "the plan goes back to the issuer's tokens",
      policy(MILVUS, (document) => {
        document["Statement"] = [
          {
            Effect: "Allow",
            Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/issuer.example.com" },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
              StringEquals: {
                "issuer.example.com:sub": "system:serviceaccount:milvus:milvus-s3-access-sa",
                "issuer.example.com:aud": "sts.amazonaws.com",
              },
            },
          },
        ];
      }),
      "error",
    ],
    ["trust-pod-identity", "no namespace is asked for", tag(TAG.namespace), "error"],
    ["simulation", "pods of another cluster get in", tag(TAG.cluster), "error"],
    ["release-trust", "the trust is for another account", tag(TAG.account, "milvus"), "error"],
    [
      "release-trust",
      "the plan associates in another cluster",
      set(ASSOCIATION, { cluster_name: "acme-other" }),
      "error",
    ],
    [
      "release-trust",
      "the plan associates another service account",
      set(ASSOCIATION, { service_account: "milvus" }),
      "error",
    ],
  ]),
];
