import { BASE, base, INTEGRATION_ID, type Wrong } from "./case";

const ALLOWED = `  allowed: literals and \${env:NAME}; Terraform expressions would hide policies from plans`;

/** Variables of the environment, and expressions that only Terraform could resolve. */
export const ENVIRONMENT: readonly Wrong[] = [
  {
    name: "a variable that is not set",
    config: base("externalId: cid-7Qw9Rt2Yp4", "externalId: ${env:EXTERNAL_ID}"),
    error: `error[environment] byoc.yaml:6:15
  zilliz.externalId
  the environment variable EXTERNAL_ID is not set
  allowed: a variable with a value
  fix: export EXTERNAL_ID=…`,
  },
  {
    name: "a variable that is empty",
    config: base("externalId: cid-7Qw9Rt2Yp4", "externalId: ${env:EXTERNAL_ID}"),
    environment: { EXTERNAL_ID: "" },
    error: `error[environment] byoc.yaml:6:15
  zilliz.externalId
  the environment variable EXTERNAL_ID is empty
  allowed: a variable with a value
  fix: export EXTERNAL_ID=…`,
  },
  {
    name: "a variable that every object of JavaScript has",
    config: base("name: acme", "name: ${env:constructor}"),
    error: `error[environment] byoc.yaml:2:7
  name
  the environment variable constructor is not set
  allowed: a variable with a value
  fix: export constructor=…`,
  },
  {
    name: "variables in the middle of a text, one of them missing, told once",
    config: base("name: zilliz-byoc-acme", "name: zilliz-${env:TEAM}-x-${env:STAGE}-${env:STAGE}"),
    environment: { TEAM: "platform" },
    secrets: ["platform"],
    error: `error[environment] byoc.yaml:9:11
  project.bucket.name
  the environment variable STAGE is not set
  allowed: a variable with a value
  fix: export STAGE=…`,
  },
  {
    name: "a wrong value from the environment, which is not shown",
    config: base("name: zilliz-byoc-acme", "name: ${env:BUCKET}"),
    environment: { BUCKET: "Hunter_Two" },
    secrets: ["Hunter", "hunter", '"H"', '"_"'],
    error: `error[bucket-name] byoc.yaml:9:11
  project.bucket.name = \${env:BUCKET}
  the character at offset 0 is not allowed; the character at offset 6 is not allowed; the character at offset 7 is not allowed
  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit`,
  },
  {
    name: "a wrong account id from the environment",
    config: base('accountId: "111122223333"', "accountId: ${env:ACCOUNT}"),
    environment: { ACCOUNT: "4444-5555-6666" },
    secrets: ["4444", "444455556666"],
    error: `error[account-id] byoc.yaml:3:12
  accountId = \${env:ACCOUNT}
  is not an AWS account id
  allowed: 12 digits, in quotes`,
  },
  {
    name: "a wrong choice from the environment",
    config: `${BASE}policyEdition: \${env:EDITION}\n`,
    environment: { EDITION: "currently" },
    secrets: ["currently"],
    error: `error[value] byoc.yaml:10:16
  policyEdition = \${env:EDITION}
  is not one of the choices
  allowed: documented, current`,
  },
  {
    name: "a wrong value from the environment behind an alias",
    config: base("name: acme", "name: &secret ${env:SECRET}").replace(
      "name: zilliz-byoc-acme",
      "name: *secret",
    ),
    environment: { SECRET: "s3cr3t/value" },
    secrets: ["s3cr3t"],
    error: `error[name] byoc.yaml:2:15
  name = \${env:SECRET}
  is not a deployment name
  allowed: 3 to 33 of a-z, 0-9 and "-", beginning with a letter, no "--", not ending with "-"

error[bucket-name] byoc.yaml:9:11
  project.bucket.name = \${env:SECRET}
  the character at offset 6 is not allowed
  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit`,
  },
  {
    name: "a value from the environment that another message would repeat",
    config: `${base("name: zilliz-byoc-acme", "name: ${env:BUCKET}")}integration:
  bucket: { name: "\${env:BUCKET}" }
  externalId: ${INTEGRATION_ID}
`,
    environment: { BUCKET: "zilliz-byoc-hunter" },
    secrets: ["hunter"],
    error: `error[duplicate-name] byoc.yaml:11:19
  integration.bucket.name = \${env:BUCKET}
  the bucket name \${env:BUCKET} is used by section project too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
  {
    name: "two values from the environment, one of which begins as the other",
    config: {
      "a.yaml": base("name: acme", "name: ${env:LONG}"),
      "b.yaml": `tags: { Note: "\${env:SHORT}" }\n${base("name: acme", "name: ${env:LONG}")}`,
    },
    environment: { SHORT: "hunter", LONG: "hunter-two" },
    secrets: ["hunter", "two"],
    error: `error[duplicate-name] b.yaml:3:7
  name = \${env:LONG}
  the deployment name \${env:LONG} is used by \${env:LONG} (a.yaml) too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
  {
    name: "an expression in the environment",
    config: base("externalId: cid-7Qw9Rt2Yp4", "externalId: ${env:EXTERNAL_ID}"),
    environment: { EXTERNAL_ID: "${var.external_id}" },
    secrets: ["var.external_id"],
    error: `error[expression] byoc.yaml:6:15
  zilliz.externalId
  the value of EXTERNAL_ID holds an expression
${ALLOWED}
  fix: export EXTERNAL_ID=<the value itself>`,
  },
  {
    name: "an expression of Terraform",
    config: base("name: zilliz-byoc-acme", "name: zilliz-byoc-${var.stage}"),
    error: `error[expression] byoc.yaml:9:11
  project.bucket.name
  holds the expression \${var.stage}
${ALLOWED}
  fix: write the value itself`,
  },
  {
    name: "an expression beside a variable",
    config: base("name: zilliz-byoc-acme", "name: ${env:STAGE}-${var.stage}"),
    environment: { STAGE: "production" },
    secrets: ["production"],
    error: `error[expression] byoc.yaml:9:11
  project.bucket.name
  holds the expression \${var.stage}
${ALLOWED}
  fix: write the value itself`,
  },
  {
    name: "a directive of Terraform, and a variable with a wrong name",
    config: `${BASE}tags: { A: "%{ if true }x%{ endif }", B: "\${env:1ST}" }\n`,
    error: `error[expression] byoc.yaml:10:12
  tags.A
  holds the expression %{ if true }
${ALLOWED}
  fix: write the value itself

error[expression] byoc.yaml:10:42
  tags.B
  holds the expression \${env:1ST}
${ALLOWED}
  fix: write the value itself`,
  },
  {
    name: "a token of CDKTF",
    config: `${BASE}terraform: { backend: { type: local, path: "{stack}-TfToken[TOKEN.1]" } }\n`,
    error: `error[expression] byoc.yaml:10:44
  terraform.backend.path
  holds the expression TfToken[
${ALLOWED}
  fix: write the value itself`,
  },
  {
    name: "an expression in an external ID, which stays masked",
    config: base("externalId: cid-7Qw9Rt2Yp4", "externalId: cid-${var.id}"),
    secrets: ["cid-${var.id}", "var.id"],
    error: `error[expression] byoc.yaml:6:15
  zilliz.externalId
  holds the expression (masked)
${ALLOWED}
  fix: write the value itself`,
  },
  {
    name: "a variable as a key",
    config: `${BASE}tags:\n  "\${env:KEY}": x\n`,
    environment: { KEY: "CostCenter" },
    secrets: ["CostCenter"],
    error: `error[expression] byoc.yaml:11:3
  tags."\${env:KEY}"
  a key holds an expression
  allowed: literal keys
  fix: write the key itself`,
  },
];
