import { parse } from "yaml";
import type { Deployment, MilvusSection } from "../../config/deployment";
import { count } from "../../text/count";
import { enumerate } from "../../iam/words/enumerate";
import { valueAt } from "../../text/record";
import { UnreadError, type Asking } from "../aws/asking";
import {
  answered,
  ClusterError,
  describedCluster,
  openCluster,
  type Cluster,
} from "../cluster/cluster";
import type { VerifyCheck } from "./report";

type Pod = Awaited<ReturnType<Cluster["core"]["listNamespacedPod"]>>["items"][number];
type Labelled = { readonly metadata?: Pod["metadata"] };

/** A release, and what is asked of it. */
interface Asked {
  readonly milvus: MilvusSection;
  readonly region: string;
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly release: string;
}

/**
 * Whether the Milvus of a config runs, and its pods got the role: and if not, which of annotation,
 * issuer, bucket and region is at fault. The trust itself is judged with the role.
 */
export async function milvusChecks(
  { milvus, region }: Deployment,
  asking: Asking | undefined,
): Promise<VerifyCheck[]> {
  const { release, clusterAccess, serviceAccount } = milvus ?? {};
  if (!milvus || !release || !clusterAccess || !serviceAccount) return [];
  const issuer = await settled("issuer", () => issuerCheck(milvus, asking, region));
  let cluster: Cluster;
  try {
    cluster = await openCluster(clusterAccess, asking);
  } catch (error) {
    return [...issuer, unread("cluster", error)];
  }
  const { namespace } = serviceAccount;
  const asked = { milvus, region, cluster, namespace, release: release.name };
  const account = await settled("service account", () => accountChecks(asked));
  // Nothing else is answered either.
  if (account.some(({ status }) => status === "unread")) return [...issuer, ...account];
  const parts = await Promise.all([
    settled("pods", () => podChecks(asked)),
    settled("claims", () => claimChecks(asked)),
    settled("jobs", () => jobChecks(asked)),
    settled("services", () => serviceChecks(asked)),
    settled("settings", () => settingsChecks(asked)),
  ]);
  return [...issuer, ...account, ...parts.flat()];
}

async function settled(id: string, ask: () => Promise<VerifyCheck[]>): Promise<VerifyCheck[]> {
  try {
    return await ask();
  } catch (error) {
    return [unread(id, error)];
  }
}

function unread(id: string, error: unknown): VerifyCheck {
  if (!(error instanceof ClusterError) && !(error instanceof UnreadError)) throw error;
  return { id: `milvus ${id}`, status: "unread", text: `Milvus, ${id}: ${error.message}` };
}

function checkOf(id: string, ok: boolean, text: string, fix: string): VerifyCheck {
  return { id: `milvus ${id}`, status: ok ? "ok" : "failed", text, ...(!ok && { fix }) };
}

