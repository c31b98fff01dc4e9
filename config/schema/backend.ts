import { z } from "zod";
import { OWN_DEFAULT, documented, needed, number, string, strings, yes } from "./backend-fields";
import { doc, type Finding } from "./field";

/** Stands for the stack's id in the key that tells where a state lies. */
export const STACK_PLACEHOLDER = "{stack}";

const place = (what: string) =>
  `${what} "{stack}" stands for the stack's id and must be in it, so that no two stacks share a state.`;

function exclusive(one: string, other: string) {
  const finding: Finding = {
    code: "conflict",
    message: `holds ${one} and ${other}, which exclude each other`,
    allowed: `${one} or ${other}`,
    fix: "remove one of them",
  };
  return { code: "custom" as const, message: finding.message, params: { finding } };
}

const local = z.strictObject({
  type: z.literal("local"),
  path: string(
    place("State file, relative to the stack's folder."),
    "../../../state/{stack}.tfstate",
    "../../../state/{stack}.tfstate",
  ),
  workspace_dir: string("Folder of the states of other workspaces.", "../../../state"),
});

const s3 = z.strictObject({
  type: z.literal("s3"),
  bucket: needed("Bucket that holds the states; made beforehand.", "acme-terraform-state"),
  key: string(
    place("Object key of the state."),
    "zilliz-byoc/{stack}.tfstate",
    "zilliz-byoc/{stack}.tfstate",
  ),
  region: string("Region of the bucket.", "us-west-2", "- the deployment's region"),
  use_lockfile: yes("Lock by an object beside the state (Terraform 1.10 and newer).", true),
  encrypt: yes("Ask S3 to encrypt the state.", true),
  kms_key_id: string("KMS key that encrypts the state.", "alias/terraform-state"),
  dynamodb_table: string("Lock table of older Terraform versions.", "terraform-locks"),
  workspace_key_prefix: string("Prefix of the states of other workspaces.", "env:"),
  acl: string("Canned ACL of the state object.", "private"),
  profile: string("AWS profile.", "terraform"),
  shared_config_files: strings("AWS config files.", "~/.aws/config"),
  shared_credentials_files: strings("AWS credentials files.", "~/.aws/credentials"),
  allowed_account_ids: strings("Accounts that may hold the state.", "111122223333"),
  forbidden_account_ids: strings("Accounts that may not hold the state.", "444455556666"),
  assume_role: documented(
    z.strictObject({
      role_arn: needed("Role to assume.", "arn:aws:iam::111122223333:role/terraform-state"),
      external_id: string("External ID of that role.", "state-access"),
      session_name: string("Name of the session.", "byoc"),
      duration: string("Length of the session.", "1h"),
      source_identity: string("Source identity of the session.", "ci"),
    }),
    {
      description: "Role that reads and writes the state.",
      default: "- the credentials' own",
      example: { role_arn: "arn:aws:iam::111122223333:role/terraform-state" },
    },
  ).optional(),
  use_path_style: yes("Address the bucket in the path."),
  use_fips_endpoint: yes("Use FIPS endpoints."),
  use_dualstack_endpoint: yes("Use dual-stack endpoints."),
  skip_credentials_validation: yes("Do not ask STS about the credentials."),
  skip_region_validation: yes("Accept unknown regions."),
  skip_requesting_account_id: yes("Do not ask for the account id."),
  skip_metadata_api_check: yes("Do not ask the instance metadata service."),
  skip_s3_checksum: yes("Send no checksum; for stores that do not know it."),
  max_retries: number("Most retries of a request.", 5),
  retry_mode: string("Retry mode.", "standard"),
  custom_ca_bundle: string("CA bundle.", "/etc/ssl/certs/corporate.pem"),
  sts_region: string("Region of STS.", "us-west-2"),
});

const workspaces = z
  .strictObject({
    name: string(place("Workspace."), "{stack}", "{stack}"),
    project: string("Project of the workspace.", "vector-db"),
    tags: strings(place("Tags that select workspaces, instead of a name."), "{stack}"),
  })
  .superRefine((value, context) => {
    if (value.name && value.tags) context.addIssue(exclusive("name", "tags"));
  });

