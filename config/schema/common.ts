import { z } from "zod";
import {
  bucketNameViolations,
  characterViolations,
  dnsLabelViolations,
  dnsSubdomainViolations,
  iamNameViolations,
  iamPathViolations,
  lengthViolations,
  nearestBucketName,
  type Quoting,
  type Violation,
} from "../../aws/names";
import { POLICY_NAME_LENGTH, ROLE_NAME_LENGTH } from "../../aws/limits";
import { use } from "../../text/near";
import { EXTERNAL_ID_PAGES } from "../console-pages";
import type { ProblemCode } from "../problem";
import { field, issueOf, kind, type FieldDoc, type Objection } from "./field";

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

/** The bucket that an ARN or an address of S3's own names. */
function namedIn(value: string): string | undefined {
  const name = /^(?:arn:[\w-]+:s3:::|s3:\/\/)([a-z0-9.-]{3,63})(?:\/\**)?$/.exec(value)?.[1];
  return name !== undefined && bucketNameViolations(name).length === 0 ? `use ${name}` : undefined;
}

/** A bucket name by S3's rules. */
export const bucketName = kind((value) => {
  return rules("bucket-name", (quoting) => bucketNameViolations(value, quoting), {
    allowed: '3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit',
    // What an ARN names is another bucket than the one that its letters come to.
    fix: /^arn:|:\/\//.test(value) ? namedIn(value) : use(nearestBucketName(value)),
  });
}, "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$");

/** A name of which rules tell everything that breaks them. */
function name(
  code: ProblemCode,
  violations: (value: string, quoting: Quoting) => readonly Violation[],
  allowed: string,
  pattern: string,
) {
  return kind((value) => {
    const [, named] = /^arn:[^:]*:iam::\d*:(?:role|policy)\/(?:.*\/)?([^/]+)$/.exec(value) ?? [];
    const isName = named !== undefined && violations(named, "quoted").length === 0;
    const fix = isName ? `use ${named}` : undefined;
    return rules(code, (quoting) => violations(value, quoting), { allowed, fix });
  }, pattern);
}

/** A name in IAM, or the beginning of one. */
function iamName(longest: number) {
  return name(
    "iam-name",
    (value, quoting) => iamNameViolations(value, longest, quoting),
    `1 to ${longest} of a-z, A-Z, 0-9 and _+=,.@-`,
    `^[\\w+=,.@-]{1,${longest}}$`,
  );
}

export const roleName = iamName(ROLE_NAME_LENGTH);
export const policyName = iamName(POLICY_NAME_LENGTH);
/** What role and policy names begin with. */
export const namePrefix = iamName(32);

export const iamPath = kind((value) => {
  const inner = value.replace(/^\/|\/$/g, "");
  return rules("iam-path", () => iamPathViolations(value), {
    allowed: '"/", or names between slashes such as "/zilliz/"',
    fix: /^[\w+=,.@-]{1,64}$/.test(inner) ? `use /${inner}/` : undefined,
  });
}, "^/(?:[!-~]+/)?$");

/** A Kubernetes namespace (RFC 1123 label). */
export const namespaceName = name(
  "kubernetes-name",
  dnsLabelViolations,
  'a DNS-1123 label: 1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit',
  "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
);

/** A Kubernetes service account name (RFC 1123 subdomain). */
export const serviceAccountName = name(
  "kubernetes-name",
  dnsSubdomainViolations,
  'a DNS-1123 subdomain: 1 to 253 of a-z, 0-9, "-" and ".", each part beginning and ending with a letter or digit',
  "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$",
);

/**
 * An external ID as STS accepts it and Zilliz Cloud gives one out, which is longer than a word, or the
 * old and the new one while it is changed; the values are masked in every message.
 */
export function externalId(page: keyof typeof EXTERNAL_ID_PAGES) {
  const from = EXTERNAL_ID_PAGES[page];
  const one = kind((value) => {
    const other = otherThanExternalId(value);
    if (other !== undefined) {
      return {
        code: "external-id",
        message: `is ${other}, not an external ID`,
        allowed: "the External ID that stands on the page of the console beside the account id",
        fix: `copy the External ID from ${from}`,
      };
    }
    const violations = [
      ...lengthViolations(value, 8, 1224),
      ...characterViolations(value, /[\w+=,.@:/-]/, "discreet"),
    ];
    return rules("external-id", () => violations, {
      allowed: "8 to 1224 of a-z, A-Z, 0-9 and _+=,.@:/-",
      hint: `copy it from ${from}`,
    });
  }, "^(?!arn:)(?![0-9]{12}$)[\\w+=,.@:/-]{8,1224}$");
  return <const Doc extends FieldDoc>(documentation: Doc) => {
    const single = one({ description: documentation.description, example: documentation.example });
    const both = z
      .array(single)
      .superRefine((ids, context) => {
        const objection = objectionToList(new Set(ids).size, ids.length);
        if (objection) context.addIssue(issueOf(objection));
      })
      .meta({ minItems: 2, maxItems: 2 });
    const description = `${documentation.description} While it is changed, the old and the new one: \`[<old>, <new>]\`.`;
    return field(z.union([single, both]), { ...documentation, description });
  };
}

/** A list that is no old and new external ID. */
function objectionToList(different: number, count: number): Objection | undefined {
  if (different === 2 && count === 2) return undefined;
  return {
    code: "external-id",
    message: `is a list of ${different} external ${different === 1 ? "ID" : "IDs"}`,
    allowed: "one external ID, or while it is changed the old and the new one: [<old>, <new>]",
    fix: different === 1 ? "write it without [ ]" : undefined,
  };
}

/** What people paste in its place; the document warns of the first. */
function otherThanExternalId(value: string): string | undefined {
  if (/^\d{4}-?\d{4}-?\d{4}$/.test(value)) return "an AWS account id";
  return /^arn:/i.test(value) ? "an ARN" : undefined;
}
