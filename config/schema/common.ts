import {
  bucketNameViolations,
  characterViolations,
  dnsLabelViolations,
  dnsSubdomainViolations,
  iamNameViolations,
  iamPathViolations,
  nearestBucketName,
  type Quoting,
  type Violation,
} from "../../aws/names";
import { POLICY_NAME_LENGTH, ROLE_NAME_LENGTH } from "../../aws/limits";
import { EXTERNAL_ID_PAGES } from "../console-pages";
import type { ProblemCode } from "../problem";
import { text, type FieldDoc, type Objection } from "./field";

/** Everything that breaks the rules of a name; `fix` may hold the value, `hint` does not. */
function rules(
  code: ProblemCode,
  violations: (quoting: Quoting) => readonly Violation[],
  { allowed, fix, hint }: { allowed: string; fix?: string; hint?: string },
): Objection | undefined {
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
export function bucketName<const Doc extends FieldDoc>(documentation: Doc) {
  return text(
    (value) => {
      const nearest = nearestBucketName(value);
      return rules("bucket-name", (quoting) => bucketNameViolations(value, quoting), {
        allowed: '3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit',
        fix: nearest && `use ${nearest}`,
      });
    },
    documentation,
    "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
  );
}

/** A name of which rules tell everything that breaks them. */
function name<const Doc extends FieldDoc>(
  documentation: Doc,
  code: ProblemCode,
  violations: (value: string, quoting: Quoting) => readonly Violation[],
  allowed: string,
  pattern: string,
) {
  const check = (value: string) =>
    rules(code, (quoting) => violations(value, quoting), { allowed });
  return text(check, documentation, pattern);
}

/** A name in IAM, or the beginning of one. */
function iamName<const Doc extends FieldDoc>(longest: number, documentation: Doc) {
  return name(
    documentation,
    "iam-name",
    (value, quoting) => iamNameViolations(value, longest, quoting),
    `1 to ${longest} of a-z, A-Z, 0-9 and _+=,.@-`,
    `^[\\w+=,.@-]{1,${longest}}$`,
  );
}

/** A whole role name. */
export function roleName<const Doc extends FieldDoc>(documentation: Doc) {
  return iamName(ROLE_NAME_LENGTH, documentation);
}

/** A whole policy name. */
export function policyName<const Doc extends FieldDoc>(documentation: Doc) {
  return iamName(POLICY_NAME_LENGTH, documentation);
}

/** What role and policy names begin with. */
export function namePrefix<const Doc extends FieldDoc>(documentation: Doc) {
  return iamName(32, documentation);
}

/** An IAM path. */
export function iamPath<const Doc extends FieldDoc>(documentation: Doc) {
  return text(
    (value) => {
      const inner = value.replace(/^\/|\/$/g, "");
      return rules("iam-path", () => iamPathViolations(value), {
        allowed: '"/", or names between slashes such as "/zilliz/"',
        fix: /^[\w+=,.@-]{1,64}$/.test(inner) ? `use /${inner}/` : undefined,
      });
    },
    documentation,
    "^/(?:[!-~]+/)?$",
  );
}

/** A Kubernetes namespace (RFC 1123 label). */
export function namespaceName<const Doc extends FieldDoc>(documentation: Doc) {
  return name(
    documentation,
    "kubernetes-name",
    dnsLabelViolations,
    'a DNS-1123 label: 1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit',
    "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
  );
}

/** A Kubernetes service account name (RFC 1123 subdomain). */
export function serviceAccountName<const Doc extends FieldDoc>(documentation: Doc) {
  return name(
    documentation,
    "kubernetes-name",
    dnsSubdomainViolations,
    'a DNS-1123 subdomain: 1 to 253 of a-z, 0-9, "-" and ".", each part beginning and ending with a letter or digit',
    "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$",
  );
}

/**
 * An external ID as STS accepts it and Zilliz Cloud gives one out, which is longer than a word; the
 * value is masked in every message.
 */
export function externalId<const Doc extends FieldDoc>(
  page: keyof typeof EXTERNAL_ID_PAGES,
  documentation: Doc,
) {
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
    documentation,
    "^(?!arn:)(?![0-9]{12}$)[\\w+=,.@:/-]{8,1224}$",
  );
}

/** What people paste in its place; the document warns of the first. */
function otherThanExternalId(value: string): string | undefined {
  if (/^\d{4}-?\d{4}-?\d{4}$/.test(value)) return "an AWS account id";
  return /^arn:/i.test(value) ? "an ARN" : undefined;
}
