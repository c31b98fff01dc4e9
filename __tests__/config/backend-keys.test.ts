import { stringify } from "yaml";
import { ConfigError, checkSources, parseSource, type ConfigProblem } from "../../config";

/** Arguments of Terraform 1.11's backends, as its documentation lists them; those of inner blocks with a dot. */
const KEYS: Readonly<Record<string, string>> = {
  local: "path workspace_dir",
  inmem: "lock_id",
  s3: `bucket key region acl encrypt kms_key_id workspace_key_prefix use_lockfile dynamodb_table
    allowed_account_ids forbidden_account_ids custom_ca_bundle ec2_metadata_service_endpoint
    ec2_metadata_service_endpoint_mode http_proxy https_proxy no_proxy insecure max_retries profile
    retry_mode shared_config_files shared_credentials_file shared_credentials_files
    skip_credentials_validation skip_region_validation skip_requesting_account_id
    skip_metadata_api_check skip_s3_checksum sts_region use_dualstack_endpoint use_fips_endpoint
    use_path_style force_path_style endpoint iam_endpoint sts_endpoint dynamodb_endpoint
    endpoints.dynamodb endpoints.iam endpoints.s3 endpoints.sso endpoints.sts
    assume_role.role_arn assume_role.duration assume_role.external_id assume_role.policy
    assume_role.policy_arns assume_role.session_name assume_role.source_identity assume_role.tags
    assume_role.transitive_tag_keys assume_role_with_web_identity.role_arn
    assume_role_with_web_identity.duration assume_role_with_web_identity.policy
    assume_role_with_web_identity.policy_arns assume_role_with_web_identity.session_name
    assume_role_with_web_identity.web_identity_token_file`,
  cloud: "organization hostname workspaces.name workspaces.project workspaces.tags",
  remote: "organization hostname workspaces.name workspaces.prefix",
  http: `address update_method lock_address lock_method unlock_address unlock_method username
    skip_cert_verification retry_max retry_wait_min retry_wait_max client_certificate_pem
    client_ca_certificate_pem`,
  gcs: `bucket prefix impersonate_service_account impersonate_service_account_delegates
    kms_encryption_key storage_custom_endpoint`,
  azurerm: `storage_account_name container_name key environment endpoint metadata_host snapshot
    resource_group_name subscription_id tenant_id client_id client_id_file_path
    client_certificate_path client_secret_file_path lookup_blob_endpoint use_azuread_auth use_cli
    use_msi msi_endpoint use_oidc oidc_request_url oidc_token_file_path use_aks_workload_identity
    ado_pipeline_service_connection_id`,
  pg: "schema_name skip_schema_creation skip_table_creation skip_index_creation",
  consul: "path address scheme datacenter gzip lock ca_file cert_file key_file",
  cos: `bucket prefix key region endpoint domain encrypt acl accelerate shared_credentials_dir profile
    cam_role_name assume_role.role_arn assume_role.session_name assume_role.session_duration
    assume_role.policy assume_role.external_id`,
  oss: `bucket prefix key region endpoint sts_endpoint tablestore_endpoint tablestore_table encrypt
    acl ecs_role_name shared_credentials_file profile assume_role.role_arn assume_role.session_name
    assume_role.policy assume_role.session_expiration assume_role_role_arn assume_role_session_name
    assume_role_policy assume_role_session_expiration`,
  kubernetes: `secret_suffix labels namespace in_cluster_config load_config_file host username
    insecure client_certificate cluster_ca_certificate config_path config_paths config_context
    config_context_auth_info config_context_cluster proxy_url exec.api_version exec.command exec.env
    exec.args`,
};

const CREDENTIALS: Readonly<Record<string, string>> = {
  s3: "access_key secret_key token sse_customer_key assume_role_with_web_identity.web_identity_token",
  cloud: "token",
  remote: "token",
  http: "password client_private_key_pem",
  gcs: "credentials access_token encryption_key",
  azurerm: `access_key sas_token client_secret client_certificate client_certificate_password
    oidc_token oidc_request_token`,
  pg: "conn_str",
  consul: "access_token http_auth",
  cos: "secret_id secret_key security_token",
  oss: "access_key secret_key security_token",
  kubernetes: "token password client_key",
};

const pairs = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).flatMap(([type, keys]) =>
    keys.split(/\s+/).map((key) => ({ type, key, path: `terraform.backend.${key}` })),
  );

/** What is said of a backend that has a key; its value fits no type, so that one is always said. */
function said(type: string, key: string): ConfigProblem[] {
  const [outer = "", inner] = key.split(".");
  const nonsense = [[[]]];
  const config = {
    version: 1,
    name: "acme",
    accountId: "111122223333",
    region: "us-west-2",
    zilliz: { externalId: "cid-7Qw9Rt2Yp4" },
    terraform: { backend: { type, [outer]: inner ? { [inner]: nonsense } : nonsense } },
    bootstrap: {},
  };
  try {
    checkSources([parseSource("byoc.yaml", stringify(config), {})]);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.problems];
  }
}

describe("keys of Terraform's backends", () => {
  it.each(pairs(KEYS))("$type: $key is known", ({ type, key, path }) => {
    const problems = said(type, key).filter((problem) => problem.path?.startsWith(path));
    expect(problems.map(({ code }) => code)).not.toEqual([]);
    expect(problems.map(({ code }) => code)).not.toContain("unknown-key");
    expect(problems.map(({ code }) => code)).not.toContain("credential");
  });

  it.each(pairs(CREDENTIALS))("$type: $key is a credential", ({ type, key, path }) => {
    const [problem] = said(type, key).filter((one) => one.path === path);
    expect(problem).toMatchObject({
      code: "credential",
      fix: expect.stringMatching(
        /^remove the line and (export [A-Z_a-z]+|name the token's file in web_identity_token_file)$/,
      ),
    });
  });
});
