import { BACKEND_TYPES, BASE, base, BUCKET_KEYS, milvus, TOP_KEYS, type Wrong } from "./case";

const PROJECT_KEYS =
  "bucket, kmsKeyArn, createKmsKey, prefix, path, storageRoleName, crossAccountRoleName, eksRoleName, oidcIssuer, oidcProviderArn, permissionsBoundary, maxSessionDuration, network";
const MILVUS_KEYS =
  "cluster, serviceAccount, bucket, kmsKeyArn, createKmsKey, path, roleName, policyName, permissionsBoundary, maxSessionDuration, release";
const RELEASE_KEYS =
  "name, namespace, createNamespace, preventDestroy, chart, chartVersion, preset, mode, wait, timeoutSeconds, service, rootPath, components, highAvailability, messageQueue, etcd, storageClass, metrics, authorization, values";

/** Keys that are unknown, missing or without a value. */
export const KEYS: readonly Wrong[] = [
  {
    name: "a misspelled section, without a complaint that there is none",
    config: base("project:", "projet:"),
    error: `error[unknown-key] byoc.yaml:7:1
  projet
  is not a key of the config
  allowed: ${TOP_KEYS}
  fix: use project`,
  },
  {
    name: "a key in the wrong case",
    config: base("accountId:", "accountID:"),
    error: `error[missing] byoc.yaml:1:1
  accountId
  is missing
  allowed: Your AWS account; Terraform refuses to run in another one.
  fix: add accountId: "111122223333"

error[unknown-key] byoc.yaml:3:1
  accountID
  is not a key of the config
  allowed: ${TOP_KEYS}
  fix: use accountId`,
  },
  {
    name: "a key that nothing resembles",
    config: `${BASE}colour: red\n`,
    error: `error[unknown-key] byoc.yaml:10:1
  colour
  is not a key of the config
  allowed: ${TOP_KEYS}`,
  },
  {
    name: "unknown keys at every level",
    config: `${BASE}    versionning: true
    kmsKeyArn: x
  network: { cdir: 10.0.0.0/16 }
bootstrap:
  prefx: zilliz-
milvus:
  cluster: { oidcIsuer: x, oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }
  bucket: { name: acme-milvus }
  serviceAccount: { Name: x }
  region: us-west-2
`,
    error: `error[unknown-key] byoc.yaml:10:5
  project.bucket.versionning
  is not a key of project.bucket
  allowed: ${BUCKET_KEYS}
  fix: use versioning

error[unknown-key] byoc.yaml:11:5
  project.bucket.kmsKeyArn
  is not a key of project.bucket
  allowed: ${BUCKET_KEYS}
  fix: move it to project.kmsKeyArn

error[unknown-key] byoc.yaml:12:14
  project.network.cdir
  is not a key of project.network
  allowed: cidr, availabilityZones, privateLink
  fix: use cidr

error[unknown-key] byoc.yaml:14:3
  bootstrap.prefx
  is not a key of bootstrap
  allowed: prefix, path, bootstrapRole, maxSessionDuration
  fix: use prefix

error[unknown-key] byoc.yaml:16:14
  milvus.cluster.oidcIsuer
  is not a key of milvus.cluster
  allowed: name, oidcIssuer, oidcProviderArn, createOidcProvider, podIdentity, access
  fix: use oidcIssuer

error[unknown-key] byoc.yaml:18:21
  milvus.serviceAccount.Name
  is not a key of milvus.serviceAccount
  allowed: namespace, name
  fix: use name

error[unknown-key] byoc.yaml:19:3
  milvus.region
  is not a key of milvus
  allowed: cluster, serviceAccount, bucket, kmsKeyArn, createKmsKey, path, roleName, policyName, permissionsBoundary, maxSessionDuration, release`,
  },
  {
    name: "keys that are numbers, or hold a control character",
    config: `${BASE}2024: x\n"a\\eb": y\n`,
    error: `error[unknown-key] byoc.yaml:10:1
  2024
  is not a key of the config
  allowed: ${TOP_KEYS}

error[unknown-key] byoc.yaml:11:1
  "a\\u001bb"
  is not a key of the config
  allowed: ${TOP_KEYS}`,
  },
  {
    name: "everything that a config needs is missing",
    config: "bootstrap: {}\n",
    error: `error[missing] byoc.yaml:1:1
  version
  is missing
  allowed: Version of the config format.
  fix: add version: 1

error[missing] byoc.yaml:1:1
  name
  is missing
  allowed: Name of the deployment; part of stack ids and role names, which must stay within 64 characters.
  fix: add name: acme-prod

error[missing] byoc.yaml:1:1
  accountId
  is missing
  allowed: Your AWS account; Terraform refuses to run in another one.
  fix: add accountId: "111122223333"

error[missing] byoc.yaml:1:1
  region
  is missing
  allowed: Region of the deployment; decides the partition.
  fix: add region: us-west-2

error[missing] byoc.yaml:1:1
  zilliz
  is missing; section bootstrap trusts Zilliz Cloud by its external ID
  allowed: the external ID from the setup guide of the Zilliz Cloud console
  fix: add zilliz: { externalId: "\${env:ZILLIZ_EXTERNAL_ID}" }`,
  },
  {
    name: "no section",
    config: `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
`,
    error: `error[section] byoc.yaml:1:1
  has no section, so there is nothing to make
  allowed: bootstrap, project, integration, milvus
  fix: add "bootstrap: {}" or another section`,
  },
  {
    name: "no bucket and no cluster",
    config: base("project:\n  bucket:\n    name: zilliz-byoc-acme", "project: {}\nmilvus: {}"),
    error: `error[missing] byoc.yaml:7:1
  project.bucket
  is missing
  allowed: The project's root storage bucket.
  fix: add bucket: { name: zilliz-byoc-acme-prod }

error[missing] byoc.yaml:8:1
  milvus.cluster
  is missing
  allowed: The EKS cluster.
  fix: add cluster: { oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE }

error[missing] byoc.yaml:8:1
  milvus.bucket
  is missing
  allowed: The bucket that Milvus stores its data in.
  fix: add bucket: { name: acme-milvus }`,
  },
  {
    name: "no Zilliz side of the trust",
    config: base("zilliz:\n  externalId: cid-7Qw9Rt2Yp4\n", ""),
    error: `error[missing] byoc.yaml:1:1
  zilliz
  is missing; section project trusts Zilliz Cloud by its external ID
  allowed: the external ID from the setup guide of the Zilliz Cloud console
  fix: add zilliz: { externalId: "\${env:ZILLIZ_EXTERNAL_ID}" }`,
  },
  {
    name: "no external ID",
    config: base("  externalId: cid-7Qw9Rt2Yp4", '  accountId: "965570967084"'),
    error: `error[missing] byoc.yaml:5:1
  zilliz.externalId
  is missing
  allowed: External ID from the setup guide of the Zilliz Cloud console; no secret, but masked in messages and reports.
  fix: add externalId: cid-1a2b3c4d5e6f7g8h9i0j1k2l3`,
  },
  {
    name: "no issuer",
    config: milvus("oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD", "name: prod"),
    error: `error[missing] byoc.yaml:6:3
  milvus.cluster.oidcIssuer
  is missing; the role trusts one service account of this cluster
  allowed: oidcIssuer or oidcProviderArn, or podIdentity: true
  fix: aws eks describe-cluster --name prod --query cluster.identity.oidc.issuer`,
  },
  {
    name: "no type and no bucket of a backend",
    config: `${BASE}terraform:\n  backend: { key: "{stack}" }\n`,
    error: `error[missing] byoc.yaml:11:3
  terraform.backend.type
  is missing
  allowed: ${BACKEND_TYPES}
  fix: add type: local`,
  },
  {
    name: "a backend without what its type needs",
    config: `${BASE}terraform:\n  backend: { type: s3, assume_role: {} }\n`,
    error: `error[missing] byoc.yaml:11:3
  terraform.backend.bucket
  is missing
  allowed: Bucket that holds the states; made beforehand.
  fix: add bucket: acme-terraform-state

error[missing] byoc.yaml:11:24
  terraform.backend.assume_role.role_arn
  is missing
  allowed: Role to assume.
  fix: add role_arn: arn:aws:iam::111122223333:role/terraform-state`,
  },
  {
    name: "sections without a value",
    config: `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
tags:
zilliz:
terraform:
bootstrap:
project:
milvus: ~
`,
    error: `error[type] byoc.yaml:5:1
  tags
  is empty
  allowed: a mapping
  fix: write tags: { CostCenter: "1234" }, or remove the line

error[type] byoc.yaml:6:1
  zilliz
  is empty
  allowed: a mapping
  fix: write zilliz: { externalId: cid-1a2b3c4d5e6f7g8h9i0j1k2l3 }, or remove the line

error[type] byoc.yaml:7:1
  terraform
  is empty
  allowed: a mapping
  fix: write terraform: {} for all defaults, or remove the line

error[type] byoc.yaml:8:1
  bootstrap
  is empty
  allowed: a mapping
  fix: write bootstrap: {} for all defaults, or remove the line

error[type] byoc.yaml:9:1
  project
  is empty
  allowed: a mapping
  fix: write project: { bucket: { name: zilliz-byoc-acme-prod } }, or remove the line

error[type] byoc.yaml:10:1
  milvus
  is empty
  allowed: a mapping
  fix: write milvus: { cluster: { oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE }, bucket: { name: acme-milvus } }, or remove the line`,
  },
  {
    name: "values without a value",
    config: base("name: acme", "name:").replace("name: zilliz-byoc-acme", "name:"),
    error: `error[type] byoc.yaml:2:1
  name
  is empty
  allowed: a text
  fix: write name: acme-prod

error[type] byoc.yaml:9:5
  project.bucket.name
  is empty
  allowed: a text
  fix: write name: zilliz-byoc-acme-prod`,
  },
  {
    name: "keys one level too high or too low, which say by themselves what they are for",
    config: `${BASE}  bucket2: {}
  versioning: true
backend: { type: local }
milvus:
  oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD
  cluster: { name: acme-eks, oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }
  bucket: { name: acme-milvus, createKmsKey: true }
  release: { chartVersion: 5.0.19, sourceRanges: [10.0.0.0/8] }
`,
    error: `error[unknown-key] byoc.yaml:10:3
  project.bucket2
  is not a key of project
  allowed: ${PROJECT_KEYS}
  fix: use bucket

error[unknown-key] byoc.yaml:11:3
  project.versioning
  is not a key of project
  allowed: ${PROJECT_KEYS}

error[unknown-key] byoc.yaml:12:1
  backend
  is not a key of the config
  allowed: ${TOP_KEYS}
  fix: move it to terraform.backend

error[unknown-key] byoc.yaml:14:3
  milvus.oidcIssuer
  is not a key of milvus
  allowed: ${MILVUS_KEYS}

error[unknown-key] byoc.yaml:16:32
  milvus.bucket.createKmsKey
  is not a key of milvus.bucket
  allowed: ${BUCKET_KEYS}
  fix: move it to milvus.createKmsKey

error[unknown-key] byoc.yaml:17:36
  milvus.release.sourceRanges
  is not a key of milvus.release
  allowed: ${RELEASE_KEYS}
  fix: move it to milvus.release.service.sourceRanges`,
  },
  {
    name: "keys whose namesakes mean something else",
    config: `${BASE}  network: { name: acme }
  externalId: cid-of-the-project
bootstrap: { permissionsBoundary: none, name: acme }
milvus:
  region: us-west-2
  cluster: { name: acme-eks, oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }
  bucket: { name: acme-milvus, prefix: a/ }
  release:
    chartVersion: 5.0.19
    chart: { name: milvus, host: charts.acme.example }
    service: { host: milvus.acme.example }
    endpoints: [etcd-0.etcd.svc:2379]
    enabled: true
    replicas: 3
`,
    secrets: ["cid-of-the-project"],
    error: `error[unknown-key] byoc.yaml:10:14
  project.network.name
  is not a key of project.network
  allowed: cidr, availabilityZones, privateLink

error[unknown-key] byoc.yaml:11:3
  project.externalId
  is not a key of project
  allowed: ${PROJECT_KEYS}

error[unknown-key] byoc.yaml:12:14
  bootstrap.permissionsBoundary
  is not a key of bootstrap
  allowed: prefix, path, bootstrapRole, maxSessionDuration

error[unknown-key] byoc.yaml:12:41
  bootstrap.name
  is not a key of bootstrap
  allowed: prefix, path, bootstrapRole, maxSessionDuration

error[unknown-key] byoc.yaml:14:3
  milvus.region
  is not a key of milvus
  allowed: ${MILVUS_KEYS}

error[unknown-key] byoc.yaml:16:32
  milvus.bucket.prefix
  is not a key of milvus.bucket
  allowed: ${BUCKET_KEYS}

error[unknown-key] byoc.yaml:19:14
  milvus.release.chart.name
  is not a key of milvus.release.chart
  allowed: repository, oci, path

error[unknown-key] byoc.yaml:19:28
  milvus.release.chart.host
  is not a key of milvus.release.chart
  allowed: repository, oci, path

error[unknown-key] byoc.yaml:20:16
  milvus.release.service.host
  is not a key of milvus.release.service
  allowed: type, port, scheme, exposure, loadBalancerName, sourceRanges

error[unknown-key] byoc.yaml:21:5
  milvus.release.endpoints
  is not a key of milvus.release
  allowed: ${RELEASE_KEYS}

error[unknown-key] byoc.yaml:22:5
  milvus.release.enabled
  is not a key of milvus.release
  allowed: ${RELEASE_KEYS}

error[unknown-key] byoc.yaml:23:5
  milvus.release.replicas
  is not a key of milvus.release
  allowed: ${RELEASE_KEYS}`,
  },
];
