import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { ClusterAccess } from "../config/release";
import { pemOf } from "../config/schema/cluster";

type EksAccess = Extract<ClusterAccess, { kind: "eks" }>;

/** Whether the cluster's address is read from EKS, for which the AWS provider is needed. */
export function asksEks(access: ClusterAccess): boolean {
  return access.kind === "eks" && access.endpoint === undefined;
}

/**
 * The helm and kubernetes providers, both with the same way into one cluster.
 *
 * Tokens are asked for by `aws eks get-token` when they are needed: one in the configuration would
 * change every plan, lie in the state and be too old for the apply.
 */
export class ClusterConnection extends Construct {
  constructor(scope: Construct, id: string, access: ClusterAccess) {
    super(scope, id);
    if (access.kind === "kubeconfig") {
      const file = { configPath: access.path, configContext: access.context };
      new HelmProvider(this, "helm", { kubernetes: file });
      new KubernetesProvider(this, "kubernetes", file);
      return;
    }
    const place = { ...this.placeOf(access), proxyUrl: access.proxyUrl };
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: tokenArguments(access),
    };
    new HelmProvider(this, "helm", { kubernetes: { ...place, exec } });
    // The binding would write a list, which the helm provider 3.x refuses: both are written alike.
    new KubernetesProvider(this, "kubernetes", place).addOverride("exec", {
      api_version: exec.apiVersion,
      command: exec.command,
      args: exec.args,
    });
  }

  private placeOf({ clusterName, endpoint, certificateAuthority }: EksAccess) {
    if (endpoint !== undefined && certificateAuthority !== undefined) {
      return { host: endpoint, clusterCaCertificate: pemOf(certificateAuthority) };
    }
    const cluster = new DataAwsEksCluster(this, "cluster", { name: clusterName });
    cluster.overrideLogicalId("cluster");
    const authority = cluster.certificateAuthority.get(0).data;
    return { host: cluster.endpoint, clusterCaCertificate: Fn.base64decode(authority) };
  }
}

function tokenArguments({ clusterName, region, profile, roleArn }: EksAccess): string[] {
  return [
    ...["eks", "get-token", "--cluster-name", clusterName, "--region", region],
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...(roleArn === undefined ? [] : ["--role-arn", roleArn]),
  ];
}
