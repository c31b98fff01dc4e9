import { basename } from "node:path";
import { policyArn } from "../../aws/arn";
import { fullName } from "../../charts/names";
import { pulsarChart } from "../../charts/queues";
import {
  stackId,
  type Deployment,
  type MilvusSection,
  type StackKind,
} from "../../config/deployment";
import type { ClusterAccess, ReleaseSettings } from "../../config/release";
import { milvusValues, releaseContext, type Values } from "../../values";
import { code, type ShellCode } from "./sh";

/** Everything that the steps name, and the tools with what they need to reach the cluster. */
export interface RunbookSubject {
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
  /** Folder of the release's root module. */
  readonly folder: string;
  readonly kubectl: ShellCode;
  /** kubectl in the release's namespace. */
  readonly inNamespace: ShellCode;
  readonly helm: ShellCode;
  /** Terraform in each of the folders. */
  readonly ofAccess: ShellCode;
  readonly ofRelease: ShellCode;
}

/**
 * Of a deployment with a release.
 *
 * @param format part of the bundle whose root modules are run.
 */
export function subjectOf(
  deployment: Deployment,
  format: "json" | "hcl",
): RunbookSubject | undefined {
  const { milvus } = deployment;
  const { release, clusterAccess: access } = milvus ?? {};
  if (!milvus || !release || !access) return undefined;
  const context = access.kind === "kubeconfig" ? access.context : undefined;
  const kubectl = code`kubectl ${context === undefined ? [] : ["--context", context]}`;
  const helm = code`helm ${context === undefined ? [] : ["--kube-context", context]}`;
  const folderOf = (section: StackKind) => `${stackId(deployment, section)}/${format}`;
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
    folder: folderOf("milvus-release"),
    kubectl,
    inNamespace: code`${kubectl} -n ${namespace}`,
    helm: code`${helm} -n ${namespace}`,
    ofAccess: code`terraform -chdir=${folderOf("milvus")}`,
    ofRelease: code`terraform -chdir=${folderOf("milvus-release")}`,
  };
}
