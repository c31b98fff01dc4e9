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

/** Where Terraform keeps its state. */
export const BACKENDS: readonly Wrong[] = [
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
];
