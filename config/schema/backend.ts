import { z } from "zod";
import {
  OWN_DEFAULT,
  needed,
  neededUrl,
  number,
  place,
  string,
  strings,
  texts,
  url,
  yes,
} from "./backend-fields";
import { s3 } from "./backend-s3";
import { cloud, remote } from "./backend-workspaces";
import { field, integer, mapping } from "./field";

export { STACK_PLACEHOLDER } from "./backend-fields";

const local = z.strictObject({
  type: z.literal("local"),
  path: string(
    place("State file, relative to the stack's folder and outside of the output."),
    "../../../state/{stack}.tfstate",
    "../../../state/{stack}.tfstate",
  ),
  workspace_dir: string(
    "Folder of the states of other workspaces, relative to the stack's folder and outside of the output.",
    "../../../state/{stack}",
  ),
});

const inmem = z.strictObject({
  type: z.literal("inmem"),
  lock_id: string("Begin with a lock of this id.", "test"),
});

/** Where user and password of the http backend belong. */
const BASIC = "export TF_HTTP_USERNAME and TF_HTTP_PASSWORD";

const http = z.strictObject({
  type: z.literal("http"),
  address: neededUrl(place("URL of the state."), "https://state.acme.example/{stack}", BASIC),
  update_method: string("Method that writes.", "POST", "POST"),
  lock_address: url(place("URL of the lock."), "https://state.acme.example/{stack}/lock", BASIC),
  lock_method: string("Method that locks.", "LOCK", "LOCK"),
  unlock_address: url(place("URL that unlocks."), "https://state.acme.example/{stack}/lock", BASIC),
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

/** A blob in Azure. */
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
  client_id_file_path: string("File with the application's id.", "/var/run/client-id"),
  client_certificate_path: string("File of the application's certificate.", "/etc/azure/app.pfx"),
  client_secret_file_path: string("File with the application's secret.", "/var/run/client-secret"),
  endpoint: string("Endpoint of the Azure Resource Manager.", "https://management.acme.example"),
  lookup_blob_endpoint: yes("Ask for the blob endpoint instead of deriving it."),
  environment: string("Azure cloud.", "public", "public"),
  metadata_host: string("Host of the metadata service.", "management.azure.com"),
  snapshot: yes("Keep a snapshot of the blob before it is written."),
  use_azuread_auth: yes("Use Microsoft Entra ID for the blob."),
  use_msi: yes("Use a managed identity."),
  msi_endpoint: string("Endpoint of the managed identity.", "http://localhost:50342/oauth2/token"),
  use_cli: yes("Use the session of the Azure command line."),
  use_aks_workload_identity: yes("Use the workload identity of AKS."),
  use_oidc: yes("Use OIDC."),
  oidc_request_url: string("URL that hands out OIDC tokens.", "https://token.acme.example"),
  ado_pipeline_service_connection_id: string(
    "Service connection of an Azure DevOps pipeline.",
    "00000000-0000-0000-0000-000000000000",
  ),
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
  endpoint: string("Endpoint of COS.", "https://cos-internal.na-siliconvalley.tencentcos.cn"),
  domain: string("Root domain of the API.", "tencentcloudapi.com"),
  profile: string("Profile.", "terraform"),
  shared_credentials_dir: string("Folder of the credentials.", "~/.tccli"),
  cam_role_name: string("Role of the instance.", "terraform-state"),
  assume_role: mapping(
    {
      description: "Role that reads and writes the state.",
      default: "- the credentials' own",
      example: {
        role_arn: "qcs::cam::uin/100000000001:roleName/state",
        session_name: "byoc",
        session_duration: 7200,
      },
    },
    {
      role_arn: needed("Role to assume.", "qcs::cam::uin/100000000001:roleName/state"),
      session_name: needed("Name of the session.", "byoc"),
      session_duration: integer(0, 43200, {
        description: "Length of the session, in seconds.",
        example: 7200,
      }),
      policy: string("Policy that narrows the session, as JSON.", '{"version":"2.0"}'),
      external_id: string("External ID of that role.", "state-access"),
    },
  ),
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
  sts_endpoint: string("Endpoint of STS.", "sts.us-west-1.aliyuncs.com"),
  ecs_role_name: string("Role of the instance.", "terraform-state"),
  assume_role_role_arn: string("Role to assume.", "acs:ram::1000000000000001:role/state"),
  assume_role_session_name: string("Name of the session.", "byoc"),
  assume_role_policy: string("Policy that narrows the session, as JSON.", '{"Version":"1"}'),
  assume_role_session_expiration: number("Length of the session, in seconds.", 3600),
  assume_role: mapping(
    {
      description: "Older form of the four keys above.",
      default: OWN_DEFAULT,
      example: { role_arn: "acs:ram::1000000000000001:role/state" },
    },
    {
      role_arn: needed("Role to assume.", "acs:ram::1000000000000001:role/state"),
      session_name: string("Name of the session.", "byoc"),
      policy: string("Policy that narrows the session, as JSON.", '{"Version":"1"}'),
      session_expiration: number("Length of the session, in seconds.", 3600),
    },
  ),
});

/** A secret in Kubernetes. */
const kubernetes = z.strictObject({
  type: z.literal("kubernetes"),
  secret_suffix: string(place("Suffix of the secret's name."), "{stack}", "{stack}"),
  namespace: string("Namespace of the secret.", "terraform", "default"),
  labels: texts("Labels of the secret.", { team: "data" }),
  in_cluster_config: yes("Use the pod's own service account."),
  config_path: string("Kubeconfig file.", "~/.kube/config"),
  config_paths: strings("Kubeconfig files.", "~/.kube/config"),
  config_context: string("Context.", "acme"),
  config_context_auth_info: string("User of the context.", "terraform"),
  config_context_cluster: string("Cluster of the context.", "acme"),
  host: string("Address of the API server.", "https://kubernetes.acme.example"),
  load_config_file: yes("Read a kubeconfig file.", true),
  proxy_url: url("Proxy.", "http://proxy.acme.example:3128", "export KUBE_PROXY_URL"),
  username: string("User of basic authentication.", "terraform"),
  client_certificate: string("Client certificate, PEM.", "-----BEGIN CERTIFICATE-----"),
  exec: mapping(
    {
      description: "Command that prints a token for the API server.",
      default: "- none",
      example: { api_version: "client.authentication.k8s.io/v1", command: "aws" },
    },
    {
      api_version: needed("Version of the plugin's interface.", "client.authentication.k8s.io/v1"),
      command: needed("Command that prints a token.", "aws"),
      args: strings("Its arguments.", "eks"),
      env: texts("Its environment.", { AWS_PROFILE: "acme" }),
    },
  ),
  insecure: yes("Accept any certificate."),
  cluster_ca_certificate: string("CA certificate, PEM.", "-----BEGIN CERTIFICATE-----"),
});

/** Where Terraform keeps its state; keys are Terraform's own, credentials are not among them. */
export const backend = field(
  z.discriminatedUnion("type", [
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
    inmem,
  ]),
  {
    description:
      "Where Terraform keeps the state of each stack; the keys are those of Terraform's own backend block, without its credentials.",
    example: { type: "s3", bucket: "acme-terraform-state" },
    default: { type: "local" },
  },
);
