import { oidcProviderArn, policyArn } from "../../aws/arn";
import type { Deployment } from "../../config/deployment";
import { valueAt } from "../../text/record";
import { span, table, type Part } from "../markdown/text";
import { code, say, sh } from "./sh";
import type { RunbookSubject } from "./subject";

/**
 * The document's own steps, then those of the release.
 * Source: configure-s3-access-by-iam-role, Verify the role and service account setup.
 */
export function verification(subject: RunbookSubject): Part {
  return [ofRole, ofAccount, ofRelease, ofConfig, ofBucket].map((step) => step(subject));
}

/** The document's steps in AWS, for a deployment without a release as well. */
export function verificationOfAccess({ milvus, partition, accountId }: Deployment): Part {
  if (!milvus) return undefined;
  return [
    "The document's own steps come to the same:",
    ofRole({
      milvus,
      policyArn: policyArn(partition, accountId, milvus.role.path, milvus.policyName),
      provider: oidcProviderArn(partition, accountId, milvus.issuer),
    }),
  ];
}

function ofRole({
  milvus,
  policyArn,
  provider,
}: Pick<RunbookSubject, "milvus" | "policyArn" | "provider">): Part {
  const { role, policyName, bucket, serviceAccount, podIdentity } = milvus;
  const who = `${serviceAccount.namespace}:${serviceAccount.name}`;
  const get = code`aws iam get-policy --policy-arn ${policyArn}`;
  return [
    podIdentity === "irsa"
      ? say`The role must trust ${provider}, for the subject ${`system:serviceaccount:${who}`} and the audience ${"sts.amazonaws.com"}, and nobody else:`
      : say`The role must trust ${"pods.eks.amazonaws.com"}, for the namespace and service account ${who} of one cluster, and nobody else:`,
    sh`aws iam get-role --role-name ${role.name} --query Role.AssumeRolePolicyDocument`,
    say`This policy must be attached to it, ${policyArn}:`,
    sh`aws iam list-attached-role-policies --role-name ${role.name} --query 'AttachedPolicies[].PolicyArn' --output text`,
    say`Its default version must let the role list the bucket ${bucket.name}, and read, write and delete its objects:`,
    sh`
      ${get}
      aws iam get-policy-version --policy-arn ${policyArn} --version-id "$(${get} --query Policy.DefaultVersionId --output text)"
    `,
    bucket.key && [
      "The bucket is encrypted with a key, of which an inline policy gives the use:",
      sh`aws iam get-role-policy --role-name ${role.name} --policy-name ${`${policyName}Kms`}`,
    ],
  ];
}

function ofAccount({ milvus, namespace, inNamespace }: RunbookSubject): Part {
  const { role, serviceAccount, podIdentity, clusterName = "" } = milvus;
  const { name } = serviceAccount;
  const described = sh`${inNamespace} describe serviceaccount ${name}`;
  if (podIdentity === "irsa") {
    return [
      say`The service account must have the annotation ${"eks.amazonaws.com/role-arn"} with the role, ${role.arn}:`,
      described,
    ];
  }
  return [
    "The service account must be there, and EKS must associate it with the role:",
    described,
    sh`aws eks list-pod-identity-associations --cluster-name ${clusterName} --namespace ${namespace} --service-account ${name}`,
  ];
}

function ofRelease(subject: RunbookSubject): Part {
  const { release, milvus, isBalanced, service, inNamespace, helm } = subject;
  const part = release.mode === "standalone" ? "standalone" : "proxy";
  const variable =
    milvus.podIdentity === "irsa" ? "AWS_ROLE_ARN" : "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  return [
    say`The release must be deployed and every pod of it ready; those of Milvus run as ${milvus.serviceAccount.name}:`,
    sh`
      ${helm} status ${release.name}
      ${inNamespace} get pods --output 'custom-columns=NAME:.metadata.name,READY:.status.containerStatuses[*].ready,ACCOUNT:.spec.serviceAccountName'
    `,
    say`A pod that has its role has the variable ${variable}; if it has not, it started too early, and must be started again:`,
    sh`${inNamespace} exec deployment/${service}-${part} -- printenv ${variable}`,
    isBalanced && [
      "The load balancer must have a name in DNS:",
      sh`${inNamespace} get service ${service} --output 'jsonpath={.status.loadBalancer.ingress[0].hostname}'`,
    ],
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

function ofConfig({ values, service, inNamespace }: RunbookSubject): Part {
  const rows = MINIO.flatMap(([own, chart]) => {
    const value = valueAt(values, ["externalS3", chart]);
    if (value === undefined) return [];
    return [[span(own), span(typeof value === "string" ? value : JSON.stringify(value))]];
  });
  return [
    "What Milvus was told of the bucket must be this, without access keys:",
    table(["below minio", "value"], rows),
    sh`${inNamespace} get configmap ${service} --output 'jsonpath={.data.default\\.yaml}' | sed -n '/^minio:/,/^[^ ]/p'`,
  ];
}

/** What Milvus has flushed; before the first collection there is nothing. */
function ofBucket({ milvus, values }: RunbookSubject): Part {
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
