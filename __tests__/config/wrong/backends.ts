import { BASE, type Wrong } from "./case";

const credential = (type: string, needs: string, key: string, variable: string): Wrong => ({
  name: `a credential of ${type}: ${key}`,
  config: `${BASE}terraform:
  backend:
    type: ${type}
${needs}    ${key}: hunter2-hunter2
`,
  secrets: ["hunter2"],
  error: `error[credential] byoc.yaml:${13 + needs.split("\n").length - 1}:5
  terraform.backend.${key}
  is a credential; a config file and a synthesized file are no place for it
  allowed: credentials in the environment only
  fix: remove the line and export ${variable}`,
});

const shared = (
  settings: string,
  path: string,
  column: number,
  value: string,
  fix: string,
): Wrong => ({
  name: `one state for every stack: ${settings}`,
  config: `${BASE}terraform:\n  backend: { ${settings} }\n`,
  error: `error[backend] byoc.yaml:11:${column}
  terraform.backend.${path} = ${value}
  does not hold {stack}, so that stacks would share one state
  allowed: a text with {stack}, which stands for the stack's id
  fix: ${fix}`,
});

const within = (setting: string, key: string, value: string, fix: string): Wrong => ({
  name: `a state in the output folder: ${setting}`,
  config: `${BASE}terraform:\n  backend: { type: local, ${setting} }\n`,
  error: `error[backend] byoc.yaml:11:${27 + key.length + 2}
  terraform.backend.${key} = "${value}"
  lies in the output folder, where cdktf deletes the folders of stacks that the config no longer makes
  allowed: a path relative to the stack's folder that leads out of the output: ../../../…
  fix: ${fix}`,
});

const S3_KEYS =
  "type, bucket, key, region, use_lockfile, encrypt, kms_key_id, dynamodb_table, workspace_key_prefix, acl, profile, shared_config_files, shared_credentials_files, shared_credentials_file, allowed_account_ids, forbidden_account_ids, assume_role, assume_role_with_web_identity, endpoints, endpoint, sts_endpoint, iam_endpoint, dynamodb_endpoint, ec2_metadata_service_endpoint, ec2_metadata_service_endpoint_mode, http_proxy, https_proxy, no_proxy, insecure, use_path_style, force_path_style, use_fips_endpoint, use_dualstack_endpoint, skip_credentials_validation, skip_region_validation, skip_requesting_account_id, skip_metadata_api_check, skip_s3_checksum, max_retries, retry_mode, custom_ca_bundle, sts_region";