const cloud = z.strictObject({
  type: z.literal("cloud"),
  organization: needed("HCP Terraform organization.", "acme"),
  hostname: string("Host of Terraform Enterprise.", "tfe.acme.example", "app.terraform.io"),
  workspaces: documented(workspaces, {
    description: "Workspace of each stack.",
    example: { name: "{stack}" },
    default: { name: "{stack}" },
  }).optional(),
});

const remote = z.strictObject({
  type: z.literal("remote"),
  organization: needed("Organization.", "acme"),
  hostname: string("Host.", "tfe.acme.example", "app.terraform.io"),
  workspaces: documented(
    z
      .strictObject({
        name: string(place("Workspace."), "{stack}", "{stack}"),
        prefix: string(place("Prefix of the workspaces, instead of a name."), "{stack}-"),
      })
      .superRefine((value, context) => {
        if (value.name && value.prefix) context.addIssue(exclusive("name", "prefix"));
      }),
    {
      description: "Workspace of each stack.",
      example: { name: "{stack}" },
      default: { name: "{stack}" },
    },
  ).optional(),
});

const http = z.strictObject({
  type: z.literal("http"),
  address: needed(place("URL of the state."), "https://state.acme.example/{stack}"),
  update_method: string("Method that writes.", "POST", "POST"),
  lock_address: string(place("URL of the lock."), "https://state.acme.example/{stack}/lock"),
  lock_method: string("Method that locks.", "LOCK", "LOCK"),
  unlock_address: string(place("URL that unlocks."), "https://state.acme.example/{stack}/lock"),
  unlock_method: string("Method that unlocks.", "UNLOCK", "UNLOCK"),
  username: string("User of basic authentication.", "terraform"),
  skip_cert_verification: yes("Accept any certificate."),
  retry_max: number("Most retries.", 2),
  retry_wait_min: number("Least seconds between retries.", 1),
  retry_wait_max: number("Most seconds between retries.", 30),
  client_ca_certificate_pem: string("CA certificate, PEM.", "-----BEGIN CERTIFICATE-----"),
  client_certificate_pem: string("Client certificate, PEM.", "-----BEGIN CERTIFICATE-----"),
});

const gcs = z.strictObject({
  type: z.literal("gcs"),
  bucket: needed("Bucket that holds the states.", "acme-terraform-state"),
  prefix: string(place("Prefix of the state."), "zilliz-byoc/{stack}", "zilliz-byoc/{stack}"),
  impersonate_service_account: string("Service account to act as.", "tf@acme.iam.example"),
  impersonate_service_account_delegates: strings("Chain of delegates.", "ci@acme.iam.example"),
  kms_encryption_key: string(
    "Key that encrypts the state.",
    "projects/acme/locations/us/keyRings/tf",
  ),
  storage_custom_endpoint: string("Endpoint.", "https://storage.acme.example"),
});

const azurerm = z.strictObject({
  type: z.literal("azurerm"),
  storage_account_name: needed("Storage account.", "acmestate"),
  container_name: needed("Container.", "tfstate"),
  key: string(
    place("Blob of the state."),
    "zilliz-byoc/{stack}.tfstate",
    "zilliz-byoc/{stack}.tfstate",
  ),
  resource_group_name: string("Resource group.", "terraform"),
  subscription_id: string("Subscription.", "00000000-0000-0000-0000-000000000000"),
  tenant_id: string("Tenant.", "00000000-0000-0000-0000-000000000000"),
  client_id: string("Application.", "00000000-0000-0000-0000-000000000000"),
  environment: string("Azure cloud.", "public", "public"),
  metadata_host: string("Host of the metadata service.", "management.azure.com"),
  snapshot: yes("Keep a snapshot of the blob before it is written."),
  use_azuread_auth: yes("Use Microsoft Entra ID for the blob."),
  use_msi: yes("Use a managed identity."),
  msi_endpoint: string("Endpoint of the managed identity.", "http://localhost:50342/oauth2/token"),
  use_oidc: yes("Use OIDC."),
  oidc_request_url: string("URL that hands out OIDC tokens.", "https://token.acme.example"),
  oidc_token_file_path: string("File with an OIDC token.", "/var/run/token"),
});

