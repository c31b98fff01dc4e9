import { oidcProviderArn } from "../../aws/arn";
import { stackId } from "../../config/deployment";
import { valueAt } from "../../text/record";
import { span } from "../markdown/text";
import { command, word } from "../../text/shell";
import { shell } from "./shell";
import type { Subject } from "./subject";

/** What must be there before Terraform makes anything, and how to see it. */
export function prerequisites(subject: Subject): readonly string[] {
  const { deployment } = subject;
  return [
    `The account must be ${span(deployment.accountId)}, the region is ${span(deployment.region)}. What follows uses both variables.`,
    shell(
      `export AWS_REGION=${word(deployment.region)}`,
      ...connection(subject),
      command("aws", "sts", "get-caller-identity", "--query", "Account", "--output", "text"),
    ),
    ...identity(subject),
    "Whoever runs Terraform must be let in by the cluster: by an access entry, or else every call in the cluster ends with Unauthorized, however much IAM allows.",
    shell(
      ...accessEntries(subject),
      subject.inNamespace("auth", "can-i", "create", "serviceaccounts"),
      subject.inNamespace("auth", "can-i", "create", "statefulsets.apps"),
    ),
    ...inCluster(subject),
    "The chart must be at hand. Version 3 of the helm provider looks for it at plan, version 2 only at apply.",
    shell(showChart(subject)),
  ];
}

/** A kubeconfig of its own, so that nobody's current context changes. */
function connection({ access }: Subject): string[] {
  if (access.kind === "kubeconfig") return [`export KUBECONFIG=${word(access.path)}`];
  const { clusterName, profile, roleArn } = access;
  return [
    'export KUBECONFIG="$(mktemp)"',
    command(
      ...["aws", "eks", "update-kubeconfig", "--name", clusterName],
      ...(profile === undefined ? [] : ["--profile", profile]),
      ...(roleArn === undefined ? [] : ["--role-arn", roleArn]),
    ),
  ];
}

function identity({ deployment, milvus }: Subject): string[] {
  const { clusterName, issuer, podIdentity, createOidcProvider } = milvus;
  const { partition, accountId } = deployment;
  const describe = ["--output", "text"];
  if (podIdentity === "pod-identity") {
    return [
      `EKS Pod Identity needs its agent in the cluster; this must say ${span("ACTIVE")}:`,
      shell(
        command(
          ...["aws", "eks", "describe-addon", "--cluster-name", clusterName ?? ""],
          ...["--addon-name", "eks-pod-identity-agent", "--query", "addon.status", ...describe],
        ),
      ),
    ];
  }
  const ofCluster =
    clusterName === undefined
      ? []
      : [
          command(
            ...["aws", "eks", "describe-cluster", "--name", clusterName],
            ...["--query", "cluster.identity.oidc.issuer", ...describe],
          ),
        ];
  const provider = oidcProviderArn(partition, accountId, issuer);
  const ofProvider = createOidcProvider
    ? []
    : [
        command(
          ...["aws", "iam", "get-open-id-connect-provider"],
          ...["--open-id-connect-provider-arn", provider],
          ...["--query", "ClientIDList", ...describe],
        ),
      ];
  if (ofCluster.length + ofProvider.length === 0) return [];
  const made = createOidcProvider
    ? "; Terraform makes its provider in IAM"
    : `, and its provider in IAM must list the audience ${span("sts.amazonaws.com")}`;
  return [
    `The cluster's issuer must be ${span(`https://${issuer}`)}${made}.`,
    shell(...ofCluster, ...ofProvider),
  ];
}

function accessEntries({ access }: Subject): string[] {
  if (access.kind === "kubeconfig") return [];
  const { clusterName, roleArn } = access;
  const cluster = ["--cluster-name", clusterName];
  return roleArn === undefined
    ? [command("aws", "eks", "list-access-entries", ...cluster)]
    : [command("aws", "eks", "describe-access-entry", ...cluster, "--principal-arn", roleArn)];
}

function inCluster({ values, release, milvus, kubectl }: Subject): string[] {
  const { storageClass, createNamespace } = release;
  const parts: string[] = [];
  if (valueAt(values, ["service", "type"]) === "LoadBalancer") {
    parts.push(
      "The AWS Load Balancer Controller, 2.2.0 or newer: without it the service waits for its address for ever, and so does Terraform.",
      shell(
        kubectl(
          ...["get", "deployments", "--all-namespaces"],
          ...["--selector", "app.kubernetes.io/name=aws-load-balancer-controller"],
        ),
      ),
    );
  }
  parts.push(
    storageClass === undefined
      ? "The EBS CSI driver, and a storage class that is marked as the default: nothing names one."
      : `The EBS CSI driver, and the storage class ${span(storageClass)}.`,
    shell(
      kubectl("get", "csidriver", "ebs.csi.aws.com"),
      kubectl("get", "storageclass", storageClass ?? ""),
    ),
  );
  if (valueAt(values, ["metrics", "serviceMonitor", "enabled"]) === true) {
    const resource = "servicemonitors.monitoring.coreos.com";
    parts.push("The Prometheus operator:", shell(kubectl("get", "crd", resource)));
  }
  const { namespace } = milvus.serviceAccount;
  parts.push(
    createNamespace
      ? `Terraform makes the namespace ${span(namespace)}, so this must print nothing:`
      : `The namespace ${span(namespace)} must be there already:`,
    shell(kubectl("get", "namespace", namespace, createNamespace ? "--ignore-not-found" : "")),
  );
  return parts;
}

function showChart({ release, folders }: Subject): string {
  const { chart, chartVersion } = release;
  if (chart.kind === "path") {
    const copy = chart.path.endsWith(".tgz") ? `milvus-${chartVersion}.tgz` : "milvus";
    return command("helm", "show", "chart", `${folders[1]}/chart/${copy}`);
  }
  const version = ["--version", chartVersion];
  return chart.kind === "oci"
    ? command("helm", "show", "chart", chart.reference, ...version)
    : command("helm", "show", "chart", chart.chart, "--repo", chart.repository, ...version);
}

/** The two stacks, the access first. */
export function install(subject: Subject): readonly string[] {
  const { deployment, folders, release, terraform } = subject;
  const [access, own] = folders;
  return [
    `The bucket and the role come first, as ${span(stackId(deployment, "milvus"))}: pods that start without their role must be started again.`,
    shell(
      terraform(access, "init"),
      terraform(access, "plan", "-out", "plan.bin"),
      terraform(access, "apply", "plan.bin"),
    ),
    `Then Milvus, as ${span(stackId(deployment, "milvus-release"))}: ${release.createNamespace ? "namespace, " : ""}service account, release.`,
    shell(
      terraform(own, "init"),
      terraform(own, "plan", "-out", "plan.bin"),
      terraform(own, "apply", "plan.bin"),
    ),
    release.wait
      ? `Terraform waits until every pod is ready, at most ${release.timeoutSeconds} seconds. One restart or two are usual, until etcd and the message queue are there.`
      : "Terraform does not wait for the pods: the verification tells when they are ready.",
  ];
}
