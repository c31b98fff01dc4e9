import type { Deployment } from "../../../config/deployment";
import { UnreadError, type Asking } from "../../aws/asking";
import { ClusterError, openCluster, type Cluster } from "../../cluster/cluster";
import type { VerifyCheck } from "../report";
import { accountChecks, issuerCheck } from "./identity";
import { claimChecks, jobChecks, serviceChecks } from "./parts";
import { podChecks } from "./pods";
import { settingsChecks } from "./settings";

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
