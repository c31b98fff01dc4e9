import { BASE, base, INTEGRATION_ID, milvus, release, type Wrong } from "./case";

/** Every setting that only a bucket has which is created, at its default; and what is said of them. */
const OF_CREATED = `
    name: acme-export
    existing: true
    versioning: false
    expireOldVersionsAfterDays: 30
    abortUploadsAfterDays: 7
    forceDestroy: false
    preventDestroy: true
  createKmsKey: false
`;
const ofCreated = (section: string, line: number) =>
  [
    ["bucket.versioning = false", 17, "name, existing and region"],
    ["bucket.expireOldVersionsAfterDays = 30", 33, "name, existing and region"],
    ["bucket.abortUploadsAfterDays = 7", 28, "name, existing and region"],
    ["bucket.forceDestroy = false", 19, "name, existing and region"],
    ["bucket.preventDestroy = true", 21, "name, existing and region"],
    ["createKmsKey = false", 17, "kmsKeyArn, the key that encrypts the bucket"],
  ]
    .map(
      ([shown, column, allowed], index) => `error[conflict] byoc.yaml:${line + index}:${column}
  ${section}.${shown}
  has no effect on an existing bucket, of which nothing is changed
  allowed: ${allowed}
  fix: remove the line, and set it where the bucket is managed`,
    )
    .join("\n\n");

