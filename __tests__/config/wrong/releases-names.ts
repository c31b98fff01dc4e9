import { release, type Wrong } from "./case";

/** Names and choices of a release. */
export const RELEASE_NAMES: readonly Wrong[] = [
  {
    name: "names of a release",
    config: release(`    name: Acme_Milvus
    namespace: vectors
    storageClass: GP3
    rootPath: /milvus/
`),
    error: `error[kubernetes-name] byoc.yaml:10:11
  milvus.release.name = "Acme_Milvus"
  "A" at offset 0 is not allowed; "_" at offset 4 is not allowed; "M" at offset 5 is not allowed
  allowed: 1 to 53 of a-z, 0-9 and "-", beginning and ending with a letter or digit

error[conflict] byoc.yaml:11:16
  milvus.release.namespace = "vectors"
  differs from serviceAccount.namespace, milvus, which the role trusts
  allowed: milvus: S3 would refuse pods of another namespace
  fix: remove the line, or change serviceAccount.namespace

error[kubernetes-name] byoc.yaml:12:19
  milvus.release.storageClass = "GP3"
  is not the name of a storage class
  allowed: a DNS-1123 subdomain: a-z, 0-9, "-" and "."
  fix: kubectl get storageclass

error[value] byoc.yaml:13:15
  milvus.release.rootPath = "/milvus/"
  is not a prefix that the chart can write
  allowed: letters, digits and _.-, in parts between slashes: milvus/prod
  fix: use milvus`,
  },
  {
    name: "a release with a long name",
    config: release(`    name: ${"m".repeat(54)}\n`),
    error: `error[kubernetes-name] byoc.yaml:10:11
  milvus.release.name = "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
  has 54 characters; Helm takes 53
  allowed: 1 to 53 of a-z, 0-9 and "-", beginning and ending with a letter or digit`,
  },
  {
    name: "a release that makes long names",
    config: release(`    name: ${"m".repeat(50)}\n`),
    error: `error[kubernetes-name] byoc.yaml:10:11
  milvus.release.name = "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
  makes the name of a Service 71 characters long: mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm-milvus-streamingnode
  allowed: 63 for a Service
  fix: use a name of at most 42 characters`,
  },
  {
    name: "the document in mode standalone",
    config: release(`    preset: documented
    mode: standalone
    service: { exposure: public }
    messageQueue: { type: woodpecker }
    rootPath: milvus
    metrics: { enabled: false }
    authorization: true
`),
    error: `error[conflict] byoc.yaml:11:11
  milvus.release.mode = "standalone"
  is not what the document describes, which deploys a cluster
  allowed: cluster with preset: documented
  fix: remove the line, or the preset`,
  },
  {
    name: "choices of a release",
    config: release(`    preset: prod
    mode: single
    wait: yes please
    timeoutSeconds: 5
`),
    error: `error[value] byoc.yaml:10:13
  milvus.release.preset = "prod"
  is not one of the choices
  allowed: production, documented

error[value] byoc.yaml:11:11
  milvus.release.mode = "single"
  is not one of the choices
  allowed: cluster, standalone

error[type] byoc.yaml:12:11
  milvus.release.wait = "yes please"
  is a text
  allowed: true or false

error[range] byoc.yaml:13:21
  milvus.release.timeoutSeconds = 5
  is out of range
  allowed: 60 to 7200`,
  },
];
