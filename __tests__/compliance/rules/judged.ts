import { join } from "node:path";
import { evaluateRules } from "../../../compliance/engine";
import type { Finding, Report } from "../../../compliance/finding";
import { parametersFrom } from "../../../compliance/parameters";
import { readInputs } from "../../../terraform/files";
import { joinInputs } from "../../../terraform/join";
import type { RuleContext } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";
import { SHIPPED_WAIVERS } from "../../../compliance/waivers/shipped";
import type { Deployment } from "../../../config/deployment";

export const FIXTURES = join("__tests__", "compliance", "fixtures");

export function contextOf(
  files: readonly string[],
  deployments: readonly Deployment[] = [],
): RuleContext {
  const model = joinInputs(readInputs(files));
  return { model, parameters: parametersFrom(model, deployments), scp: [] };
}

/** Everything that every rule says of some fixtures. */
export function judge(names: readonly string[], deployments: readonly Deployment[] = []): Report {
  const files = names.map((name) => join(FIXTURES, `${name}.json`));
  return judgeFiles(files, deployments);
}

export function judgeFiles(files: readonly string[], deployments: readonly Deployment[] = []) {
  const context = contextOf(files, deployments);
  return evaluateRules(RULES, context, SHIPPED_WAIVERS, {
    today: "2026-11-22",
    toolVersion: "0.0.0",
  });
}

/** Findings of one rule, as a line each: `FAIL error aws_iam_role.x [key]`. */
export function linesOf({ findings }: Report, rule: string): string[] {
  return findings
    .filter((finding) => finding.rule === rule && finding.verdict !== "NOT_APPLICABLE")
    .map(lineOf);
}

function lineOf({ verdict, severity, address, key }: Finding): string {
  const rank = verdict === "PASS" ? "" : ` ${severity}`;
  return `${verdict}${rank} ${address ?? ""}${key === undefined ? "" : ` [${key}]`}`;
}

/** What would fail a check: neither passed nor waived nor mere information. */
export function serious({ findings }: Report): string[] {
  return findings
    .filter(({ verdict }) => verdict === "FAIL" || verdict === "UNKNOWN")
    .filter(({ severity }) => severity !== "info")
    .map((finding) => `${finding.rule} ${lineOf(finding)}: ${finding.message}`);
}
