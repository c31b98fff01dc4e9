import {
  bucketNameViolations,
  dnsLabelViolations,
  dnsSubdomainViolations,
  iamNameViolations,
  iamPathViolations,
  nearestBucketName,
} from "../../aws/names";
import { parseArn } from "../../aws/arn";
import { POLICY_NAME_LENGTH, ROLE_NAME_LENGTH } from "../../aws/limits";
import type { ProblemCode } from "../problem";
import { text, type FieldDoc, type Finding } from "./field";

function rules(code: ProblemCode, violations: string[], allowed: string, fix?: string) {
  if (violations.length === 0) return undefined;
  return { code, message: violations.join("; "), allowed, fix } satisfies Finding;
}

/** A bucket name by S3's rules. */
export function bucketName(documentation: FieldDoc) {
  return text((value) => {
    const nearest = nearestBucketName(value);
    return rules(
      "bucket-name",
      bucketNameViolations(value),
      '3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit',
      nearest && `use ${nearest}`,
    );
  }, { pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", ...documentation });
}

/** A whole role name. */
export function roleName(documentation: FieldDoc) {
  return text(
    (value) =>
      rules(
        "iam-name",
        iamNameViolations(value, ROLE_NAME_LENGTH),
        `1 to ${ROLE_NAME_LENGTH} of a-z, A-Z, 0-9 and _+=,.@-`,
      ),
    { pattern: `^[\\w+=,.@-]{1,${ROLE_NAME_LENGTH}}$`, ...documentation },
  );
}

/** A whole policy name. */
export function policyName(documentation: FieldDoc) {
  return text(
    (value) =>
      rules(
        "iam-name",
        iamNameViolations(value, POLICY_NAME_LENGTH),
        `1 to ${POLICY_NAME_LENGTH} of a-z, A-Z, 0-9 and _+=,.@-`,
      ),
    { pattern: `^[\\w+=,.@-]{1,${POLICY_NAME_LENGTH}}$`, ...documentation },
  );
}

/** What role and policy names begin with. */
export function namePrefix(documentation: FieldDoc) {
  return text(
    (value) =>
      rules(
        "iam-name",
        iamNameViolations(value, 32),
        "1 to 32 of a-z, A-Z, 0-9 and _+=,.@-",
      ),
    { pattern: "^[\\w+=,.@-]{1,32}$", ...documentation },
  );
}

/** An IAM path. */
export function iamPath(documentation: FieldDoc) {
  return text(
    (value) =>
      rules(
        "iam-path",
        iamPathViolations(value),
        '"/", or names between slashes such as "/zilliz/"',
        /^[\w+=,.@-]+$/.test(value.replace(/^\/|\/$/g, ""))
          ? `use /${value.replace(/^\/|\/$/g, "")}/`
          : undefined,
      ),
    { pattern: "^/(?:[!-~]+/)?$", ...documentation },
  );
}

/** A Kubernetes namespace (RFC 1123 label). */
export function namespaceName(documentation: FieldDoc) {
  return text(
    (value) =>
      rules(
        "kubernetes-name",
        dnsLabelViolations(value),
        'a DNS-1123 label: 1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit',
      ),
    { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", ...documentation },
  );
}

/** A Kubernetes service account name (RFC 1123 subdomain). */
export function serviceAccountName(documentation: FieldDoc) {
  return text(
    (value) =>
      rules(
        "kubernetes-name",
        dnsSubdomainViolations(value),
        'a DNS-1123 subdomain: 1 to 253 of a-z, 0-9, "-" and ".", each part beginning and ending with a letter or digit',
      ),
    { pattern: "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", ...documentation },
  );
}

/** An external ID as STS accepts it; the value is masked in every message. */
export function externalId(documentation: FieldDoc) {
  return text((value) => {
    const violations: string[] = [];
    if (value.length < 2 || value.length > 1224) {
      violations.push(`has ${value.length} characters; 2 to 1224 are allowed`);
    }
    const wrong = [...value].findIndex((character) => !/[\w+=,.@:/-]/.test(character));
    if (wrong >= 0) violations.push(`the character at offset ${wrong} is not allowed`);
    return rules(
      "external-id",
      violations,
      "2 to 1224 of a-z, A-Z, 0-9 and _+=,.@:/-",
      "copy it from the setup guide of the Zilliz Cloud console",
    );
  }, { pattern: "^[\\w+=,.@:/-]{2,1224}$", ...documentation });
}

/** ARN of a KMS key; an alias is refused because IAM does not resolve aliases in policies. */
export function kmsKeyArn(documentation: FieldDoc) {
  return text((value) => {
    const arn = parseArn(value);
    const isKey = arn?.service === "kms" && /^key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(arn.resource);
    if (isKey) return undefined;
    const alias = arn?.service === "kms" && arn.resource.startsWith("alias/");
    return {
      code: "arn",
      message: alias ? "is the ARN of an alias; policies need the key's own" : "is not a key's ARN",
      allowed: "arn:aws:kms:<region>:<account>:key/<key id>",
      fix: alias
        ? `aws kms describe-key --key-id ${arn.resource} --query KeyMetadata.Arn`
        : undefined,
    };
  }, { pattern: "^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+$", ...documentation });
}

/** ARN of an OIDC provider. */
export function oidcProviderArn(documentation: FieldDoc) {
  return text((value) => {
    const arn = parseArn(value);
    if (arn?.service === "iam" && /^oidc-provider\/[^/]/.test(arn.resource)) return undefined;
    return {
      code: "arn",
      message: "is not an OIDC provider's ARN",
      allowed: "arn:aws:iam::<account>:oidc-provider/<issuer without https://>",
      fix: "aws iam list-open-id-connect-providers",
    };
  }, { pattern: "^arn:[^:]+:iam::[0-9]{12}:oidc-provider/.+$", ...documentation });
}

/** Issuer URL of an OIDC provider, as IAM compares it. */
export function oidcIssuer(documentation: FieldDoc) {
  return text((value) => {
    const violations: string[] = [];
    if (!value.startsWith("https://")) violations.push("must begin with https://");
    const rest = value.replace(/^[a-z]+:\/\//i, "");
    if (rest.endsWith("/")) violations.push("must not end with a slash");
    if (/[?#]/.test(rest)) violations.push("must not hold a query or fragment");
    if (/^[^/]*:/.test(rest)) violations.push("must not name a port");
    if (!/^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(:\d+)?([/?#]|$)/.test(rest)) {
      violations.push("must name a host in lower case");
    }
    if (/[^\w.~:/?#-]/.test(rest)) violations.push("holds a character that is not allowed in it");
    if (value.length > 255) violations.push(`has ${value.length} characters; 255 are allowed`);
    return rules(
      "oidc-issuer",
      violations,
      "https://oidc.eks.<region>.amazonaws.com/id/<32 characters>, or another https issuer",
      "aws eks describe-cluster --name <cluster> --query cluster.identity.oidc.issuer",
    );
  }, { pattern: "^https://[^?#]+[^/?#]$", ...documentation });
}

/** A permissions boundary: `none`, `bootstrap`, or the ARN of a policy. */
export function permissionsBoundary(documentation: FieldDoc) {
  return text((value) => {
    if (value === "none" || value === "bootstrap") return undefined;
    const arn = parseArn(value);
    if (arn?.service === "iam" && /^policy\/./.test(arn.resource)) return undefined;
    return {
      code: "arn",
      message: "is not a permissions boundary",
      allowed: "none, bootstrap, or arn:aws:iam::<account>:policy/<path and name>",
    };
  }, { pattern: "^(none|bootstrap|arn:[^:]+:iam::([0-9]{12}|aws):policy/.+)$", ...documentation });
}
