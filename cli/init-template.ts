import { parse } from "yaml";
import { NEWEST } from "../charts/versions";
import type { Section } from "../config/deployment";
import { EXTERNAL_ID_PAGES } from "../config/console-pages";

/** Variables that a new config reads external IDs from, the page that shows each, and its form. */
export const EXTERNAL_IDS = [
  {
    variable: "ZILLIZ_EXTERNAL_ID",
    page: EXTERNAL_ID_PAGES.setup,
    form: "cid-set-by-the-environment",
  },
  {
    variable: "ZILLIZ_INTEGRATION_EXTERNAL_ID",
    page: EXTERNAL_ID_PAGES.integration,
    form: "zilliz-external-set-by-the-environment",
  },
] as const;

/** What a new config is made from. */
export interface Answers {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly sections: readonly Section[];
  /** Needed by section milvus. */
  readonly oidcIssuer: string;
  /** Whether Milvus itself is deployed; needs section milvus. */
  readonly release?: boolean;
  /** Needed by a release. */
  readonly clusterName?: string;
}

/** The same in JSON, which has no comments. */
export function configJson(answers: Answers): string {
  return `${JSON.stringify(parse(configText(answers)), null, 2)}\n`;
}

/**
 * Text of a new config file: what was answered, and beside it what can be set.
 *
 * @param schema where editors find the JSON Schema; none is named where it is empty.
 */
export function configText(answers: Answers, schema = ""): string {
  const { name, accountId, region, sections, oidcIssuer, release, clusterName } = answers;
  const has = (section: Section) => sections.includes(section);
  const quoted = (value: string) => JSON.stringify(value);
  const cluster = [
    ...(clusterName ? [`name: ${quoted(clusterName)}`] : []),
    `oidcIssuer: ${quoted(oidcIssuer)}`,
  ].join(", ");
  const blocks = [
    schema === "" ? "" : `# yaml-language-server: $schema=${schema}`,
    `# One deployment. All keys: byoc schema; check with: byoc validate
version: 1
name: ${quoted(name)}
accountId: ${quoted(accountId)} # Terraform refuses to run in another account
region: ${quoted(region)}
# tags: { CostCenter: "1234" } # Vendor=zilliz-byoc is always added
# policyEdition: current # the vendor's newer policy texts; the default is the documents' own`,
    has("bootstrap") || has("project")
      ? `zilliz:
  externalId: \${env:ZILLIZ_EXTERNAL_ID} # from the setup guide of the Zilliz Cloud console`
      : "",
    `# terraform:
#   backend: # the default is a local state in state/
#     type: s3
#     bucket: acme-terraform-state
#     region: ${region}`,
    has("bootstrap")
      ? `# Document byoc-prerequisites. Set bootstrapRole to false once the license is activated.
bootstrap: {}`
      : "",
    has("project")
      ? `# Documents create-bucket-and-role and create-cross-account-role.
project:
  bucket: { name: ${quoted(`zilliz-byoc-${name}`)} }
  # createKmsKey: true # or kmsKeyArn: arn:aws:kms:…
  # permissionsBoundary: bootstrap`
      : "",
    has("integration")
      ? `# Document integrate-with-aws-s3: export of backups and audit logs.
integration:
  externalId: \${env:ZILLIZ_INTEGRATION_EXTERNAL_ID} # from the integration's page of the console
  bucket: { name: ${quoted(`${name}-zilliz-export`)} } # existing: true for a bucket that you have`
      : "",
    has("milvus")
      ? `# Document configure-s3-access-by-iam-role: S3 access of a self-managed Milvus on EKS.
milvus:
  cluster: { ${cluster} } # createOidcProvider: true if IAM has none yet
  bucket: { name: ${quoted(`${name}-milvus`)} }
  # serviceAccount: { namespace: milvus, name: milvus-s3-access-sa }`
      : "",
    release
      ? `  release: # Milvus itself, a Helm release in a stack of its own
    chartVersion: ${NEWEST}
    # mode: standalone # a single process; the default is a cluster
    # storageClass: gp3 # where the cluster has no default class`
      : "",
  ];
  return `${blocks.filter((block) => block !== "").join("\n")}\n`;
}
