import { basename } from "node:path";
import { policyArn } from "../../aws/arn";
import { fullName } from "../../charts/names";
import { pulsarChart } from "../../charts/queues";
import { stackId, type Deployment, type MilvusSection } from "../../config/deployment";
import type { ClusterAccess, ReleaseSettings } from "../../config/release";
import { milvusValues, releaseContext, type Values } from "../../values";
import { command } from "../../text/shell";

/** Everything that the steps name, and the tools with what they need to reach the cluster. */
export interface Subject {
  readonly deployment: Deployment;
  readonly milvus: MilvusSection;
  readonly release: ReleaseSettings;
  readonly access: ClusterAccess;
  /** What Helm gets. */
  readonly values: Values;
  /** Name of the service that clients connect to. */
  readonly service: string;
  readonly port: number;
  readonly policyArn: string;
  /** Queue that runs, as the plan remembers it. */
  readonly queue: string;
  /** Name of the config file, without its folder. */
  readonly config: string;
  /** Folders of the two root modules, the access first. */
  readonly folders: readonly [access: string, release: string];
  readonly kubectl: (...words: readonly string[]) => string;
  /** kubectl in the release's namespace. */
  readonly inNamespace: (...words: readonly string[]) => string;
  readonly helm: (...words: readonly string[]) => string;
  readonly terraform: (folder: string, ...words: readonly string[]) => string;
}

/**
 * Of a deployment with a release.
 *
 * @param format part of the bundle whose root modules are run.
 */
export function subjectOf(deployment: Deployment, format: "json" | "hcl"): Subject | undefined {
  const { milvus } = deployment;
  const { release, clusterAccess: access } = milvus ?? {};
  if (!milvus || !release || !access) return undefined;
  const context = access.kind === "kubeconfig" ? access.context : undefined;
  const named = (option: string) => (context === undefined ? [] : [option, context]);
  const { namespace } = milvus.serviceAccount;
  const type = release.messageQueue?.type ?? "pulsar";
  return {
    deployment,
    milvus,
    release,
    access,
    values: milvusValues(releaseContext(deployment, milvus), release).values,
    service: fullName(release.name),
    port: release.service.port ?? 19530,
    policyArn: policyArn(
      deployment.partition,
      deployment.accountId,
      milvus.role.path,
      milvus.policyName,
    ),
    queue: type === "pulsar" ? pulsarChart(release.chartVersion) : type,
    config: basename(deployment.file),
    folders: [
      `${stackId(deployment, "milvus")}/${format}`,
      `${stackId(deployment, "milvus-release")}/${format}`,
    ],
    kubectl: (...words) => command("kubectl", ...named("--context"), ...words),
    inNamespace: (...words) => command("kubectl", ...named("--context"), "-n", namespace, ...words),
    helm: (...words) => command("helm", ...named("--kube-context"), "-n", namespace, ...words),
    terraform: (folder, ...words) => command("terraform", `-chdir=${folder}`, ...words),
  };
}
