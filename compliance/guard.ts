import { evaluateRules } from "./engine";
import type { Finding } from "./finding";
import { parametersFrom } from "./parameters";
import type { Rule, RuleContext } from "./rule";
import { readInputs } from "../terraform/files";
import { joinInputs } from "../terraform/join";
import { rule as policyJson } from "./rules/policy-json";
import { rule as policySize } from "./rules/policy-size";
import { providerCredentials } from "./rules/providers";
import { synthPlaceholder, synthUnresolvedToken } from "./rules/synth-texts";
import { rule as trustAccount } from "./rules/trust-account";
import { rule as trustExternalId } from "./rules/trust-external-id";
import type { Deployment } from "../config/deployment";

/** Rules that need no simulation, and whose findings are always mistakes in code. */
const CHEAP = [
  policyJson,
  policySize,
  providerCredentials,
  synthPlaceholder,
  synthUnresolvedToken,
  trustAccount,
  trustExternalId,
];

/**
 * Judges files that were just synthesized, so that a mistake in code ends `cdktf synth`.
 *
 * @returns one line for each error, with the path of its construct; none when all is well.
 */
export function guard(files: readonly string[], deployments: readonly Deployment[]): string[] {
  const model = joinInputs(readInputs(files));
  const context = { model, parameters: parametersFrom(model, deployments), scp: [] };
  // Reports are masked and sorted, which takes longer than to see that there is nothing to report.
  const failing = CHEAP.filter((rule) => fails(rule, context));
  if (failing.length === 0) return [];
  const options = { today: "1970-01-01", toolVersion: "guard" };
  return evaluateRules(failing, context, [], options).findings.filter(isMistake).map(line);
}

function fails({ check, severity: usual }: Rule, context: RuleContext): boolean {
  try {
    for (const { verdict, severity = usual } of check(context)) {
      if (isMistake({ verdict, severity })) return true;
    }
    return false;
  } catch {
    // The engine says what it threw.
    return true;
  }
}

function isMistake({ verdict, severity }: Pick<Finding, "verdict" | "severity">): boolean {
  return verdict === "FAIL" && severity === "error";
}

function line({ rule, constructPath, address, file, message }: Finding): string {
  return `error[${rule}] ${constructPath ?? address ?? file ?? ""}: ${message}`;
}