const pg = z.strictObject({
  type: z.literal("pg"),
  schema_name: string(place("PostgreSQL schema of the state."), "byoc_{stack}", "byoc_{stack}"),
  skip_schema_creation: yes("The schema exists."),
  skip_table_creation: yes("The table exists."),
  skip_index_creation: yes("The index exists."),
});

const consul = z.strictObject({
  type: z.literal("consul"),
  path: string(place("Key of the state."), "zilliz-byoc/{stack}", "zilliz-byoc/{stack}"),
  address: string("Consul's address.", "consul.acme.example:8501"),
  scheme: string("Scheme, http or https.", "https"),
  datacenter: string("Datacenter.", "dc1"),
  gzip: yes("Compress the state."),
  lock: yes("Lock the state.", true),
  ca_file: string("CA certificate.", "/etc/consul/ca.pem"),
  cert_file: string("Client certificate.", "/etc/consul/client.pem"),
  key_file: string("File of the client's key.", "/etc/consul/client.key"),
});

const cos = z.strictObject({
  type: z.literal("cos"),
  bucket: needed("Bucket that holds the states.", "acme-state-1250000000"),
  prefix: string(place("Folder of the state."), "zilliz-byoc/{stack}", "zilliz-byoc/{stack}"),
  key: string("Object name of the state.", "terraform.tfstate", "terraform.tfstate"),
  region: string("Region of the bucket.", "na-siliconvalley"),
  acl: string("Canned ACL.", "private"),
  encrypt: yes("Encrypt the state."),
  accelerate: yes("Use the accelerated endpoint."),
});

const oss = z.strictObject({
  type: z.literal("oss"),
  bucket: needed("Bucket that holds the states.", "acme-terraform-state"),
  prefix: string(place("Folder of the state."), "zilliz-byoc/{stack}", "zilliz-byoc/{stack}"),
  key: string("Object name of the state.", "terraform.tfstate", "terraform.tfstate"),
  region: string("Region of the bucket.", "us-west-1"),
  endpoint: string("Endpoint.", "oss-us-west-1.aliyuncs.com"),
  tablestore_endpoint: string(
    "Endpoint of the lock table.",
    "https://acme.us-west-1.ots.aliyuncs.com",
  ),
  tablestore_table: string("Lock table.", "terraform_locks"),
  acl: string("Canned ACL.", "private"),
  encrypt: yes("Encrypt the state."),
  profile: string("Profile.", "terraform"),
  shared_credentials_file: string("Credentials file.", "~/.aliyun/config.json"),
});

const kubernetes = z.strictObject({
  type: z.literal("kubernetes"),
  secret_suffix: string(place("Suffix of the secret's name."), "{stack}", "{stack}"),
  namespace: string("Namespace of the secret.", "terraform", "default"),
  labels: z
    .record(z.string(), z.string())
    .meta(
      doc({
        description: "Labels of the secret.",
        example: { team: "data" },
        default: OWN_DEFAULT,
      }),
    )
    .optional(),
  in_cluster_config: yes("Use the pod's own service account."),
  config_path: string("Kubeconfig file.", "~/.kube/config"),
  config_paths: strings("Kubeconfig files.", "~/.kube/config"),
  config_context: string("Context.", "acme"),
  config_context_auth_info: string("User of the context.", "terraform"),
  config_context_cluster: string("Cluster of the context.", "acme"),
  host: string("Address of the API server.", "https://kubernetes.acme.example"),
  insecure: yes("Accept any certificate."),
  cluster_ca_certificate: string("CA certificate, PEM.", "-----BEGIN CERTIFICATE-----"),
});

/** Where Terraform keeps its state; keys are Terraform's own, credentials are not among them. */
export const backend = z
  .discriminatedUnion("type", [
    local,
    s3,
    cloud,
    remote,
    http,
    gcs,
    azurerm,
    pg,
    consul,
    cos,
    oss,
    kubernetes,
  ])
  .meta(
    doc({
      description:
        "Where Terraform keeps the state of each stack; the keys are those of Terraform's own backend block, without its credentials.",
      example: { type: "s3", bucket: "acme-terraform-state" },
      default: { type: "local" },
    }),
  );
