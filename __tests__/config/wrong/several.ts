import { BASE, base, milvus, MILVUS, type Wrong } from "./case";

const UNIQUE = `  allowed: a name that is used once
  fix: give one of them another name`;

/** Problems of several kinds and several files at once. */
export const SEVERAL: readonly Wrong[] = [
  {
    name: "the same deployment twice, told by its name alone",
    config: { "a.yaml": BASE, "b.yaml": BASE },
    error: `error[duplicate-name] b.yaml:2:7
  name = "acme"
  the deployment name acme is used by acme (a.yaml) too
${UNIQUE}`,
  },
  {
    name: "two deployments of one account with the documents' names",
    config: {
      "a.yaml": MILVUS,
      "b.yaml": milvus("name: acme", "name: other"),
    },
    error: `error[duplicate-name] b.yaml:5:1
  milvus.roleName
  the role name milvus-s3-access-sa is used by acme (a.yaml) too
${UNIQUE}

error[duplicate-name] b.yaml:5:1
  milvus.policyName
  the policy name MilvusS3ReadWrite is used by acme (a.yaml) too
${UNIQUE}

error[duplicate-name] b.yaml:7:19
  milvus.bucket.name = "acme-milvus"
  the bucket name acme-milvus is used by acme (a.yaml) too
${UNIQUE}`,
  },
  {
    name: "two bootstraps of one account",
    config: {
      "a.yaml": `${BASE}bootstrap: {}\n`,
      "b.yaml": `${base("name: acme", "name: other").replace("byoc-acme", "byoc-other")}bootstrap: {}\n`,
    },
    error: `error[duplicate-name] b.yaml:10:1
  bootstrap.prefix
  the role name zilliz-management-role is used by acme (a.yaml) too
${UNIQUE}`,
  },
  {
    name: "two accounts share the names of buckets only",
    config: {
      "a.yaml": MILVUS,
      "b.yaml": milvus("name: acme", "name: other").replace("1111", "9999"),
    },
    error: `error[duplicate-name] b.yaml:7:19
  milvus.bucket.name = "acme-milvus"
  the bucket name acme-milvus is used by acme (a.yaml) too
${UNIQUE}`,
  },
  {
    name: "roles that differ in case, and a provider that both create",
    config: {
      "a.yaml": milvus("ABCD }", "ABCD, createOidcProvider: true }"),
      "b.yaml": milvus("name: acme", "name: other")
        .replace("ABCD }", "ABCD, createOidcProvider: true }")
        .replace(
          "acme-milvus }",
          "other-milvus }\n  roleName: Milvus-S3-Access-SA\n  policyName: Other",
        ),
    },
    error: `error[duplicate-name] b.yaml:6:96
  milvus.cluster.createOidcProvider = true
  the OIDC provider of oidc.eks.us-west-2.amazonaws.com/id/ABCD is used by acme (a.yaml) too
${UNIQUE}

error[duplicate-name] b.yaml:8:13
  milvus.roleName = "Milvus-S3-Access-SA"
  the role name Milvus-S3-Access-SA is used by acme (a.yaml) too
${UNIQUE}`,
  },
  {
    name: "a missing file, a broken one and a wrong one, in the order of their names",
    config: {
      "c.yaml": base("name: acme", "name: ACME"),
      "b.yaml": "version: [\n",
    },
    named: ["c.yaml", "b.yaml", "a.yaml"],
    error: `error[file] a.yaml
  there is no such file
  allowed: a YAML or JSON file
  fix: name one with --config FILE, or make one with: byoc init

error[yaml] b.yaml:2:1
  is not valid YAML: this line begins in the wrong column, or a bracket is open before it
  allowed: keys of one mapping in the same column, brackets in pairs
  fix: align the keys, and close { } and [ ]

error[name] c.yaml:2:7
  name = "ACME"
  is not a deployment name
  allowed: 3 to 33 of a-z, 0-9 and "-", beginning with a letter, no "--", not ending with "-"
  fix: use acme`,
  },
  {
    name: "problems of every kind in one file, by line, the warnings last",
    config: `verson: 1
version: 1
name: acme
accountId: "111122223333"
region: us-west-2
tags: { Vendor: other }
zilliz:
  externalId: cid-example
project:
  bucket:
    name: zilliz_byoc
    existing: "yes"
  prefix: acme-
  kmsKeyArn: arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f
milvus:
  bucket: { name: acme-milvus }
`,
    secrets: ["cid-example"],
    error: `error[unknown-key] byoc.yaml:1:1
  verson
  is not a key of the config
  allowed: version, name, accountId, region, tags, policyEdition, zilliz, terraform, bootstrap, project, integration, milvus
  fix: use version

error[tag] byoc.yaml:6:17
  tags.Vendor = "other"
  the vendor's policies work on resources tagged Vendor=zilliz-byoc only
  allowed: Vendor: zilliz-byoc, which is added by itself
  fix: remove the line

error[bucket-name] byoc.yaml:11:11
  project.bucket.name = "zilliz_byoc"
  "_" at offset 6 is not allowed
  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit
  fix: use zilliz-byoc

error[type] byoc.yaml:12:15
  project.bucket.existing = "yes"
  is a text
  allowed: true or false
  fix: write existing: true, without quotes

error[coverage] byoc.yaml:13:11
  project.prefix = "acme-"
  makes the role /acme-acme-storage-role, which the cross-account policy does not cover: it ends at role/zilliz-byoc*
  allowed: the path /zilliz-byoc/, or at path "/" names that begin with zilliz-byoc
  fix: use the prefix zilliz-byoc-, or the path /zilliz-byoc/

error[arn] byoc.yaml:14:14
  project.kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"
  lies in region eu-west-1, the deployment in us-west-2
  allowed: arn:aws:kms:us-west-2:111122223333:…
  fix: name one of this account and region, or correct accountId and region

error[missing] byoc.yaml:15:1
  milvus.cluster
  is missing
  allowed: The EKS cluster.
  fix: add cluster: { oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE }

warning[placeholder] byoc.yaml:8:15
  zilliz.externalId = (masked, 11 characters)
  is an example: Zilliz Cloud cannot assume the roles
  allowed: the external ID from the setup guide of the Zilliz Cloud console
  fix: replace it before you deploy`,
  },
  {
    name: "what YAML lets be read, what the schema refuses, and what the sections need",
    config: `version: 1
name: *nobody
name: "ac\\me"
accountId: "1234"
region: us-wst-99x
project:
  bucket: { name: !Ref Bucket, existing: "yes" }
  path: {{ path }}
  kmsKeyArn: arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f
  createKmsKey: true
---
version: 1
`,
    error: `error[missing] byoc.yaml:1:1
  zilliz
  is missing; section project trusts Zilliz Cloud by its external ID
  allowed: the external ID from the setup guide of the Zilliz Cloud console
  fix: add zilliz: { externalId: "\${env:ZILLIZ_EXTERNAL_ID}" }

error[alias] byoc.yaml:2:7
  name
  the alias *nobody stands for nothing: no &nobody comes before it
  allowed: aliases of anchors that stand before them
  fix: write the value out; a text that begins with * must be in quotes

error[duplicate-key] byoc.yaml:3:1
  name
  stands twice in the same mapping
  allowed: each key once
  fix: remove one of them

error[yaml] byoc.yaml:3:10
  is not valid YAML: a backslash in double quotes begins no escape that YAML knows
  allowed: \\\\ for a backslash, \\" for a quote
  fix: put the value in single quotes

error[account-id] byoc.yaml:4:12
  accountId = "1234"
  is not an AWS account id
  allowed: 12 digits, in quotes

error[region] byoc.yaml:5:9
  region = "us-wst-99x"
  is not an AWS region
  allowed: a region such as us-west-2

error[yaml] byoc.yaml:7:24
  project.bucket.name
  holds the YAML tag !Ref
  allowed: values without tags
  fix: remove the tag

error[type] byoc.yaml:7:42
  project.bucket.existing = "yes"
  is a text
  allowed: true or false
  fix: write existing: true, without quotes

error[yaml] byoc.yaml:8:10
  project.path
  holds a key that is a list, a mapping or an alias
  allowed: keys that are plain text
  fix: put a value that begins with { or [ in quotes

error[conflict] byoc.yaml:10:17
  project.createKmsKey = true
  stands beside kmsKeyArn; a bucket has one key
  allowed: kmsKeyArn or createKmsKey
  fix: remove one of them

error[documents] byoc.yaml:12:1
  the file holds 2 YAML documents
  allowed: one
  fix: put each deployment in a file of its own and repeat --config`,
  },
  {
    name: "an unknown region beside a value that the schema refuses",
    config: `${base("region: us-west-2", "region: us-wset-2")}    existing: "yes"\n`,
    error: `error[type] byoc.yaml:10:15
  project.bucket.existing = "yes"
  is a text
  allowed: true or false
  fix: write existing: true, without quotes

warning[region] byoc.yaml:4:9
  region = "us-wset-2"
  is not a region that this version knows
  allowed: any region of AWS
  fix: did you mean us-west-2?`,
  },
  {
    name: "a partition that is not supported, beside what is wrong whatever the region",
    config: `${base("region: us-west-2", "region: us-iso-east-1")}  kmsKeyArn: arn:aws-iso:kms:us-iso-east-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f\n  createKmsKey: true\n`,
    error: `error[partition] byoc.yaml:4:9
  region = "us-iso-east-1"
  lies in a partition that is not supported
  allowed: regions of aws, aws-us-gov and aws-cn
  fix: choose a region of one of them

error[conflict] byoc.yaml:11:17
  project.createKmsKey = true
  stands beside kmsKeyArn; a bucket has one key
  allowed: kmsKeyArn or createKmsKey
  fix: remove one of them`,
  },
];
