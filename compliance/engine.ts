import { oneLine } from "../text/lines";
import {
  type Finding,
  fingerprintOf,
  type Report,
  type RuleResult,
  type Severity,
  type Summary,
} from "./finding";
import { cachedOf } from "../text/cache";
import type { Input } from "../terraform/model";
import { inOrder, reaches, SEVERITIES, VERDICTS } from "./order";
import { groupBy } from "../text/group";
import { byFields } from "../text/order";
import { maskReport, reportMasks, type ReportMasks } from "./reporters/mask";
import { externalIdsIn } from "../terraform/external-ids";
import { isWaivable, underProfile, type Rule, type RuleContext } from "./rule";
import { applyWaivers } from "./waivers/apply";
import { THREW } from "./waivers/baseline";
import { inCodeWaivers } from "./waivers/in-code";
import { WHOLE_RUN, type Judged } from "./waivers/match";
import { WAIVER_RULES } from "./waivers/rules";
import type { Waiver } from "./waivers/schema";

export interface EngineOptions {
  /** Day on which waivers are judged, `YYYY-MM-DD`; nothing here reads the clock. */
  readonly today: string;
  readonly toolVersion: string;
  /** Whether every finding is wanted, however many there are: a baseline needs all of them. */
  readonly all?: boolean;
}

/**
 * Runs every rule over what was read. External IDs are masked here, before anything is written.
 *
 * @param waivers of files and those that are shipped; those in code come with the resources.
 */
export function evaluateRules(
  rules: readonly Rule[],
  context: RuleContext,
  waivers: readonly Waiver[],
  { today, toolVersion, all = false }: EngineOptions,
): Report {
  const { inputs } = context.model;
  const masks = reportMasks([
    ...context.parameters.externalIds,
    ...inputs.flatMap((input) => input.externalIds ?? externalIdsIn(input)),
  ]);
  const inCode = inCodeWaivers(inputs);
  const given = [...waivers, ...inCode.waivers];
  const speaking = underProfile(rules, context.profile);
  const judged = speaking.flatMap((rule) =>
    judge(rule, context, masks, all ? Infinity : mostOf(rule, inputs.length, given)),
  );
  const findings = applyWaivers(
    judged,
    given.map((waiver) => maskWaiver(waiver, masks)),
    { today, rules: [...rules, ...Object.values(WAIVER_RULES)], names: namesIn(inputs, masks) },
  );
  const sorted = inOrder([...findings, ...inCode.findings]);
  const report: Report = {
    version: 1,
    tool: { name: "byoc", version: toolVersion },
    inputs: inputs.map(({ file, kind }) => ({ file, kind })).sort(byFields("file", "kind")),
    summary: summarise(sorted, speaking.length),
    findings: sorted,
  };
  return maskReport(report, masks);
}

/**
 * Exit code of a check: 1 when something at or above the threshold fails, 3 when something there is
 * undecided, 0 otherwise.
 */
export function exitCode({ summary }: Report, failOn: Severity): 0 | 1 | 3 {
  const counted = SEVERITIES.filter((severity) => reaches(severity, failOn));
  if (counted.some((severity) => summary.fail[severity] > 0)) return 1;
  return counted.some((severity) => summary.unknown[severity] > 0) ? 3 : 0;
}

/**
 * What a rule may find in one file, or on average in several, beside what waivers are for. Nobody
 * reads as much, and a file made for it would take minutes.
 */
const MOST_FINDINGS = 500;
/** Key of the engine's own finding that says so. */
const REST = "(rest)";

function mostOf({ id }: Rule, files: number, waivers: readonly Waiver[]): number {
  const waivable = waivers
    .filter(({ rule }) => rule === id)
    .reduce((sum, { max = 1 }) => sum + max, 0);
  return MOST_FINDINGS * Math.max(1, files) + waivable;
}

/** What one rule says; a rule that throws has failed, whatever it said before. */
function judge(rule: Rule, context: RuleContext, masks: ReportMasks, most: number): Judged[] {
  const judged: Judged[] = [];
  let found = 0;
  try {
    for (const result of rule.check(context)) {
      if (result.verdict !== "PASS") found += 1;
      if (found > most) return [...judged, notJudged(rule, most)];
      judged.push(judgedOf(rule, result, context, masks));
    }
  } catch (error) {
    // A file that is gone by now is no defect of the rule.
    if (error instanceof Error && "syscall" in error) throw error;
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const defect = ofEngine(rule, {
      severity: "error",
      verdict: "FAIL",
      key: THREW,
      message: oneLine(`rule threw: ${why.split("\n")[0] ?? ""}`),
      fix: "this is a defect of the rule: report it; what the rule guards was not checked",
    });
    return [...judged, defect];
  }
  if (judged.length > 0) return judged;
  const message = "nothing that could be read is what this rule is about";
  return [ofEngine(rule, { severity: rule.severity, verdict: "NOT_APPLICABLE", message })];
}

