import { stackId } from "../../config/deployment";
import { valueAt } from "../../text/record";
import type { Part } from "../markdown/text";
import { code, planAndApply, say, sh, type ShellCode } from "./sh";
import type { RunbookSubject } from "./subject";

/** What must be there before Terraform makes anything, and how to see it. */
export function prerequisites(subject: RunbookSubject): Part {
  const { accountId, region } = subject.deployment;
  return [
    say`The account must be ${accountId}, the region is ${region}. What follows uses both variables.`,
    sh`
      export AWS_REGION=${region}
      ${connection(subject)}
      aws sts get-caller-identity --query Account --output text
    `,
    identity(subject),
    "Whoever runs Terraform must be let in by the cluster: by an access entry, or else every call in the cluster ends with Unauthorized, however much IAM allows.",
    sh`
      ${accessEntries(subject)}
      ${subject.inNamespace} auth can-i create serviceaccounts
      ${subject.inNamespace} auth can-i create statefulsets.apps
    `,
    inCluster(subject),
    "The chart must be at hand. Version 3 of the helm provider looks for it at plan, version 2 only at apply.",
    sh`helm show chart ${chartWords(subject)}`,
  ];
}

/** A kubeconfig of its own, so that nobody's current context changes. */
function connection({ access }: RunbookSubject): ShellCode {
  if (access.kind === "kubeconfig") return code`export KUBECONFIG=${access.path}`;
  const { clusterName, profile, roleArn, proxyUrl } = access;
  const as = [
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...(roleArn === undefined ? [] : ["--role-arn", roleArn]),
    ...(proxyUrl === undefined ? [] : ["--proxy-url", proxyUrl]),
  ];
  return code`
    export KUBECONFIG="$(mktemp)"
    aws eks update-kubeconfig --name ${clusterName} ${as}
  `;
}

function identity({ milvus, provider }: RunbookSubject): Part {
  const { clusterName, issuer, podIdentity, createOidcProvider } = milvus;
  if (podIdentity === "pod-identity") {
    return [
      say`EKS Pod Identity needs its agent in the cluster; this must say ${"ACTIVE"}:`,
      sh`aws eks describe-addon --cluster-name ${clusterName} --addon-name eks-pod-identity-agent --query addon.status --output text`,
    ];
  }
  const ofCluster =
    clusterName === undefined
      ? undefined
      : code`aws eks describe-cluster --name ${clusterName} --query cluster.identity.oidc.issuer --output text`;
  const ofProvider = createOidcProvider
    ? undefined
    : code`aws iam get-open-id-connect-provider --open-id-connect-provider-arn ${provider} --query ClientIDList --output text`;
  if (!ofCluster && !ofProvider) return undefined;
  const made = createOidcProvider
    ? "; Terraform makes its provider in IAM."
    : say`, and its provider in IAM must list the audience ${"sts.amazonaws.com"}.`;
  return [
    say`The cluster's issuer must be ${`https://${issuer}`}` + made,
    sh`
      ${ofCluster}
      ${ofProvider}
    `,
  ];
}

function accessEntries({ access }: RunbookSubject): ShellCode | undefined {
  if (access.kind === "kubeconfig") return undefined;
  const { clusterName, roleArn } = access;
  return roleArn === undefined
    ? code`aws eks list-access-entries --cluster-name ${clusterName}`
    : code`aws eks describe-access-entry --cluster-name ${clusterName} --principal-arn ${roleArn}`;
}

function inCluster(subject: RunbookSubject): Part {
  const { values, isBalanced, namespace, kubectl } = subject;
  const { storageClass, createNamespace } = subject.release;
  return [
    isBalanced && [
      "The AWS Load Balancer Controller, 2.2.0 or newer: without it the service waits for its address for ever, and so does Terraform.",
      sh`${kubectl} get deployments --all-namespaces --selector app.kubernetes.io/name=aws-load-balancer-controller`,
    ],
    storageClass === undefined
      ? "The EBS CSI driver, and a storage class that is marked as the default: nothing names one."
      : say`The EBS CSI driver, and the storage class ${storageClass}.`,
    sh`
      ${kubectl} get csidriver ebs.csi.aws.com
      ${kubectl} get storageclass ${storageClass}
    `,
    valueAt(values, ["metrics", "serviceMonitor", "enabled"]) === true && [
      "The Prometheus operator:",
      sh`${kubectl} get crd servicemonitors.monitoring.coreos.com`,
    ],
    createNamespace
      ? say`Terraform makes the namespace ${namespace}, so this must print nothing:`
      : say`The namespace ${namespace} must be there already:`,
    sh`${kubectl} get namespace ${namespace} ${createNamespace ? "--ignore-not-found" : ""}`,
  ];
}

function chartWords({ release, folder }: RunbookSubject): readonly string[] {
  const { chart, chartVersion } = release;
  if (chart.kind === "path") {
    const copy = chart.path.endsWith(".tgz") ? `milvus-${chartVersion}.tgz` : "milvus";
    return [`${folder}/chart/${copy}`];
  }
  const version = ["--version", chartVersion];
  return chart.kind === "oci"
    ? [chart.reference, ...version]
    : [chart.chart, "--repo", chart.repository, ...version];
}

/** The two stacks, the access first. */
export function install(subject: RunbookSubject): Part {
  const { deployment, release, ofAccess, ofRelease } = subject;
  const own = release.createNamespace ? "namespace, " : "";
  return [
    say`The bucket and the role come first, as ${stackId(deployment, "milvus")}: pods that start without their role must be started again.`,
    sh`
      ${ofAccess} init
      ${planAndApply(ofAccess)}
    `,
    `${say`Then Milvus, as ${stackId(deployment, "milvus-release")}`}: ${own}service account, release.`,
    sh`
      ${ofRelease} init
      ${planAndApply(ofRelease)}
    `,
    release.wait
      ? waiting(subject)
      : "Terraform does not wait for the pods: the verification tells when they are ready.",
  ];
}

/** What is waited for, where to look, and how to go on when the time was too short. */
function waiting({ release, isBalanced, namespace, inNamespace, ofRelease }: RunbookSubject): Part {
  const what = [
    "every pod of a deployment or stateful set is ready",
    ...(release.mode === "standalone" ? ["Milvus' own claim is bound"] : []),
    ...(isBalanced ? ["the service has an address"] : []),
  ];
  return [
    `Terraform waits until ${what.join(" and ")}, at most ${release.timeoutSeconds} seconds; it waits for no job. One restart or two are usual, until etcd and the message queue are there. This shows what is missing, and why:`,
    sh`
      ${inNamespace} get deployments,statefulsets,pods,persistentvolumeclaims,jobs,services
      ${inNamespace} describe pods
      ${inNamespace} get events --sort-by .lastTimestamp
    `,
    say`If the first install ends with ${"context deadline exceeded"}, its pods go on starting: uninstall nothing that may become healthy. With version 2 of the helm provider, which has marked the release for replacement, take the mark off:`,
    sh`${ofRelease} untaint helm_release.milvus`,
    "With version 3, which has forgotten it, take it into the state:",
    sh`${ofRelease} import helm_release.milvus ${`${namespace}/${release.name}`}`,
    "Then, with either:",
    sh`${planAndApply(ofRelease)}`,
  ];
}
