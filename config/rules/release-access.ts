import type { ConfigRule } from "./rule";

const CLUSTER = ["milvus", "cluster"] as const;
const ACCESS = [...CLUSTER, "access"] as const;

/** How Terraform reaches the cluster, told once and whole. */
export const checkAccess: ConfigRule = ({ config, report }) => {
  const milvus = config.milvus;
  if (!milvus || report.isWrong(ACCESS)) return;
  const { name, access } = milvus.cluster;
  if (access && !milvus.release) {
    report.error(ACCESS, {
      message: "has no effect without release: nothing is done in the cluster",
      allowed: "with release",
      fix: "add release, or remove the lines",
    });
    return;
  }
  const { kubeconfig, context, ...eks } = access ?? {};
  if (kubeconfig !== undefined) {
    for (const key of Object.keys(eks)) {
      report.error([...ACCESS, key], {
        message: "stands beside kubeconfig, which says all of it",
        allowed: "kubeconfig and context alone",
        fix: "remove one of them",
      });
    }
    return;
  }
  if (context !== undefined) {
    report.error([...ACCESS, "context"], {
      message: "names a context of no file",
      allowed: "with kubeconfig",
      fix: "add kubeconfig: ~/.kube/config, or remove the line",
    });
  }
  for (const [one, other] of [
    ["endpoint", "certificateAuthority"],
    ["certificateAuthority", "endpoint"],
  ] as const) {
    if (eks[one] === undefined || eks[other] !== undefined) continue;
    // It is there, and has an error of its own.
    if (report.isWrong([...ACCESS, other])) continue;
    report.error([...ACCESS, other], {
      code: "missing",
      message: `is missing beside ${one}`,
      allowed: "both, or none of them",
      fix: `add ${other}, or remove ${one}`,
    });
  }
  const told = name ?? (report.isWrong([...CLUSTER, "name"]) || report.isWrongWithin(ACCESS));
  if (!milvus.release || told) return;
  report.error([...CLUSTER, "name"], {
    code: "missing",
    message: "is missing; the release is made in this cluster",
    allowed: "the name of an EKS cluster, or access.kubeconfig",
    fix: "add name, or access: { kubeconfig: ~/.kube/config }",
  });
};

/** EKS Pod Identity in place of the issuer's tokens. */
export const checkPodIdentity: ConfigRule = ({ config, report }) => {
  const milvus = config.milvus;
  if (!milvus?.cluster.podIdentity) return;
  const { cluster } = milvus;
  if (cluster.name === undefined && !report.isWrong([...CLUSTER, "name"])) {
    report.error([...CLUSTER, "name"], {
      code: "missing",
      message: "is missing; the role is associated with a service account of this cluster",
      allowed: "the name of an EKS cluster",
      fix: `add name, or remove podIdentity${(cluster.oidcIssuer ?? cluster.oidcProviderArn) ? "" : " and name the cluster's issuer"}`,
    });
  }
  for (const key of ["oidcIssuer", "oidcProviderArn"] as const) {
    if (cluster[key] === undefined || cluster.createOidcProvider) continue;
    report.warning([...CLUSTER, key], {
      message: "has no effect: with podIdentity the role trusts EKS, not the issuer",
      allowed: "oidcIssuer or podIdentity",
      fix: "remove one of them",
    });
  }
};
