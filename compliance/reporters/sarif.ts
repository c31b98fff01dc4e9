import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import { createHash } from "node:crypto";
import { oneLine } from "../../text/lines";
import type { Finding, Report, Severity } from "../finding";
import { sorted } from "../../text/unique";
import type { RuleInfo } from "../rule";
import { WAIVER_RULES } from "../waivers/rules";
import { repositoryPath, told, type Reporter, type ReportOptions } from "./reporter";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;
/** GitHub shows above 7.0 as high, above 4.0 as medium, the rest as low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  error: "8.0",
  warning: "5.0",
  info: "2.0",
};
/** GitHub keeps no more. */
const MOST_TAGS = 20;
/** Where findings point that no file holds: the place where the rules are described. */
const RULES_PAGE = "docs/rules.md";

/**
 * SARIF 2.1.0 as GitHub's code scanning takes it. Results are what fails, what is undecided and what
 * is waived; the latter with a suppression that carries the reason.
 */
export const sarif: Reporter = (report, options) => {
  const findings = report.findings.filter(
    ({ verdict }) => verdict !== "PASS" && verdict !== "NOT_APPLICABLE",
  );
  const rules = rulesOf(findings, options);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const hashes = fingerprints(findings);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: driverOf(report, rules, options) },
        automationDetails: { id: `byoc-check/${options.category ?? categoryOf(report)}/` },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding, index) => ({
          ...resultOf(finding, report),
          ruleIndex: indexes.get(finding.rule),
          partialFingerprints: {
            "byoc/v2": hashes[index]!.hash,
            primaryLocationLineHash: `${hashes[index]!.hash}:${hashes[index]!.occurrence}`,
          },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function driverOf({ tool }: Report, rules: ReportingDescriptor[], { toolUri }: ReportOptions) {
  const { version } = tool;
  const more = toolUri === undefined ? {} : { informationUri: toolUri };
  return { name: "byoc", version, semanticVersion: version, ...more, rules };
}

/** Kinds of what was read: runs over plans do not close alerts of runs over synthesized files. */
function categoryOf({ inputs }: Report): string {
  return sorted(inputs.map(({ kind }) => kind)).join("-") || "none";
}

/** The rules of the run, and those of which only findings tell. */
function rulesOf(findings: readonly Finding[], { rules }: ReportOptions) {
  const known = new Map<string, RuleInfo>(
    [...Object.values(WAIVER_RULES), ...rules].map((rule) => [rule.id, rule]),
  );
  const ids = sorted([...known.keys(), ...findings.map(({ rule }) => rule)]);
  return ids.map((id): ReportingDescriptor => {
    const rule = known.get(id);
    return rule ? describe(rule) : { id };
  });
}

function describe(rule: RuleInfo): ReportingDescriptor {
  const { id, title, why, fix, severity, standards = [], documents } = rule;
  const page = `${RULES_PAGE}#${id}`;
  const sources = [...documents, ...standards];
  return {
    id,
    // SARIF wants a name only where it is not the id again.
    ...(id.includes("-") && { name: pascalCase(id) }),
    shortDescription: { text: capital(title) },
    fullDescription: { text: capital(why) },
    help: {
      text: `${capital(why)} ${capital(fix)} See ${page}.`,
      markdown: `${capital(why)}\n\n**Fix:** ${capital(fix)}\n\n${sources.length > 0 ? `From: ${sources.join("; ")}. ` : ""}See ${page}.`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ["security", ...sources].slice(0, MOST_TAGS),
      precision: "high",
      "problem.severity": severity === "info" ? "recommendation" : severity,
      "security-severity": SECURITY_SEVERITY[severity],
    },
  };
}

function resultOf(finding: Finding, report: Report): Result {
  const { rule, verdict, severity, fix, waiver, address, key } = finding;
  const subject = [address, key === undefined ? undefined : `[${key}]`].filter(Boolean).join(" ");
  const what = sentence(subject === "" ? told(finding) : `${subject}: ${told(finding)}`);
  const text = fix === undefined ? what : `${what} Fix: ${sentence(fix)}`;
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: withoutLinks(text) },
    locations: [locationOf(finding, report)],
    // Where one result has suppressions, all have: an empty list says that it was not suppressed.
    suppressions: waiver
      ? [
          {
            kind: waiver.source === "code" ? "inSource" : "external",
            status: "accepted",
            justification: oneLine(waiver.reason),
          },
        ]
      : [],
    properties: { verdict, waiver },
  };
}

function pascalCase(id: string): string {
  return id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}

/**
 * Fingerprints: a hash, and for GitHub, which looks at no other, the number of its occurrence. Stacks
 * of one run may hold the same address, and plans of one source be for several accounts, so the files
 * are part of it; a line, which moves, is not.
 */
function fingerprints(findings: readonly Finding[]) {
  const seen = new Map<string, number>();
  return findings.map(({ fingerprint, file, input }) => {
    const files = [file, input].flatMap((one) => (one === undefined ? [] : [repositoryPath(one)]));
    const text = [fingerprint, ...(files.length > 0 ? files : [""])].join("\0");
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    return { hash, occurrence };
  });
}

/** GitHub refuses a whole file for one result without a place. */
function locationOf({ address, constructPath, file, line }: Finding, { inputs }: Report): Location {
  const path = repositoryPath(file ?? inputs[0]?.file ?? "") || RULES_PAGE;
  const names = [
    { fullyQualifiedName: address, kind: "resource" },
    { fullyQualifiedName: constructPath, kind: "object" },
  ];
  const logical = names.filter(({ fullyQualifiedName }) => fullyQualifiedName !== undefined);
  return {
    physicalLocation: {
      artifactLocation: { uri: encode(path) },
      region: { startLine: Math.max(1, line ?? 1) },
    },
    ...(logical.length > 0 && { logicalLocations: logical }),
  };
}

function encode(path: string): string {
  return oneLine(path).split("/").map(encodeURIComponent).join("/");
}

/** One sentence with its period; its first letter is as it was, and may be that of an address. */
function sentence(text: string): string {
  const line = oneLine(text).trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** A sentence that begins a paragraph. */
function capital(text: string): string {
  const line = sentence(text);
  return `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;
}

/** `[text](1)` in a message is a link to a place of the result, and none is meant. */
function withoutLinks(text: string): string {
  return text.replace(/\](?=\()/g, "] ");
}
