import { count } from "../../../text/count";
import { answered } from "../../cluster/cluster";
import type { VerifyCheck } from "../report";
import { checkOf, isOf, named, nameOf, type Asked } from "./asked";

/** Whether volume claims are bound. */
export async function claimChecks({ cluster, namespace, release }: Asked): Promise<VerifyCheck[]> {
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

/** Whether jobs are done. */
export async function jobChecks({ cluster, namespace, release }: Asked): Promise<VerifyCheck[]> {
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

/** Whether clients reach Milvus: endpoints, and the address of a load balancer. */
export async function serviceChecks({
  cluster,
  namespace,
  release,
}: Asked): Promise<VerifyCheck[]> {
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
