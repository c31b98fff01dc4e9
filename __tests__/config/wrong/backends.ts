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
  fix: remove the line and export ${variable}

1 error; nothing was written`,
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
  fix: ${fix}

1 error; nothing was written`,
});

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
  fix: remove one of them

1 error; nothing was written`,
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
    "type: local, path: terraform.tfstate",
    "path",
    33,
    '"terraform.tfstate"',
    "use terraform-{stack}.tfstate",
  ),
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
  fix: remove one of them

1 error; nothing was written`,
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
  fix: remove one of them

1 error; nothing was written`,
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
  fix: make a bucket for states beforehand

1 error; nothing was written`,
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
  fix: use backend

3 errors; nothing was written`,
  },
];
