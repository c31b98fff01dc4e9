import { homedir } from "node:os";
import type { ClusterAccess } from "../../config/release";
import { oneLine } from "../../text/lines";
import type { Asking } from "../aws/asking";
import type * as Kube from "./kube";

/** Something of a cluster that could not be read. The message says why. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
}

/** The API of one Kubernetes cluster; reads only. */
export interface Cluster {
  readonly core: Kube.CoreV1Api;
  readonly batch: Kube.BatchV1Api;
  readonly discovery: Kube.DiscoveryV1Api;
}

/** Milliseconds for one answer: a cluster in a private network is silent from outside. */
const TO_ANSWER = 15_000;

/**
 * Opens the cluster of a config.
 *
 * @param asking tells endpoint and certificate where the config does not.
 * @throws ClusterError
 */
export async function openCluster(
  access: ClusterAccess,
  asking: Asking | undefined,
): Promise<Cluster> {
  const kube = await import("./kube");
  const config = new kube.KubeConfig();
  if (access.kind === "kubeconfig") {
    try {
      config.loadFromFile(access.path.replace(/^~(?=\/)/, homedir()));
      if (access.context !== undefined) config.setCurrentContext(access.context);
    } catch (error) {
      throw new ClusterError(`the kubeconfig ${access.path} cannot be read: ${wordsOf(error)}`);
    }
    if (!config.getCurrentCluster()) {
      throw new ClusterError(`the kubeconfig ${access.path} has no such context`);
    }
  } else config.loadFromOptions(await eksOptions(access, asking));
  return {
    core: config.makeApiClient(kube.CoreV1Api),
    batch: config.makeApiClient(kube.BatchV1Api),
    discovery: config.makeApiClient(kube.DiscoveryV1Api),
  };
}

/** A kubeconfig as `aws eks update-kubeconfig` writes it. */
async function eksOptions(
  access: Extract<ClusterAccess, { kind: "eks" }>,
  asking: Asking | undefined,
) {
  const { clusterName: name, region, profile, roleArn, proxyUrl } = access;
  const told =
    access.endpoint === undefined ? await describedCluster(name, region, asking) : undefined;
  const server = access.endpoint ?? told?.endpoint;
  const caData = access.certificateAuthority ?? told?.certificateAuthority?.data;
  if (server === undefined) throw new ClusterError(`EKS knows no cluster ${name} in ${region}`);
  const args = ["eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json"];
  if (profile !== undefined) args.push("--profile", profile);
  if (roleArn !== undefined) args.push("--role-arn", roleArn);
  const exec = { apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws", args };
  return {
    clusters: [
      {
        name,
        server,
        skipTLSVerify: false,
        ...(caData !== undefined && { caData }),
        ...(proxyUrl !== undefined && { proxyUrl }),
      },
    ],
    users: [{ name, exec: { ...exec, interactiveMode: "Never" } }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  };
}

/** What EKS says of a cluster; undefined where it has none of that name. */
export async function describedCluster(name: string, region: string, asking: Asking | undefined) {
  if (!asking) return undefined;
  const { sdk } = asking.session;
  const found = await asking.ask("eks:DescribeCluster", () =>
    asking.session.client("eks", region).send(new sdk.DescribeClusterCommand({ name })),
  );
  return found?.cluster;
}

/**
 * What the API answers; undefined where it has no such thing.
 *
 * @param what is read, in words: `service accounts`.
 * @throws ClusterError where it may not be read, or nothing answers.
 */
export async function answered<Answer>(
  what: string,
  asked: Promise<Answer>,
): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ClusterError(`the cluster does not answer within ${TO_ANSWER / 1000} seconds`));
    }, TO_ANSWER);
  });
  try {
    return await Promise.race([asked, silence]);
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === 404) return undefined;
    if (code === 401) throw new ClusterError("the cluster does not take the credentials");
    if (code === 403) throw new ClusterError(`reading ${what} is not allowed in the cluster`);
    throw new ClusterError(`the cluster does not answer: ${wordsOf(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return oneLine(message.split("\n")[0]!.slice(0, 300));
}
