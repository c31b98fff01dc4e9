import { PLACEHOLDER } from "../../config/rules/external-ids";
import { EXTERNAL_ID } from "../../text/mask";
import type { ConditionTest } from "../../iam/condition";
import { isPattern } from "../../iam/glob";

/** What is wrong with an external ID itself, in words that never show it. */
export type ExternalIdProblem = "open" | "unresolved" | "form" | "placeholder";

export function externalIdProblem(value: string): ExternalIdProblem | undefined {
  if (/^[*?]+$/.test(value)) return "open";
  if (/[$%]\{|TfToken\[|<[^>]*>|\{[^}]*\}/.test(value)) return "unresolved";
  if (!EXTERNAL_ID.test(value)) return "form";
  return PLACEHOLDER.test(value) ? "placeholder" : undefined;
}

export function isExternalId({ key }: ConditionTest): boolean {
  return key.toLowerCase() === "sts:externalid";
}

/** Whether a test lets through nothing but the values that it names. */
export function isExact({ comparison, negated, ifExists, set, values }: ConditionTest): boolean {
  const named =
    comparison === "StringEquals" || (comparison === "StringLike" && !values.some(isPattern));
  return named && !negated && !ifExists && set !== "all";
}
