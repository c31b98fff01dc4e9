import { BASE, INTEGRATION_ID, milvus, release, type Wrong } from "./case";

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
];
