import type { MilvusSection } from "../../../config/deployment";
import type { Asking } from "../../aws/asking";
import { answered, describedCluster } from "../../cluster/cluster";
import type { VerifyCheck } from "../report";
import { checkOf, type Asked } from "./asked";

/** The issuer that the trust is written for, against the cluster's own. */
export async function issuerCheck(
  { clusterName, issuer, podIdentity }: MilvusSection,
  asking: Asking | undefined,
  region: string,
): Promise<VerifyCheck[]> {
  if (clusterName === undefined || podIdentity === "pod-identity" || !asking) return [];
  const found = await describedCluster(clusterName, region, asking);
  if (!found) {
    const text = `EKS has no cluster ${clusterName} in ${region}`;
    return [checkOf("issuer", false, text, "set milvus.cluster.name to that of the cluster")];
  }
  const actual = found.identity?.oidc?.issuer?.replace(/^https:\/\//, "") ?? "";
  return [
    checkOf(
      "issuer",
      actual === issuer,
      actual === issuer
        ? `cluster ${clusterName}: its issuer is the config's`
        : `cluster ${clusterName}: its issuer is ${actual || "not told"}, the config and the trust have ${issuer}`,
      `set milvus.cluster.oidcIssuer: https://${actual}, then byoc plan and byoc apply`,
    ),
  ];
}

const ANNOTATION = "eks.amazonaws.com/role-arn";

/** The service account, and the role that its annotation names. */
export async function accountChecks({ milvus, cluster, namespace }: Asked): Promise<VerifyCheck[]> {
  const { name } = milvus.serviceAccount;
  const called = `service account ${namespace}/${name}`;
  const found = await answered(
    "service accounts",
    cluster.core.readNamespacedServiceAccount({ name, namespace }),
  );
  if (!found) {
    const fix = "byoc plan and byoc apply of the stack of the release make it";
    return [checkOf("service account", false, `${called} does not exist`, fix)];
  }
  const role = found.metadata?.annotations?.[ANNOTATION];
  if (milvus.podIdentity === "pod-identity") return [];
  const isRight = role === milvus.role.arn;
  const fix = `kubectl annotate serviceaccount ${name} -n ${namespace} --overwrite ${ANNOTATION}=${milvus.role.arn}`;
  const text = isRight
    ? `${called}: its annotation names role ${milvus.role.name}`
    : `${called}: its annotation ${ANNOTATION} ${role === undefined ? "is missing" : `names ${role}, not ${milvus.role.arn}`}`;
  return [checkOf("annotation", isRight, text, fix)];
}
