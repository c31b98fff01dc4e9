/** The one credential in an inner mapping; no variable carries it. */
const WEB_IDENTITY = "assume_role_with_web_identity.web_identity_token";

/** Credentials of Terraform's backends, and the environment variable that carries each instead. */
const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  s3: {
    access_key: "AWS_ACCESS_KEY_ID",
    secret_key: "AWS_SECRET_ACCESS_KEY",
    token: "AWS_SESSION_TOKEN",
    sse_customer_key: "AWS_SSE_CUSTOMER_KEY",
  },
  cloud: { token: "TF_TOKEN_" },
  remote: { token: "TF_TOKEN_" },
  http: { password: "TF_HTTP_PASSWORD", client_private_key_pem: "TF_HTTP_CLIENT_PRIVATE_KEY_PEM" },
  gcs: {
    credentials: "GOOGLE_BACKEND_CREDENTIALS",
    access_token: "GOOGLE_OAUTH_ACCESS_TOKEN",
    encryption_key: "GOOGLE_ENCRYPTION_KEY",
  },
  azurerm: {
    access_key: "ARM_ACCESS_KEY",
    sas_token: "ARM_SAS_TOKEN",
    client_secret: "ARM_CLIENT_SECRET",
    client_certificate: "ARM_CLIENT_CERTIFICATE",
    client_certificate_password: "ARM_CLIENT_CERTIFICATE_PASSWORD",
    oidc_token: "ARM_OIDC_TOKEN",
    oidc_request_token: "ARM_OIDC_REQUEST_TOKEN",
  },
  pg: { conn_str: "PG_CONN_STR" },
  consul: { access_token: "CONSUL_HTTP_TOKEN", http_auth: "CONSUL_HTTP_AUTH" },
  cos: {
    secret_id: "TENCENTCLOUD_SECRET_ID",
    secret_key: "TENCENTCLOUD_SECRET_KEY",
    security_token: "TENCENTCLOUD_SECURITY_TOKEN",
  },
  oss: {
    access_key: "ALICLOUD_ACCESS_KEY",
    secret_key: "ALICLOUD_SECRET_KEY",
    security_token: "ALICLOUD_SECURITY_TOKEN",
  },
  kubernetes: {
    token: "KUBE_TOKEN",
    password: "KUBE_PASSWORD",
    client_key: "KUBE_CLIENT_KEY_DATA",
  },
};

/**
 * What to do instead of writing a credential of a backend; undefined when the key is none.
 *
 * @param inner the key's path in the backend.
 */
export function credentialAdvice(backend: unknown, inner: readonly string[]): string | undefined {
  const { type, hostname } = (backend ?? {}) as { type?: unknown; hostname?: unknown };
  if (type === "s3" && inner.join(".") === WEB_IDENTITY) {
    return "name the token's file in web_identity_token_file";
  }
  const variables = typeof type === "string" && Object.hasOwn(VARIABLES, type) && VARIABLES[type];
  const [key = "", ...deeper] = inner;
  if (!variables || deeper.length > 0 || !Object.hasOwn(variables, key)) return undefined;
  const variable = variables[key]!;
  if (!variable.endsWith("_")) return `export ${variable}`;
  // Terraform's way to write a host in the name of a variable.
  const host = typeof hostname === "string" ? hostname : "app.terraform.io";
  return `export ${variable}${host.replaceAll("-", "__").replaceAll(".", "_")}`;
}
