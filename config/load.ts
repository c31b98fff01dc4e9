import { realPlace } from "../files/place";
import { isRecord } from "../text/record";
import { ConfigError, type ConfigProblem } from "./problem";
import type { Deployment } from "./deployment";
import { areTooMany, reportIssues } from "./issues";
import { accepted, repair } from "./repair";
import { ConfigReport } from "./report";
import { resolve } from "./resolve";
import { checkArns, checkOidc } from "./rules/arns";
import { checkIgnoredTags, checkToken } from "./rules/aws";
import { checkBackend } from "./rules/backend";
import { checkBuckets, checkSharedBuckets } from "./rules/buckets";
import { checkAccessRole, checkClusterRegion } from "./rules/cluster-region";
import { checkExternalIds, checkPlaceholders } from "./rules/external-ids";
import { checkRegion } from "./rules/region";
import { checkRelease, checkService } from "./rules/release";
import { checkAccess, checkPodIdentity } from "./rules/release-access";
import { checkChart } from "./rules/release-chart";
import { checkBoundary, checkCoverage, checkRoles } from "./rules/roles";
import type { ConfigRule } from "./rules/rule";
import { checkCreatedOnly, checkPartition, checkSections } from "./rules/sections";
import { checkUnique } from "./rules/unique";
import { configSchema } from "./schema";
import { readSource, type Environment, type ConfigSource } from "./source";

const RULES: readonly ConfigRule[] = [
  checkRegion,
  checkArns,
  checkBuckets,
  checkCreatedOnly,
  checkRoles,
  checkOidc,
  checkPodIdentity,
  checkAccess,
  checkClusterRegion,
  checkAccessRole,
  checkRelease,
  checkService,
  checkChart,
  checkIgnoredTags,
  checkToken,
  checkBackend,
  checkBoundary,
  checkCoverage,
  checkPlaceholders,
  checkExternalIds,
];

const STAND_IN = "us-west-2";

/** Deployments of one run, and what their authors should know though it is no error. */
export interface Loaded {
  readonly deployments: readonly Deployment[];
  readonly warnings: readonly ConfigProblem[];
  /** SHA-256 of the file that each deployment was read from, by the deployment's name. */
  readonly digests: ReadonlyMap<string, string>;
  /** What tells where the keys of that file stand, by the same name. */
  readonly locate: ReadonlyMap<string, ConfigSource["locate"]>;
}

/**
 * Reads and checks config files; each is one deployment.
 *
 * @param rules further rules, of layers that stand above this one.
 * @throws ConfigError with every problem of every file when there is an error.
 */
export function loadConfigs(
  files: readonly string[],
  environment: Environment,
  rules: readonly ConfigRule[] = [],
): Loaded {
  const places = files.map(realPlace);
  const once = files.filter((_, index) => places.indexOf(places[index]!) === index);
  const twice = places.findIndex((place, index) => places.indexOf(place) !== index);
  return checkSources(
    once.map((file) => readSource(file, environment)),
    rules,
    twice < 0 ? [] : [namedTwice(files[twice]!, files[places.indexOf(places[twice]!)]!)],
  );
}

function namedTwice(file: string, first: string): ConfigProblem {
  return {
    code: "file",
    severity: "error",
    file,
    message: file === first ? "is named twice" : `is the same file as ${first}`,
    allowed: "each config file once",
    fix: "remove one of the two --config",
  };
}

/** The same for texts that have been parsed already. */
export function checkSources(
  sources: readonly ConfigSource[],
  rules: readonly ConfigRule[] = [],
  found: readonly ConfigProblem[] = [],
): Loaded {
  const checked = sources.map((source) => checkSource(source, rules));
  const resolved = checked.flatMap(({ deployment, report }) =>
    deployment ? [{ deployment, report }] : [],
  );
  checkUnique(resolved);
  checkSharedBuckets(resolved);
  const problems = [
    ...found,
    ...checked.flatMap(({ source, report }) => [...source.problems, ...report.problems]),
  ];
  if (problems.some((problem) => problem.severity === "error")) throw new ConfigError(problems);
  return {
    deployments: checked.map(({ deployment }) => deployment!),
    warnings: problems,
    digests: new Map(
      checked.map(({ source, deployment }) => [deployment!.name, source.sha256 ?? ""] as const),
    ),
    locate: new Map(
      checked.map(({ source, deployment }) => [deployment!.name, source.locate.bind(source)]),
    ),
  };
}

function checkSource(
  source: ConfigSource,
  rules: readonly ConfigRule[],
): {
  source: ConfigSource;
  report: ConfigReport;
  deployment?: Deployment;
} {
  const report = new ConfigReport(source);
  const { data } = source;
  if (data === undefined) return { source, report };
  const parsed = configSchema.safeParse(data);
  if (!parsed.success) reportIssues(parsed.error.issues, source, report);
  if (!isRecord(data)) return { source, report };
  if (!parsed.success && areTooMany(parsed.error.issues)) return { source, report };
  const config = parsed.success ? accepted(data, parsed.data) : repair(data);
  if (!config) return { source, report };
  const { written, filled } = config;
  checkSections(written, report);
  if (!report.isWrong(["region"])) checkPartition(written, report);
  // In the place of a wrong region stands one that resolves; no rule says anything of it.
  const region = report.isWrong(["region"]) ? STAND_IN : written.region;
  const deployment = resolve({ ...filled, region }, source.file);
  const context = { config: { ...written, region }, deployment, report };
  for (const rule of [...RULES, ...rules]) rule(context);
  const isNamed = !report.isAnyWrong("name", "accountId", "region");
  return { source, report, ...(isNamed && { deployment }) };
}
