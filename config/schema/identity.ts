import { parseArn } from "../../aws/arn";
import { kind } from "./field";

/** Issuer and provider as the documents print them. */
export const EXAMPLE_ISSUER =
  "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
export const EXAMPLE_PROVIDER =
  "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

const KEY = /^key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const POLICY = /^policy\/(?:[!-.0-~]{1,255}\/){0,32}[\w+=,.@-]{1,128}$/;
const ROLE = /^role\/(?:[!-.0-~]{1,255}\/){0,32}[\w+=,.@-]{1,64}$/;
const ACCOUNT = /^\d{12}$/;

/** ARN of a KMS key; an alias is refused because IAM does not resolve aliases in policies. */
export const kmsKeyArn = kind((value) => {
  const arn = parseArn(value);
  const isKms = arn?.service === "kms" && arn.region !== "" && ACCOUNT.test(arn.account);
  if (isKms && KEY.test(arn.resource)) return undefined;
  const isAlias = isKms && arn.resource.startsWith("alias/");
  const message = isAlias
    ? "is the ARN of an alias; policies need the key's own"
    : "is not a key's ARN";
  return {
    code: "arn",
    message,
    allowed: "arn:aws:kms:<region>:<account>:key/<key id>",
    fix: `aws kms describe-key --key-id ${isAlias ? arn.resource : "<alias or key id>"} --query KeyMetadata.Arn`,
    discreet: { message },
  };
}, "^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+$");

/** ARN of an OIDC provider. */
export const oidcProviderArn = kind((value) => {
  const [, issuer] = /^oidc-provider\/(.+)$/.exec(iamResource(value) ?? "") ?? [];
  const broken =
    issuer === undefined ? [] : issuerViolations(`https://${issuer.replace(/^https:\/\//, "")}`);
  if (issuer !== undefined && !/^https?:/.test(issuer) && broken.length === 0) return undefined;
  return {
    code: "arn",
    message:
      issuer === undefined
        ? "is not an OIDC provider's ARN"
        : /^https?:/.test(issuer)
          ? "names its issuer with https://"
          : `names an issuer that ${broken.join("; ")}`,
    allowed: "arn:aws:iam::<account>:oidc-provider/<issuer without https://>",
    fix: "aws iam list-open-id-connect-providers",
  };
}, "^arn:[^:]+:iam::[0-9]{12}:oidc-provider/.+$");

/** ARN of a role. */
export const roleArn = kind(
  (value) =>
    ROLE.test(iamResource(value) ?? "")
      ? undefined
      : {
          code: "arn",
          message: "is not a role's ARN",
          allowed: "arn:aws:iam::<account>:role/<path and name>",
          fix: "aws iam list-roles --query 'Roles[].Arn'",
        },
  "^arn:[^:]+:iam::[0-9]{12}:role/.+$",
);

/** A profile of the files that the AWS command line, SDKs and Terraform read. */
export const profileName = kind(
  (value) =>
    /^[\w+=,.@:/-]{1,128}$/.test(value)
      ? undefined
      : {
          code: "value",
          message: "is not the name of a profile",
          allowed: "1 to 128 letters, digits and _+=,.@:/-",
        },
  "^[\\w+=,.@:/-]{1,128}$",
);

/** What an ARN of IAM names in an account; undefined where it is none. */
function iamResource(value: string, foreign?: string): string | undefined {
  const arn = parseArn(value);
  const isIam = arn?.service === "iam" && arn.region === "";
  return isIam && (arn.account === foreign || ACCOUNT.test(arn.account)) ? arn.resource : undefined;
}

/** Issuer URL of an OIDC provider, as IAM compares it. */
export const oidcIssuer = kind((value) => {
  const violations = issuerViolations(value);
  if (violations.length === 0) return undefined;
  return {
    code: "oidc-issuer",
    message: violations.join("; "),
    allowed: "https://oidc.eks.<region>.amazonaws.com/id/<32 characters>, or another https issuer",
    fix: issuerIn(value) ?? READ_ISSUER,
    discreet: { message: violations.join("; "), fix: READ_ISSUER },
  };
}, "^https://(?!.*/\\.well-known/)[^?#]+[^/?#]$");

const READ_ISSUER =
  "aws eks describe-cluster --name <cluster> --query cluster.identity.oidc.issuer";

/** The issuer that stands in a provider's ARN, or behind another scheme. */
function issuerIn(value: string): string | undefined {
  const bare = value
    .replace(/^arn:[^:]*:iam::\d*:oidc-provider\//, "")
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/(\/\.well-known\/.*|\/)$/s, "");
  const url = `https://${bare}`;
  const isEks = /^https:\/\/oidc\.eks\./.test(url) && issuerViolations(url).length === 0;
  return isEks ? `use ${url}` : undefined;
}

function issuerViolations(url: string): string[] {
  if (url.length > 255) return [`has ${url.length} characters; 255 are allowed`];
  const violations: string[] = [];
  if (!url.startsWith("https://")) violations.push("must begin with https://");
  const rest = url.replace(/^[a-z]+:\/\//i, "");
  const [host = ""] = rest.split(/[/?#]/);
  if (!/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(host.replace(/:\d*$/, ""))) {
    violations.push("must name a host in lower case");
  }
  if (host.includes(":")) violations.push("must not name a port");
  if (/[?#]/.test(rest)) violations.push("must not hold a query or fragment");
  if (rest.endsWith("/")) violations.push("must not end with a slash");
  if (rest.includes("/.well-known/")) violations.push("must end before /.well-known/");
  if (/[^\w.~:/-]/.test(rest.replace(/[?#].*$/s, "")))
    violations.push("holds a character that is not allowed in it");
  return violations;
}

/** A permissions boundary: `none`, `bootstrap`, or the ARN of a policy. */
export const permissionsBoundary = kind((value) => {
  if (value === "none" || value === "bootstrap") return undefined;
  // AWS's own policies have no account.
  if (POLICY.test(iamResource(value, "aws") ?? "")) return undefined;
  return {
    code: "arn",
    message: "is not a permissions boundary",
    allowed: "none, bootstrap, or arn:aws:iam::<account>:policy/<path and name>",
    fix: "aws iam list-policies --scope Local",
  };
}, "^(none|bootstrap|arn:[^:]+:iam::([0-9]{12}|aws):policy/.+)$");
