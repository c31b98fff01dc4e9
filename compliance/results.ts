import type { RuleResult } from "./finding";
import type { Resource } from "../terraform/model";

/** What a result says besides its verdict. */
type Details = Pick<RuleResult, "attribute" | "key" | "fix" | "severity">;

export function pass(resource: Resource, message: string, details: Details = {}): RuleResult {
  return { verdict: "PASS", resource, message, ...details };
}

export function fail(resource: Resource, message: string, details: Details = {}): RuleResult {
  return { verdict: "FAIL", resource, message, ...details };
}

/** A value that cannot be told; says which, and why. */
export function undecided(
  resource: Resource,
  what: { readonly attribute: string; readonly why: string },
  details: Details = {},
): RuleResult {
  return {
    verdict: "UNKNOWN",
    resource,
    message: unknownWords(what),
    attribute: what.attribute,
    ...details,
  };
}

/** `policy is unknown: aws_kms_key.data.arn is known after apply only` */
export function unknownWords({ attribute, why }: { attribute: string; why: string }): string {
  return why.startsWith("is ") ? `${attribute} ${why}` : `${attribute} is unknown: ${why}`;
}
