import { oidcProviderArn } from "../../aws/arn";
import { isRecord } from "../../text/record";
import { valueAt } from "../../text/record";
import { span, table } from "../markdown/text";
import { command } from "../../text/shell";
import { shell } from "./shell";
import type { Subject } from "./subject";

/**
 * The document's own steps, then those of the release.
 * Source: configure-s3-access-by-iam-role, Verify the role and service account setup.
 */
export function verification(subject: Subject): readonly string[] {
  return [
    ...ofRole(subject),
    ...ofAccount(subject),
    ...ofRelease(subject),
    ...ofConfig(subject),
    ...ofBucket(subject),
  ];
}

function ofRole({ deployment, milvus, policyArn }: Subject): string[] {
  const { role, policyName, bucket, serviceAccount, podIdentity, issuer } = milvus;
  const who = `${serviceAccount.namespace}:${serviceAccount.name}`;
  const named = ["--role-name", role.name];
  const get = ["aws", "iam", "get-policy", "--policy-arn", policyArn];
  const version = command(...get, "--query", "Policy.DefaultVersionId", "--output", "text");
  const trusted =
    podIdentity === "irsa"
      ? `${span(oidcProviderArn(deployment.partition, deployment.accountId, issuer))}, for the subject ${span(`system:serviceaccount:${who}`)} and the audience ${span("sts.amazonaws.com")}`
      : `${span("pods.eks.amazonaws.com")}, for the namespace and service account ${span(who)} of one cluster`;
  return [
    `The role must trust ${trusted}, and nobody else:`,
    shell(command("aws", "iam", "get-role", ...named, "--query", "Role.AssumeRolePolicyDocument")),
    `This policy must be attached to it, ${span(policyArn)}:`,
    shell(
      command(
        ...["aws", "iam", "list-attached-role-policies", ...named],
        ...["--query", "AttachedPolicies[].PolicyArn", "--output", "text"],
      ),
    ),
    `Its default version must let the role list the bucket ${span(bucket.name)}, and read, write and delete its objects:`,
    shell(
      command(...get),
      `${command("aws", "iam", "get-policy-version", "--policy-arn", policyArn)} --version-id "$(${version})"`,
    ),
    ...(bucket.key
      ? [
          "The bucket is encrypted with a key, of which an inline policy gives the use:",
          shell(
            command(
              ...["aws", "iam", "get-role-policy", ...named],
              ...["--policy-name", `${policyName}Kms`],
            ),
          ),
        ]
      : []),
  ];
}

function ofAccount({ milvus, inNamespace }: Subject): string[] {
  const { role, serviceAccount, podIdentity, clusterName = "" } = milvus;
  const { namespace, name } = serviceAccount;
  const described = shell(inNamespace("describe", "serviceaccount", name));
  if (podIdentity === "irsa") {
    return [
      `The service account must have the annotation ${span("eks.amazonaws.com/role-arn")} with the role, ${span(role.arn)}:`,
      described,
    ];
  }
  return [
    "The service account must be there, and EKS must associate it with the role:",
    described,
    shell(
      command(
        ...["aws", "eks", "list-pod-identity-associations", "--cluster-name", clusterName],
        ...["--namespace", namespace, "--service-account", name],
      ),
    ),
  ];
}

function ofRelease(subject: Subject): string[] {
  const { release, milvus, values, service, inNamespace, helm } = subject;
  const part = release.mode === "standalone" ? "standalone" : "proxy";
  const variable =
    milvus.podIdentity === "irsa" ? "AWS_ROLE_ARN" : "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  const isBalanced = valueAt(values, ["service", "type"]) === "LoadBalancer";
  return [
    `The release must be deployed and every pod of it ready; those of Milvus run as ${span(milvus.serviceAccount.name)}:`,
    shell(
      helm("status", release.name),
      inNamespace(
        ...["get", "pods", "--output"],
        "custom-columns=NAME:.metadata.name,READY:.status.containerStatuses[*].ready,ACCOUNT:.spec.serviceAccountName",
      ),
    ),
    `A pod that has its role has the variable ${span(variable)}; if it has not, it started too early, and must be started again:`,
    shell(inNamespace("exec", `deployment/${service}-${part}`, "--", "printenv", variable)),
    ...(isBalanced
      ? [
          "The load balancer must have a name in DNS:",
          shell(
            inNamespace(
              ...["get", "service", service],
              ...["--output", "jsonpath={.status.loadBalancer.ingress[0].hostname}"],
            ),
          ),
        ]
      : []),
  ];
}

/** Keys of Milvus' own config, by those of the chart. */
const MINIO: readonly (readonly [own: string, chart: string])[] = [
  ["address", "host"],
  ["port", "port"],
  ["useSSL", "useSSL"],
  ["bucketName", "bucketName"],
  ["rootPath", "rootPath"],
  ["useIAM", "useIAM"],
  ["region", "region"],
];

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function ofConfig({ values, service, inNamespace }: Subject): string[] {
  const external = valueAt(values, ["externalS3"]);
  const rows = MINIO.flatMap(([own, chart]) => {
    const value = isRecord(external) ? external[chart] : undefined;
    return value === undefined ? [] : [[span(own), span(textOf(value))]];
  });
  return [
    "What Milvus was told of the bucket must be this, without access keys:",
    table(["below minio", "value"], rows),
    shell(
      `${inNamespace("get", "configmap", service, "--output", "jsonpath={.data.default\\.yaml}")} | sed -n '/^minio:/,/^[^ ]/p'`,
    ),
  ];
}

/** What Milvus has flushed; before the first collection there is nothing. */
function ofBucket({ milvus, values }: Subject): string[] {
  const bucket = ["--bucket", milvus.bucket.name];
  const rootPath = valueAt(values, ["externalS3", "rootPath"]);
  const below = typeof rootPath === "string" && rootPath !== "" ? ["--prefix", `${rootPath}/`] : [];
  return [
    "After the first collection was made and flushed, its objects are in the bucket:",
    shell(
      command("aws", "s3api", "get-bucket-location", ...bucket),
      command(
        ...["aws", "s3api", "list-objects-v2", ...bucket, ...below],
        ...["--max-items", "5", "--query", "Contents[].Key"],
      ),
    ),
  ];
}
