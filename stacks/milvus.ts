import type { Construct } from "constructs";
import { fullName } from "../charts/names";
import { chartPath } from "../config/chart-file";
import type { Deployment, MilvusSection } from "../config/deployment";
import { chartCopy } from "../modules/chart";
import { asksEks, ClusterConnection } from "../modules/cluster-connection";
import { output } from "../modules/output";
import { MilvusRelease } from "../modules/release";
import { valueAt } from "../text/record";
import { milvusValues, releaseContext } from "../values";
import { ByocStack, type StackAsset } from "./byoc-stack";

type WithRelease = MilvusSection & Required<Pick<MilvusSection, "release" | "clusterAccess">>;

/** Milvus itself: document configure-s3-access-by-iam-role, Deploy Milvus. */
export class MilvusStack extends ByocStack {
  constructor(
    scope: Construct,
    deployment: Deployment,
    private readonly milvus: WithRelease,
  ) {
    const { release, clusterAccess, serviceAccount, podIdentity, role } = milvus;
    super(scope, deployment, "milvus-release", "configure-s3-access-by-iam-role", [
      // A plan that need not ask EKS needs no AWS either.
      ...(asksEks(clusterAccess) ? (["aws"] as const) : []),
      "helm",
      "kubernetes",
    ]);
    new ClusterConnection(this, "connection", clusterAccess);
    const { values } = milvusValues(releaseContext(deployment, milvus), release);
    const scheme = valueAt(values, ["proxy", "tls", "enabled"]) === true ? "https" : "http";
    new MilvusRelease(this, "milvus", {
      release,
      serviceAccount,
      ...(podIdentity === "irsa" && { roleArn: role.arn }),
      values,
    });

    const { namespace } = serviceAccount;
    output(this, "release", `${namespace}/${release.name}`, "helm status <name> -n <namespace>");
    output(
      this,
      "endpoint",
      `${scheme}://${fullName(release.name)}.${namespace}.svc:${release.service.port ?? 19530}`,
      "Clients of Milvus inside the cluster: uri",
    );
  }

  override get assets(): readonly StackAsset[] {
    const { release } = this.milvus;
    if (release.chart.kind !== "path") return [];
    return [{ from: chartPath(this.deployment.file, release.chart.path), to: chartCopy(release) }];
  }
}
