import type { MilvusSection } from "../../../config/deployment";
import { count } from "../../../text/count";
import { answered } from "../../cluster/cluster";
import type { VerifyCheck } from "../report";
import { checkOf, isOf, named, nameOf, type Asked, type Pod } from "./asked";

/** Whether pods are ready, and got the role. */
export async function podChecks(asked: Asked): Promise<VerifyCheck[]> {
  const { milvus, cluster, namespace, release } = asked;
  const found = await answered("pods", cluster.core.listNamespacedPod({ namespace }));
  const pods = (found?.items ?? []).filter(isOf(release)).filter((pod) => !isDone(pod));
  if (pods.length === 0) {
    const text = `release ${namespace}/${release} has no pods`;
    return [checkOf("pods", false, text, `helm status ${release} -n ${namespace}`)];
  }
  const unready = pods.filter((pod) => !isReady(pod));
  const fix = `kubectl describe pod ${nameOf(unready[0])} -n ${namespace}`;
  const own = pods.filter(({ spec }) => spec?.serviceAccountName === milvus.serviceAccount.name);
  return [
    checkOf(
      "pods",
      unready.length === 0,
      unready.length === 0
        ? `${count(pods.length, "pod")} ready`
        : `${unready.length} of ${count(pods.length, "pod")} not ready: ${named(unready, stateOf)}`,
      fix,
    ),
    roleCheck(asked, own),
  ];
}

/** Whether pods got the role: what EKS puts into them says so. */
function roleCheck({ milvus, namespace, release }: Asked, pods: readonly Pod[]): VerifyCheck {
  const { name } = milvus.serviceAccount;
  if (pods.length === 0) {
    const text = `no pod of release ${release} runs as service account ${name}`;
    return checkOf(
      "role",
      false,
      text,
      "serviceAccount.name in the values of the chart must be it",
    );
  }
  const without = pods.filter((pod) => faultOf(pod, milvus) !== undefined);
  if (without.length === 0) {
    const text = `${count(pods.length, "pod")} of service account ${name} got role ${milvus.role.name}`;
    return checkOf("role", true, text, "");
  }
  const fault = faultOf(without[0]!, milvus) ?? "";
  const text = `${without.length} of ${count(pods.length, "pod")} did not get role ${milvus.role.name}: ${fault}`;
  const fix = `with the annotation right, pods get it when they start anew: kubectl rollout restart deployment -n ${namespace} -l app.kubernetes.io/instance=${release}`;
  return checkOf("role", false, text, fix);
}

/** What a pod lacks of what EKS gives to those that are to have a role. */
function faultOf({ spec }: Pod, { role, podIdentity }: MilvusSection): string | undefined {
  const environment = new Map(
    (spec?.containers ?? []).flatMap(({ env = [] }) => env.map(({ name, value }) => [name, value])),
  );
  if (podIdentity === "pod-identity") {
    const key = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    return environment.has(key)
      ? undefined
      : `${key} is not set; the add-on eks-pod-identity-agent may be missing`;
  }
  const actual = environment.get("AWS_ROLE_ARN");
  if (actual === undefined) return "AWS_ROLE_ARN is not set";
  if (actual !== role.arn) return `AWS_ROLE_ARN is ${actual}`;
  if (!environment.get("AWS_WEB_IDENTITY_TOKEN_FILE"))
    return "AWS_WEB_IDENTITY_TOKEN_FILE is not set";
  const audiences = (spec?.volumes ?? []).flatMap(({ projected }) =>
    (projected?.sources ?? []).flatMap(({ serviceAccountToken }) =>
      serviceAccountToken ? [serviceAccountToken.audience] : [],
    ),
  );
  return audiences.some((audience) => /^sts\.amazonaws\.com/.test(audience ?? ""))
    ? undefined
    : "no token for sts.amazonaws.com is mounted";
}

function isDone({ status }: Pod): boolean {
  return status?.phase === "Succeeded";
}

function isReady({ status }: Pod): boolean {
  return status?.conditions?.some((one) => one.type === "Ready" && one.status === "True") ?? false;
}

/** Why a pod is not ready, as far as Kubernetes says. */
function stateOf({ status }: Pod): string {
  const waiting = status?.containerStatuses?.flatMap(({ state }) => state?.waiting?.reason ?? []);
  return waiting?.[0] ?? status?.phase ?? "";
}