/** Where Terraform keeps its state. */
export const BACKENDS: readonly Wrong[] = [
  {
    name: "accounts that may, and accounts that may not hold the state",
    config: `${BASE}terraform:
  backend:
    type: s3
    bucket: acme-state
    allowed_account_ids: ["111122223333"]
    forbidden_account_ids: ["444455556666"]
`,
    error: `error[conflict] byoc.yaml:15:5
  terraform.backend.forbidden_account_ids = a list of 1
  stands beside allowed_account_ids; Terraform takes one of them
  allowed: allowed_account_ids or forbidden_account_ids
  fix: remove one of them`,
  },
  credential("s3", "    bucket: acme-state\n", "secret_key", "AWS_SECRET_ACCESS_KEY"),
  credential("cloud", "    organization: acme\n", "token", "TF_TOKEN_app_terraform_io"),
  credential(
    "remote",
    "    organization: acme\n    hostname: tfe.acme-corp.example\n",
    "token",
    "TF_TOKEN_tfe_acme__corp_example",
  ),
  credential(
    "http",
    '    address: "https://state.example/{stack}"\n',
    "password",
    "TF_HTTP_PASSWORD",
  ),
  credential("pg", "", "conn_str", "PG_CONN_STR"),
  credential("gcs", "    bucket: acme-state\n", "credentials", "GOOGLE_BACKEND_CREDENTIALS"),
  credential(
    "azurerm",
    "    storage_account_name: acme\n    container_name: state\n",
    "client_secret",
    "ARM_CLIENT_SECRET",
  ),
  credential("kubernetes", "", "token", "KUBE_TOKEN"),
  shared(
    "type: local, path: ../../../terraform.tfstate",
    "path",
    33,
    '"../../../terraform.tfstate"',
    "use ../../../terraform-{stack}.tfstate",
  ),
  within(
    "path: terraform.tfstate",
    "path",
    "terraform.tfstate",
    "use ../../../state/{stack}.tfstate",
  ),
  ...[
    "{stack}.tfstate",
    "./x/{stack}.tfstate",
    "../{stack}.tfstate",
    "../../{stack}.tfstate",
    "x/../../{stack}/s",
  ].map((path) =>
    within(
      `path: "${path}"`,
      "path",
      path,
      `use ../../../state/{stack}.tfstate; what lies there is moved in each stack's folder, with its id for {stack}, by: mkdir -p ../../../state && mv "${path}" ../../../state/{stack}.tfstate && terraform init -reconfigure`,
    ),
  ),
  within(
    'workspace_dir: "workspaces/{stack}"',
    "workspace_dir",
    "workspaces/{stack}",
    `use ../../../state/{stack}; what lies there is moved in each stack's folder, with its id for {stack}, by: mkdir -p ../../../state && mv "workspaces/{stack}" ../../../state/{stack} && terraform init -reconfigure`,
  ),
  {
    name: "a key that another section has, and a credential in an inner mapping",
    config: `${BASE}terraform:
  backend:
    type: s3
    bucket: acme-state
    secret: hunter2-hunter2
    assume_role_with_web_identity:
      role_arn: arn:aws:iam::111122223333:role/state
      web_identity_token: hunter2-hunter2
    assume_role: { name: state }
    http_proxy: http://me:hunter2-hunter2@proxy.acme.example
`,
    secrets: ["hunter2"],
    error: `error[unknown-key] byoc.yaml:14:5
  terraform.backend.secret
  is not a key of terraform.backend
  allowed: ${S3_KEYS}

error[credential] byoc.yaml:17:7
  terraform.backend.assume_role_with_web_identity.web_identity_token
  is a credential; a config file and a synthesized file are no place for it
  allowed: credentials in the environment only
  fix: remove the line and name the token's file in web_identity_token_file

error[missing] byoc.yaml:18:5
  terraform.backend.assume_role.role_arn
  is missing
  allowed: Role to assume.
  fix: add role_arn: arn:aws:iam::111122223333:role/terraform-state

error[unknown-key] byoc.yaml:18:20
  terraform.backend.assume_role.name
  is not a key of terraform.backend.assume_role
  allowed: role_arn, external_id, session_name, duration, source_identity, policy, policy_arns, tags, transitive_tag_keys

error[credential] byoc.yaml:19:5
  terraform.backend.http_proxy
  holds a user or a password
  allowed: credentials in the environment only
  fix: take it out of the address, and export HTTP_PROXY`,
  },
  shared("type: s3, bucket: acme-state, key: byoc", "key", 49, '"byoc"', "use byoc/{stack}"),
  shared(
    "type: gcs, bucket: acme-state, prefix: byoc/",
    "prefix",
    53,
    '"byoc/"',
    "use byoc/{stack}",
  ),
  shared(
    "type: http, address: https://state.acme.example",
    "address",
    35,
    '"https://state.acme.example"',
    "use https://state.acme.example/{stack}",
  ),
  shared("type: pg, schema_name: byoc", "schema_name", 37, '"byoc"', "use byoc_{stack}"),
  shared(
    "type: kubernetes, secret_suffix: byoc",
    "secret_suffix",
    47,
    '"byoc"',
    "use byoc-{stack}",
  ),
  shared(
    "type: cloud, organization: acme, workspaces: { name: byoc }",
    "workspaces.name",
    67,
    '"byoc"',
    "use byoc-{stack}",
  ),
  shared(
    "type: cloud, organization: acme, workspaces: { tags: [byoc] }",
    "workspaces.tags",
    61,
    "a list of 1",
    "add {stack}",
  ),
  {
    name: "workspaces by name and by tags",
    config: `${BASE}terraform:
  backend:
    type: cloud
    organization: acme
    workspaces: { name: "{stack}", tags: ["{stack}"] }
`,
    error: `error[conflict] byoc.yaml:14:5
  terraform.backend.workspaces = a mapping
  holds name and tags, which exclude each other
  allowed: name or tags
  fix: remove one of them`,
  },
  {
    name: "workspaces by name and by prefix",
    config: `${BASE}terraform:
  backend:
    type: remote
    organization: acme
    workspaces: { name: "{stack}", prefix: "{stack}-" }
`,
    error: `error[conflict] byoc.yaml:14:5
  terraform.backend.workspaces = a mapping
  holds name and prefix, which exclude each other
  allowed: name or prefix
  fix: remove one of them`,
  },
  {
    name: "a state in the bucket that the config creates",
    config: `${BASE}terraform:
  backend: { type: s3, bucket: zilliz-byoc-acme }
`,
    error: `error[conflict] byoc.yaml:11:32
  terraform.backend.bucket = "zilliz-byoc-acme"
  is the bucket that section project creates; its state cannot lie in it
  allowed: a bucket that exists before the stacks do
  fix: make a bucket for states beforehand`,
  },
  {
    name: "unknown keys of a backend, one of them known to JavaScript",
    config: `${BASE}terraform:
  backend:
    type: local
    pfad: "{stack}"
    constructor: x
  backends: {}
`,
    error: `error[unknown-key] byoc.yaml:13:5
  terraform.backend.pfad
  is not a key of terraform.backend
  allowed: type, path, workspace_dir

error[unknown-key] byoc.yaml:14:5
  terraform.backend.constructor
  is not a key of terraform.backend
  allowed: type, path, workspace_dir

error[unknown-key] byoc.yaml:15:3
  terraform.backends
  is not a key of terraform
  allowed: backend
  fix: use backend`,
  },
];