/** Settings that contradict each other, in one section and between sections. */
export const CONFLICTS: readonly Wrong[] = [
  {
    name: "settings of a bucket that exists",
    config: `${BASE}    existing: true
    versioning: false
    expireOldVersionsAfterDays: 30
    abortUploadsAfterDays: 7
    accessLogBucket: acme-logs
    forceDestroy: true
    preventDestroy: false
  createKmsKey: true
`,
    error: [
      ["11:17", "versioning = false"],
      ["12:33", "expireOldVersionsAfterDays = 30"],
      ["13:28", "abortUploadsAfterDays = 7"],
      ["14:22", 'accessLogBucket = "acme-logs"'],
      ["15:19", "forceDestroy = true"],
      ["16:21", "preventDestroy = false"],
    ]
      .map(
        ([place, shown]) => `error[conflict] byoc.yaml:${place}
  project.bucket.${shown}
  has no effect on an existing bucket, of which nothing is changed
  allowed: name, existing and region
  fix: remove the line, and set it where the bucket is managed

`,
      )
      .join("").concat(`error[conflict] byoc.yaml:17:17
  project.createKmsKey = true
  would create a key that the existing bucket does not use
  allowed: kmsKeyArn, the key that encrypts the bucket
  fix: name the bucket's key in kmsKeyArn`),
  },
  {
    name: "settings of the integration's bucket that exists",
    config: `${BASE}integration:\n  externalId: ${INTEGRATION_ID}\n  bucket:${OF_CREATED}`,
    error: ofCreated("integration", 15),
  },
  {
    name: "settings of Milvus' bucket that exists",
    config: milvus(" { name: acme-milvus }\n", OF_CREATED),
    error: ofCreated("milvus", 10),
  },
  ...[true, false].map((value) => ({
    name: `a namespace that exists, and preventDestroy: ${value}`,
    config: release(`    createNamespace: false\n    preventDestroy: ${value}\n`),
    error: `error[conflict] byoc.yaml:11:21
  milvus.release.preventDestroy = ${value}
  has no effect on a namespace that exists, which no plan here deletes
  allowed: with createNamespace: true
  fix: remove the line`,
  })),
  {
    name: "expiry without versions, and a log of itself",
    config: `${BASE}    expireOldVersionsAfterDays: 30
    accessLogBucket: zilliz-byoc-acme
`,
    error: `error[conflict] byoc.yaml:10:33
  project.bucket.expireOldVersionsAfterDays = 30
  needs versioning; without it there are no old versions
  allowed: with versioning: true
  fix: add versioning: true, or remove the line

error[conflict] byoc.yaml:11:22
  project.bucket.accessLogBucket = "zilliz-byoc-acme"
  is the bucket itself: every log would cause another one
  allowed: another bucket
  fix: name a bucket that receives logs only`,
  },
  {
    name: "two keys for one bucket",
    config: `${BASE}  createKmsKey: true
  kmsKeyArn: arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f
`,
    error: `error[conflict] byoc.yaml:10:17
  project.createKmsKey = true
  stands beside kmsKeyArn; a bucket has one key
  allowed: kmsKeyArn or createKmsKey
  fix: remove one of them`,
  },
  {
    name: "a prefix that KMS does not take as an alias",
    config: `${BASE}  createKmsKey: true\n  prefix: zilliz-byoc.eu-\n`,
    error: `error[conflict] byoc.yaml:11:11
  project.prefix = "zilliz-byoc.eu-"
  makes the key alias alias/zilliz-byoc.eu-acme-storage, which KMS refuses
  allowed: a-z, A-Z, 0-9, _ and - where createKmsKey is true
  fix: choose another prefix, or name a key of your own in kmsKeyArn`,
  },
  {
    name: "one bucket of two sections",
    config: `${BASE}integration:\n  bucket: { name: zilliz-byoc-acme }\n  externalId: ${INTEGRATION_ID}\n`,
    error: `error[duplicate-name] byoc.yaml:11:19
  integration.bucket.name = "zilliz-byoc-acme"
  the bucket name zilliz-byoc-acme is used by section project too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
  {
    name: "one role and one policy of two sections, in another case",
    config: `${BASE}bootstrap: {}
integration:
  bucket: { name: acme-export }
  roleName: ZILLIZ-Bootstrap-Role
  policyName: zilliz-ca-irsa-policy
  externalId: ${INTEGRATION_ID}
`,
    error: `error[duplicate-name] byoc.yaml:13:13
  integration.roleName = "ZILLIZ-Bootstrap-Role"
  the role name ZILLIZ-Bootstrap-Role is used by section bootstrap too
  allowed: a name that is used once
  fix: give one of them another name

error[duplicate-name] byoc.yaml:14:15
  integration.policyName = "zilliz-ca-irsa-policy"
  the policy name zilliz-ca-irsa-policy is used by section bootstrap too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
  {
    name: "two roles of one section with one name",
    config: `${BASE}  storageRoleName: zilliz-byoc-one\n  eksRoleName: zilliz-byoc-one\n`,
    error: `error[duplicate-name] byoc.yaml:11:16
  project.eksRoleName = "zilliz-byoc-one"
  the role name zilliz-byoc-one is used by section project too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
  {
    name: "an invalid bucket is not compared with anything",
    config: `${base("name: zilliz-byoc-acme", "name: Bucket!")}terraform: { backend: { type: s3, bucket: zilliz-byoc-acme-prod } }
integration: { externalId: ${INTEGRATION_ID}, bucket: { name: zilliz-byoc-acme-prod } }
`,
    error: `error[bucket-name] byoc.yaml:9:11
  project.bucket.name = "Bucket!"
  "B" at offset 0 is not allowed; "!" at offset 6 is not allowed
  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit
  fix: use bucket

error[conflict] byoc.yaml:10:43
  terraform.backend.bucket = "zilliz-byoc-acme-prod"
  is the bucket that section integration creates; its state cannot lie in it
  allowed: a bucket that exists before the stacks do
  fix: make a bucket for states beforehand`,
  },
  {
    name: "a bucket of Milvus that logs to itself by way of a wrong name",
    config: milvus(
      "name: acme-milvus",
      "name: Acme, accessLogBucket: acme-milvus, forceDestroy: true",
    ),
    error: `error[bucket-name] byoc.yaml:7:19
  milvus.bucket.name = "Acme"
  "A" at offset 0 is not allowed
  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit
  fix: use acme

warning[conflict] byoc.yaml:7:69
  milvus.bucket.forceDestroy = true
  has no effect while preventDestroy is true, its default
  allowed: with preventDestroy: false
  fix: add preventDestroy: false, or remove the line`,
  },
];
