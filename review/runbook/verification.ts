import { oidcProviderArn } from "../../aws/arn";
import { isRecord } from "../../text/record";
import { valueAt } from "../../text/record";
import { span, table } from "../markdown/text";
import { code, sh } from "./sh";
import type { RunbookSubject } from "./subject";

/**
 * The document's own steps, then those of the release.
 * Source: configure-s3-access-by-iam-role, Verify the role and service account setup.
 */
export function verification(subject: RunbookSubject): readonly string[] {
  return [
    ...ofRole(subject),
    ...ofAccount(subject),
    ...ofRelease(subject),
    ...ofConfig(subject),
    ...ofBucket(subject),
  ];
}

function ofRole({ deployment, milvus, policyArn }: RunbookSubject): string[] {
  const { role, policyName, bucket, serviceAccount, podIdentity, issuer } = milvus;
  const who = `${serviceAccount.namespace}:${serviceAccount.name}`;
  const get = code`aws iam get-policy --policy-arn ${policyArn}`;
  const trusted =
    podIdentity === "irsa"
      ? `${span(oidcProviderArn(deployment.partition, deployment.accountId, issuer))}, for the subject ${span(`system:serviceaccount:${who}`)} and the audience ${span("sts.amazonaws.com")}`
      : `${span("pods.eks.amazonaws.com")}, for the namespace and service account ${span(who)} of one cluster`;
  return [
    `The role must trust ${trusted}, and nobody else:`,
    sh`aws iam get-role --role-name ${role.name} --query Role.AssumeRolePolicyDocument`,
    `This policy must be attached to it, ${span(policyArn)}:`,
    sh`aws iam list-attached-role-policies --role-name ${role.name} --query 'AttachedPolicies[].PolicyArn' --output text`,
    `Its default version must let the role list the bucket ${span(bucket.name)}, and read, write and delete its objects:`,
    sh`
      ${get}
      aws iam get-policy-version --policy-arn ${policyArn} --version-id "$(${get} --query Policy.DefaultVersionId --output text)"
    `,
    ...(bucket.key
      ? [
          "The bucket is encrypted with a key, of which an inline policy gives the use:",
          sh`aws iam get-role-policy --role-name ${role.name} --policy-name ${`${policyName}Kms`}`,
        ]
      : []),
  ];
}

function ofAccount({ milvus, inNamespace }: RunbookSubject): string[] {
  const { role, serviceAccount, podIdentity, clusterName = "" } = milvus;
  const { namespace, name } = serviceAccount;
  const described = sh`${inNamespace} describe serviceaccount ${name}`;
  if (podIdentity === "irsa") {
    return [
      `The service account must have the annotation ${span("eks.amazonaws.com/role-arn")} with the role, ${span(role.arn)}:`,
      described,
    ];
  }
  return [
    "The service account must be there, and EKS must associate it with the role:",
    described,
    sh`aws eks list-pod-identity-associations --cluster-name ${clusterName} --namespace ${namespace} --service-account ${name}`,
  ];
}

function ofRelease(subject: RunbookSubject): string[] {
  const { release, milvus, values, service, inNamespace, helm } = subject;
  const part = release.mode === "standalone" ? "standalone" : "proxy";
  const variable =
    milvus.podIdentity === "irsa" ? "AWS_ROLE_ARN" : "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  const isBalanced = valueAt(values, ["service", "type"]) === "LoadBalancer";
  return [
    `The release must be deployed and every pod of it ready; those of Milvus run as ${span(milvus.serviceAccount.name)}:`,
    sh`
      ${helm} status ${release.name}
      ${inNamespace} get pods --output 'custom-columns=NAME:.metadata.name,READY:.status.containerStatuses[*].ready,ACCOUNT:.spec.serviceAccountName'
    `,
    `A pod that has its role has the variable ${span(variable)}; if it has not, it started too early, and must be started again:`,
    sh`${inNamespace} exec deployment/${service}-${part} -- printenv ${variable}`,
    ...(isBalanced
      ? [
          "The load balancer must have a name in DNS:",
          sh`${inNamespace} get service ${service} --output 'jsonpath={.status.loadBalancer.ingress[0].hostname}'`,
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

function ofConfig({ values, service, inNamespace }: RunbookSubject): string[] {
  const external = valueAt(values, ["externalS3"]);
  const rows = MINIO.flatMap(([own, chart]) => {
    const value = isRecord(external) ? external[chart] : undefined;
    return value === undefined ? [] : [[span(own), span(textOf(value))]];
  });
  return [
    "What Milvus was told of the bucket must be this, without access keys:",
    table(["below minio", "value"], rows),
    sh`${inNamespace} get configmap ${service} --output 'jsonpath={.data.default\\.yaml}' | sed -n '/^minio:/,/^[^ ]/p'`,
  ];
}

/** What Milvus has flushed; before the first collection there is nothing. */
function ofBucket({ milvus, values }: RunbookSubject): string[] {
  const { name } = milvus.bucket;
  const rootPath = valueAt(values, ["externalS3", "rootPath"]);
  const below = typeof rootPath === "string" && rootPath !== "" ? ["--prefix", `${rootPath}/`] : [];
  return [
    "After the first collection was made and flushed, its objects are in the bucket:",
    sh`
      aws s3api get-bucket-location --bucket ${name}
      aws s3api list-objects-v2 --bucket ${name} ${below} --max-items 5 --query 'Contents[].Key'
    `,
  ];
}
