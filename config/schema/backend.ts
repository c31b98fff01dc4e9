import { z } from "zod";
import { azurerm } from "./backend-azurerm";
import { OWN_DEFAULT, documented, needed, neededUrl, number, place, string, strings, url, yes } from "./backend-fields";
import { kubernetes } from "./backend-kubernetes";
import { s3 } from "./backend-s3";
import { cloud, remote } from "./backend-workspaces";
import { doc } from "./field";

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
  assume_role: documented(
    z.strictObject({
      role_arn: needed("Role to assume.", "qcs::cam::uin/100000000001:roleName/state"),
      session_name: needed("Name of the session.", "byoc"),
      session_duration: z
        .int()
        .min(0)
        .max(43200)
        .meta({
          description: "Length of the session, in seconds.",
          examples: [7200],
        }),
      policy: string("Policy that narrows the session, as JSON.", '{"version":"2.0"}'),
      external_id: string("External ID of that role.", "state-access"),
    }),
    {
      description: "Role that reads and writes the state.",
      default: "- the credentials' own",
      example: {
        role_arn: "qcs::cam::uin/100000000001:roleName/state",
        session_name: "byoc",
        session_duration: 7200,
      },
    },
  ).optional(),
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
  assume_role: documented(
    z.strictObject({
      role_arn: needed("Role to assume.", "acs:ram::1000000000000001:role/state"),
      session_name: string("Name of the session.", "byoc"),
      policy: string("Policy that narrows the session, as JSON.", '{"Version":"1"}'),
      session_expiration: number("Length of the session, in seconds.", 3600),
    }),
    {
      description: "Older form of the four keys above.",
      default: OWN_DEFAULT,
      example: { role_arn: "acs:ram::1000000000000001:role/state" },
    },
  ).optional(),
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
    inmem,
  ])
  .meta(
    doc({
      description:
        "Where Terraform keeps the state of each stack; the keys are those of Terraform's own backend block, without its credentials.",
      example: { type: "s3", bucket: "acme-terraform-state" },
      default: { type: "local" },
    }),
  );
