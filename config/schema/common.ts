import { bucketNameViolations, characterViolations, dnsLabelViolations, dnsSubdomainViolations, iamNameViolations, iamPathViolations, nearestBucketName, type Quoting, type Violation } from "../../aws/names";
import { POLICY_NAME_LENGTH, ROLE_NAME_LENGTH } from "../../aws/limits";
import { EXTERNAL_ID_PAGES } from "../console-pages";
import type { ProblemCode } from "../problem";
import { text, type FieldDoc, type Finding } from "./field";

/** Everything that breaks the rules of a name; `fix` may hold the value, `hint` does not. */
function rules(
  code: ProblemCode,
  violations: (quoting: Quoting) => readonly Violation[],
  { allowed, fix, hint }: { allowed: string; fix?: string; hint?: string },
): Finding | undefined {
  const quoted = violations("quoted");
  if (quoted.length === 0) return undefined;
  return {
    code,
    message: quoted.join("; "),
    allowed,
    fix: fix ?? hint,
    discreet: { message: violations("discreet").join("; "), fix: hint },
  };
}

/** A bucket name by S3's rules. */
export function bucketName(documentation: FieldDoc) {
  return text(
    (value) => {
      const nearest = nearestBucketName(value);
      return rules("bucket-name", (quoting) => bucketNameViolations(value, quoting), {
        allowed: '3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit',
        fix: nearest && `use ${nearest}`,
      });
    },
    { pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", ...documentation },
  );
}

/** A name in IAM, or the beginning of one. */
function iamName(longest: number, documentation: FieldDoc) {
  return text(
    (value) =>
      rules("iam-name", (quoting) => iamNameViolations(value, longest, quoting), {
        allowed: `1 to ${longest} of a-z, A-Z, 0-9 and _+=,.@-`,
      }),
    { pattern: `^[\\w+=,.@-]{1,${longest}}$`, ...documentation },
  );
}

/** A whole role name. */
export function roleName(documentation: FieldDoc) {
  return iamName(ROLE_NAME_LENGTH, documentation);
}

/** A whole policy name. */
export function policyName(documentation: FieldDoc) {
  return iamName(POLICY_NAME_LENGTH, documentation);
}

/** What role and policy names begin with. */
export function namePrefix(documentation: FieldDoc) {
  return iamName(32, documentation);
}

/** An IAM path. */
export function iamPath(documentation: FieldDoc) {
  return text(
    (value) => {
      const inner = value.replace(/^\/|\/$/g, "");
      return rules("iam-path", () => iamPathViolations(value), {
        allowed: '"/", or names between slashes such as "/zilliz/"',
        fix: /^[\w+=,.@-]{1,64}$/.test(inner) ? `use /${inner}/` : undefined,
      });
    },
    { pattern: "^/(?:[!-~]+/)?$", ...documentation },
  );
}

/** A Kubernetes namespace (RFC 1123 label). */
export function namespaceName(documentation: FieldDoc) {
  return text(
    (value) =>
      rules("kubernetes-name", (quoting) => dnsLabelViolations(value, quoting), {
        allowed:
          'a DNS-1123 label: 1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit',
      }),
    { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", ...documentation },
  );
}

/** A Kubernetes service account name (RFC 1123 subdomain). */
export function serviceAccountName(documentation: FieldDoc) {
  return text(
    (value) =>
      rules("kubernetes-name", (quoting) => dnsSubdomainViolations(value, quoting), {
        allowed:
          'a DNS-1123 subdomain: 1 to 253 of a-z, 0-9, "-" and ".", each part beginning and ending with a letter or digit',
      }),
    { pattern: "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", ...documentation },
  );
}

/**
 * An external ID as STS accepts it and Zilliz Cloud gives one out, which is longer than a word; the
 * value is masked in every message.
 */
export function externalId(page: keyof typeof EXTERNAL_ID_PAGES, documentation: FieldDoc) {
  const from = EXTERNAL_ID_PAGES[page];
  return text(
    (value) => {
      const other = otherThanExternalId(value);
      if (other !== undefined) {
        return {
          code: "external-id",
          message: `is ${other}, not an external ID`,
          allowed: "the External ID that stands on the page of the console beside the account id",
          fix: `copy the External ID from ${from}`,
        };
      }
      const length =
        value.length < 8 || value.length > 1224
          ? [`has ${value.length} character${value.length === 1 ? "" : "s"}; 8 to 1224 are allowed`]
          : [];
      const violations = [...length, ...characterViolations(value, /[\w+=,.@:/-]/, "discreet")];
      return rules("external-id", () => violations, {
        allowed: "8 to 1224 of a-z, A-Z, 0-9 and _+=,.@:/-",
        hint: `copy it from ${from}`,
      });
    },
    { pattern: "^(?!arn:)(?![0-9]{12}$)[\\w+=,.@:/-]{8,1224}$", ...documentation },
  );
}

/** What people paste in its place; the document warns of the first. */
function otherThanExternalId(value: string): string | undefined {
  if (/^\d{4}-?\d{4}-?\d{4}$/.test(value)) return "an AWS account id";
  return /^arn:/i.test(value) ? "an ARN" : undefined;
}