/** The issuer that the trust is written for, against the cluster's own. */
async function issuerCheck(
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

async function accountChecks({ milvus, cluster, namespace }: Asked): Promise<VerifyCheck[]> {
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

async function podChecks(asked: Asked): Promise<VerifyCheck[]> {
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

async function claimChecks({ cluster, namespace, release }: Asked): Promise<VerifyCheck[]> {
  const found = await answered(
    "volume claims",
    cluster.core.listNamespacedPersistentVolumeClaim({ namespace }),
  );
  const claims = (found?.items ?? []).filter(isOf(release));
  const unbound = claims.filter(({ status }) => status?.phase !== "Bound");
  if (claims.length === 0) return [];
  const text =
    unbound.length === 0
      ? `${count(claims.length, "volume claim")} bound`
      : `${unbound.length} of ${count(claims.length, "volume claim")} not bound: ${named(unbound, ({ status }) => status?.phase ?? "")}`;
  const fix = `kubectl describe pvc ${nameOf(unbound[0])} -n ${namespace}; milvus.release.storageClass names the class`;
  return [checkOf("claims", unbound.length === 0, text, fix)];
}

async function jobChecks({ cluster, namespace, release }: Asked): Promise<VerifyCheck[]> {
  const found = await answered("jobs", cluster.batch.listNamespacedJob({ namespace }));
  const jobs = (found?.items ?? []).filter(isOf(release));
  if (jobs.length === 0) return [];
  const undone = jobs.filter(({ status }) => (status?.succeeded ?? 0) === 0);
  const text =
    undone.length === 0
      ? `${count(jobs.length, "job")} done`
      : `${undone.length} of ${count(jobs.length, "job")} not done: ${named(undone, ({ status }) => ((status?.failed ?? 0) > 0 ? "failed" : "running"))}`;
  const fix = `kubectl logs job/${nameOf(undone[0])} -n ${namespace}`;
  return [checkOf("jobs", undone.length === 0, text, fix)];
}

async function serviceChecks({ cluster, namespace, release }: Asked): Promise<VerifyCheck[]> {
  const found = await answered("services", cluster.core.listNamespacedService({ namespace }));
  const services = (found?.items ?? []).filter(isOf(release));
  // Clients of Milvus come by its port, whatever the chart calls the service.
  const own = services.find(
    ({ metadata, spec }) =>
      metadata?.name === release ||
      (spec?.type === "LoadBalancer" && spec.ports?.some(({ name }) => name === "milvus")),
  );
  if (!own) {
    const text = `release ${namespace}/${release} has no service`;
    return [checkOf("service", false, text, `helm status ${release} -n ${namespace}`)];
  }
  const name = nameOf(own);
  const slices = await answered(
    "endpoints",
    cluster.discovery.listNamespacedEndpointSlice({
      namespace,
      labelSelector: `kubernetes.io/service-name=${name}`,
    }),
  );
  const ready = (slices?.items ?? [])
    // A server writes null where there are none.
    .flatMap(({ endpoints }) => (Array.isArray(endpoints) ? endpoints : []))
    .filter(({ conditions }) => conditions?.ready !== false);
  const endpoints = checkOf(
    "endpoints",
    ready.length > 0,
    ready.length > 0
      ? `service ${name} has ${count(ready.length, "endpoint")}`
      : `service ${name} has no endpoint: no pod behind it is ready`,
    `kubectl get pods -n ${namespace}`,
  );
  if (own.spec?.type !== "LoadBalancer") return [endpoints];
  const [ingress] = own.status?.loadBalancer?.ingress ?? [];
  const address = ingress?.hostname ?? ingress?.ip;
  return [
    endpoints,
    checkOf(
      "load balancer",
      address !== undefined,
      address === undefined
        ? `service ${name}: its load balancer has no address`
        : `service ${name}: its load balancer is ${address}`,
      `kubectl describe service ${name} -n ${namespace}; the AWS load balancer controller makes it`,
    ),
  ];
}

/** Bucket and region that Milvus was told, against the config's. */
async function settingsChecks({
  milvus,
  region,
  cluster,
  namespace,
  release,
}: Asked): Promise<VerifyCheck[]> {
  const found = await answered("config maps", cluster.core.listNamespacedConfigMap({ namespace }));
  const map = (found?.items ?? []).find(
    (one) => one.data?.["default.yaml"] !== undefined && isOf(release)(one),
  );
  if (!map) return [];
  const [standard, own] = ["default.yaml", "user.yaml"].map((key) => parsed(map.data?.[key]));
  const told = (key: string) => {
    const value = valueAt(own, ["minio", key]) ?? valueAt(standard, ["minio", key]);
    return typeof value === "string" ? value : undefined;
  };
  const fix = "byoc plan and byoc apply of the stack of the release set it";
  const compared = (id: string, actual: string | undefined, meant: string) =>
    actual === undefined
      ? []
      : [
          checkOf(
            id,
            actual === meant,
            actual === meant
              ? `Milvus uses ${id} ${meant}`
              : `Milvus uses ${id} ${actual}, the config has ${meant}`,
            fix,
          ),
        ];
  return [
    ...compared("bucket", told("bucketName"), milvus.bucket.name),
    ...compared("region", told("region"), region),
  ];
}

function parsed(text: string | undefined): unknown {
  try {
    return parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** Whether something belongs to a release, by the labels of the charts or Helm's own mark. */
function isOf(release: string) {
  return ({ metadata }: Labelled): boolean =>
    metadata?.labels?.["app.kubernetes.io/instance"] === release ||
    metadata?.labels?.["release"] === release ||
    metadata?.annotations?.["meta.helm.sh/release-name"] === release;
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

function nameOf(one: Labelled | undefined): string {
  return one?.metadata?.name ?? "";
}

const SHOWN = 3;

function named<One extends Labelled>(all: readonly One[], state: (one: One) => string): string {
  const shown = all.slice(0, SHOWN).map((one) => `${nameOf(one)} (${state(one)})`);
  return enumerate(all.length > SHOWN ? [...shown, `${all.length - SHOWN} more`] : shown);
}
