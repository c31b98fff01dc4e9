import { z } from "zod";
import { needed, number, place, string, strings, texts, url, yes } from "./backend-fields";
import { mapping } from "./field";

const SESSION_POLICY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const SESSION_POLICY_ARN = "arn:aws:iam::111122223333:policy/terraform-state";

/** Objects in S3, or in a store that speaks its language. */
export const s3 = z.strictObject({
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
  shared_credentials_file: string(
    "Older form of `shared_credentials_files`.",
    "~/.aws/credentials",
  ),
  allowed_account_ids: strings("Accounts that may hold the state.", "111122223333"),
  forbidden_account_ids: strings("Accounts that may not hold the state.", "444455556666"),
  assume_role: mapping(
    {
      description: "Role that reads and writes the state.",
      default: "- the credentials' own",
      example: { role_arn: "arn:aws:iam::111122223333:role/terraform-state" },
    },
    {
      role_arn: needed("Role to assume.", "arn:aws:iam::111122223333:role/terraform-state"),
      external_id: string("External ID of that role.", "state-access"),
      session_name: string("Name of the session.", "byoc"),
      duration: string("Length of the session.", "1h"),
      source_identity: string("Source identity of the session.", "ci"),
      policy: string("Policy that narrows the session, as JSON.", SESSION_POLICY),
      policy_arns: strings("Policies that narrow the session.", SESSION_POLICY_ARN),
      tags: texts("Tags of the session.", { Team: "data" }),
      transitive_tag_keys: strings("Tags that further sessions inherit.", "Team"),
    },
  ),
  assume_role_with_web_identity: mapping(
    {
      description: "Role that reads and writes the state, by a token of an identity provider.",
      default: "- the credentials' own",
      example: {
        role_arn: "arn:aws:iam::111122223333:role/terraform-state",
        web_identity_token_file: "/var/run/secrets/token",
      },
    },
    {
      role_arn: needed("Role to assume.", "arn:aws:iam::111122223333:role/terraform-state"),
      web_identity_token_file: string("File with the token.", "/var/run/secrets/token"),
      session_name: string("Name of the session.", "byoc"),
      duration: string("Length of the session.", "1h"),
      policy: string("Policy that narrows the session, as JSON.", SESSION_POLICY),
      policy_arns: strings("Policies that narrow the session.", SESSION_POLICY_ARN),
    },
  ),
  endpoints: mapping(
    {
      description: "Endpoints of a store that speaks S3, or of a network of your own.",
      default: "- AWS's own",
      example: { s3: "https://s3.acme.example" },
    },
    {
      s3: string("Endpoint of S3.", "https://s3.acme.example"),
      sts: string("Endpoint of STS.", "https://sts.acme.example"),
      iam: string("Endpoint of IAM.", "https://iam.acme.example"),
      sso: string("Endpoint of IAM Identity Center.", "https://sso.acme.example"),
      dynamodb: string("Endpoint of DynamoDB.", "https://dynamodb.acme.example"),
    },
  ),
  endpoint: string("Older name of `endpoints.s3`.", "https://s3.acme.example"),
  sts_endpoint: string("Older name of `endpoints.sts`.", "https://sts.acme.example"),
  iam_endpoint: string("Older name of `endpoints.iam`.", "https://iam.acme.example"),
  dynamodb_endpoint: string("Older name of `endpoints.dynamodb`.", "https://ddb.acme.example"),
  ec2_metadata_service_endpoint: string("Instance metadata service.", "http://169.254.169.254"),
  ec2_metadata_service_endpoint_mode: string("Its protocol: IPv4 or IPv6.", "IPv4"),
  http_proxy: url("Proxy for HTTP.", "http://proxy.acme.example:3128", "export HTTP_PROXY"),
  https_proxy: url("Proxy for HTTPS.", "http://proxy.acme.example:3128", "export HTTPS_PROXY"),
  no_proxy: string("Hosts without proxy, between commas.", "localhost,.acme.example"),
  insecure: yes("Accept any certificate."),
  use_path_style: yes("Address the bucket in the path."),
  force_path_style: yes("Older name of `use_path_style`."),
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