/** What the engine itself says of a rule. */
function ofEngine({ id }: Rule, said: Omit<Finding, "rule" | "fingerprint">): Judged {
  const fingerprint = fingerprintOf(id, undefined, said.key);
  return { finding: { rule: id, ...said, fingerprint }, waivable: false };
}

/** Among what is not told there may be the worst that the rule knows. */
function notJudged(rule: Rule, most: number): Judged {
  const { severity, severities = [severity] } = rule;
  return ofEngine(rule, {
    severity: severities[0] ?? severity,
    verdict: "UNKNOWN",
    key: REST,
    message: `more than ${most} findings of this rule: the rest was not judged`,
    fix: "mend what is told, check a part of the resources at a time, or waive with max what may stay",
  });
}

const OUTCOMES: ReadonlySet<string> = new Set(["PASS", "FAIL", "UNKNOWN"]);

function judgedOf(
  rule: Rule,
  result: RuleResult,
  { model }: RuleContext,
  masks: ReportMasks,
): Judged {
  const { resource, verdict } = result;
  // Rules may come from people who do not check types; nothing but these three is an answer.
  if (!OUTCOMES.has(verdict)) throw new Error(`"${verdict}" is no verdict`);
  const severity = result.severity ?? rule.severity;
  if (!SEVERITIES.includes(severity)) throw new Error(`"${severity}" is no severity`);
  const file = resource?.file ?? result.file;
  const line = lineOf(result, model.inputs);
  const address = resource && masks.name(resource.address);
  const key = result.key === undefined ? undefined : masks.sentence(result.key);
  const finding: Finding = {
    rule: rule.id,
    severity,
    verdict,
    address,
    constructPath: resource?.constructPath,
    file,
    line,
    key,
    // Masked texts are shared: the same is said of many resources.
    message: masks.sentence(result.message),
    fix: verdict === "PASS" ? undefined : (result.fix ?? rule.fix),
    fingerprint: fingerprintOf(rule.id, address, key),
  };
  const previousAddress = resource?.previousAddress;
  return {
    finding,
    waivable: isWaivable(rule),
    previousAddress: previousAddress && masks.name(previousAddress),
  };
}

/** Line of what a result is about: of the attribute, else of what it lies in, else of the resource. */
function lineOf(result: RuleResult, inputs: readonly Input[]): number | undefined {
  const { resource, attribute } = result;
  const file = resource?.file ?? result.file;
  const input = file === undefined ? undefined : byFile(inputs).get(file);
  if (!input) return resource?.line;
  if (resource && input.isOneLine) return 1;
  if (attribute !== undefined) {
    const base = resource ? resource.pointer : "";
    let pointer = base + steps(attribute);
    // An attribute that is not set has no line; the block that lacks it has.
    for (; pointer.length > base.length; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
      const line = input.lineOf(pointer);
      if (line !== undefined) return line;
    }
  }
  return resource?.line ?? (resource ? input.lineOf(resource.pointer) : undefined);
}

const byFile = cachedOf(
  // Of several inputs of one name the first one counts.
  (inputs: readonly Input[]) => new Map([...inputs].reverse().map((one) => [one.file, one])),
);

/** `inline_policy[0].policy` as a JSON pointer. */
function steps(attribute: string): string {
  if (attribute.startsWith("/")) return attribute;
  const parts = attribute.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  return parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Findings are masked before waivers meet them, so waivers must be, or they would not fit. */
function maskWaiver(waiver: Waiver, { name, sentence }: ReportMasks): Waiver {
  return {
    ...waiver,
    address: name(waiver.address),
    finding: waiver.finding === undefined ? undefined : sentence(waiver.finding),
  };
}

function namesIn(inputs: readonly Input[], { name }: ReportMasks): Set<string> {
  const names = inputs.flatMap(({ file, resources, data, drift }) => [
    file,
    ...[...resources, ...data, ...drift].flatMap((resource) => [
      resource.address,
      resource.previousAddress,
      resource.constructPath,
    ]),
  ]);
  return new Set([WHOLE_RUN, ...names.filter((one) => one !== undefined).map(name)]);
}

function summarise(findings: readonly Finding[], rules: number): Summary {
  const bySeverity = (wanted: Finding["verdict"]) => {
    const those = findings.filter(({ verdict }) => verdict === wanted);
    return tally(SEVERITIES, those, ({ severity }) => severity);
  };
  return {
    verdicts: tally(VERDICTS, findings, ({ verdict }) => verdict),
    fail: bySeverity("FAIL"),
    unknown: bySeverity("UNKNOWN"),
    rules,
  };
}

/** How many findings there are of each kind, in the order of the kinds. */
function tally<Kind extends string>(
  kinds: readonly Kind[],
  findings: readonly Finding[],
  kindOf: (finding: Finding) => Kind,
): Record<Kind, number> {
  const found = groupBy(findings, kindOf);
  const counts = kinds.map((kind) => [kind, found.get(kind)?.length ?? 0]);
  return Object.fromEntries(counts) as Record<Kind, number>;
}
