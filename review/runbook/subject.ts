import { basename } from "node:path";
import { oidcProviderArn, policyArn } from "../../aws/arn";
import { fullName } from "../../charts/names";
import { queueChart } from "../../charts/queues";
import { stackId, type Deployment, type StackKind } from "../../config/deployment";
import { valueAt } from "../../text/record";
import { milvusValues, releaseContext } from "../../values";
import { code } from "./sh";

/** Everything that the steps name, and the tools with what they need to reach the cluster. */
export type RunbookSubject = ReturnType<typeof subjectOf>;

/**
 * @param format part of the bundle whose root modules are run.
 * @throws Error for a deployment without a release.
 */
export function subjectOf(deployment: Deployment, format: "json" | "hcl") {
  const { milvus, name, partition, accountId } = deployment;
  const { release, clusterAccess: access } = milvus ?? {};
  if (!milvus || !release || !access) throw new Error(`${name} has no release of Milvus`);
  const context = access.kind === "kubeconfig" ? access.context : undefined;
  const kubectl = code`kubectl ${context === undefined ? [] : ["--context", context]}`;
  const helm = code`helm ${context === undefined ? [] : ["--kube-context", context]}`;
  const folderOf = (section: StackKind) => `${stackId(deployment, section)}/${format}`;
  const { namespace } = milvus.serviceAccount;
  const type = release.messageQueue?.type ?? "pulsar";
  const { values } = milvusValues(releaseContext(deployment, milvus), release);
  return {
    deployment,
    milvus,
    release,
    access,
    namespace,
    /** What Helm gets. */
    values,
    /** Name of the service that clients connect to. */
    service: fullName(release.name),
    port: release.service.port ?? 19530,
    isBalanced: valueAt(values, ["service", "type"]) === "LoadBalancer",
    policyArn: policyArn(partition, accountId, milvus.role.path, milvus.policyName),
    provider: oidcProviderArn(partition, accountId, milvus.issuer),
    /** Queue that runs, as the config calls it. */
    queue: type,
    /** Sub-chart that is the queue, where the chart installs one. */
    queueChart: queueChart(type, release.chartVersion),
    /** Name of the config file, without its folder. */
    config: basename(deployment.file),
    /** Folder of the release's root module. */
    folder: folderOf("milvus-release"),
    kubectl,
    inNamespace: code`${kubectl} -n ${namespace}`,
    helm: code`${helm} -n ${namespace}`,
    ofAccess: code`terraform -chdir=${folderOf("milvus")}`,
    ofRelease: code`terraform -chdir=${folderOf("milvus-release")}`,
  };
}
