import { setFlagsFromString } from "node:v8";
import type { Deployment } from "../config/deployment";
import { evaluateRules, exitCode } from "../compliance/engine";
import type { Report, Severity } from "../compliance/finding";
import { loadRows } from "../compliance/simulation/read-rows";
import { loadServiceControlPolicies } from "../compliance/simulation/service-control";
import { parametersFrom, unboundParameters } from "../compliance/parameters";
import type { Input } from "../terraform/model";
import { readInputs, readTexts } from "../terraform/files";
import { joinInputs } from "../terraform/join";
import { isReport, parseFormats, renderPieces } from "../compliance/reporters";
import { RULES } from "../compliance/rules";
import { SHIPPED_WAIVERS } from "../compliance/waivers/shipped";
import { baseline } from "../compliance/waivers/baseline";
import { loadWaivers } from "../compliance/waivers/load";
import { WAIVER_RULES } from "../compliance/waivers/rules";
import { MOST_BYTES } from "../config/read-text";
import { usageError } from "../text/problem";
import { checkTargets } from "../files/targets";
import { writeWhole } from "../files/whole";
import { day } from "./day";
import type { Io } from "./io";
import { mixtureLines } from "./mended";
import { configFiles } from "./options";

export interface CheckOptions {
  /** None where `--config` is not given. */
  readonly config: readonly string[];
  /** Folder of the files that the config makes, as reports name them; nothing is written there. */
  readonly out: string;
  readonly format: readonly string[];
  readonly failOn: Severity;
  readonly waivers: readonly string[];
  readonly scp: readonly string[];
  readonly rows: readonly string[];
  readonly baseline?: string;
  readonly owner: string;
  readonly notes?: boolean;
  readonly quiet?: boolean;
  readonly colour: boolean;
  readonly version: string;
}

/**
 * `byoc check`: judges synthesized files, plans and states; without a path it synthesizes the
 * config and judges that.
 *
 * @returns 0, 1 for findings, 3 when something is undecided.
 */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  io: Io,
): Promise<number> {
  const targets = parseFormats(options.format);
  const written = [
    ...targets.flatMap(({ format, file }) =>
      file === undefined ? [] : [{ flag: `--format ${format}`, file, replaces: isReport }],
    ),
    // Somebody may have written reasons into an earlier one.
    ...(options.baseline === undefined ? [] : [{ flag: "--baseline", file: options.baseline }]),
  ];
  const configs = paths.length > 0 ? options.config : configFiles(options.config);
  const named = [...configs, ...options.waivers, ...options.scp, ...options.rows];
  checkTargets(written, [...named, ...paths]);
  const report = await judged(paths, options, io);
  checkTargets(written, [
    ...named,
    ...(paths.length > 0 ? report.inputs : []).map(({ file }) => file),
  ]);
  const rules = [...RULES, ...Object.values(WAIVER_RULES)];
  if (options.baseline !== undefined) {
    const { owner } = options;
    const text = baseline(report, { owner, today: day(), rules: RULES });
    refuseUnreadable(options.baseline, text);
    writeWhole(options.baseline, text, "create");
    io.error(`wrote ${options.baseline}`);
  }
  for (const { format, file } of targets) {
    const pieces = renderPieces(format, report, {
      rules,
      failOn: options.failOn,
      quiet: options.quiet,
      ...(file === undefined && onTerminal(options, io)),
    });
    if (file === undefined)
      io.out([...pieces].join("").trimEnd(), format === "github" ? "commands" : undefined);
    else writeWhole(file, pieces);
  }
  return exitCode(report, options.failOn);
}

/** A baseline that `--waivers` would not read is of no use. */
function refuseUnreadable(file: string, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_BYTES) return;
  throw usageError("--baseline", `${file} would have ${bytes} bytes`, {
    allowed: `at most ${MOST_BYTES} bytes: --waivers reads no more`,
    fix: "write a baseline for a part of the files at a time; --waivers takes several",
  });
}

/** What is made for the eye: on a terminal alone, elsewhere nothing is left out. */
function onTerminal({ colour, notes }: CheckOptions, { columns }: Io) {
  return { colour, ...(columns !== undefined && { width: columns, fold: notes !== true }) };
}

/** CDKTF takes longer to load than a plan to judge, so it is loaded only where it is needed. */
async function made(deployments: readonly Deployment[], out: string): Promise<Input[]> {
  const { synthesized } = await import("./synthesized");
  return readTexts(synthesized(deployments, out).texts);
}

/** From so many files on, memory counts more than the time that collecting garbage takes. */
const FLEET = 100;

/** Reads and judges; apart, so that only the report is left when it is written. */
async function judged(paths: readonly string[], options: CheckOptions, io: Io): Promise<Report> {
  // All that the command line names comes first; to synthesize and read takes longer.
  const scp = loadServiceControlPolicies(options.scp);
  const rows = loadRows(options.rows);
  const waivers = [...SHIPPED_WAIVERS, ...loadWaivers(options.waivers)];
  const deployments = await configured(paths, options, io);
  const inputs = paths.length > 0 ? readInputs(paths) : await made(deployments, options.out);
  for (const line of paths.flatMap(mixtureLines)) io.error(line);
  // What was read lives until it is judged. By itself V8 lets garbage grow to twice as much.
  if (inputs.length >= FLEET) setFlagsFromString("--heap-growing-percent=50");
  const model = joinInputs(inputs);
  const parameters = parametersFrom(model, deployments);
  if (options.quiet !== true) {
    for (const unbound of unboundParameters(parameters)) io.error(`not bound: ${unbound}`);
  }
  const context = { model, parameters, scp, rows };
  return evaluateRules(RULES, context, waivers, {
    today: day(),
    toolVersion: options.version,
    all: options.baseline !== undefined,
  });
}

/** Deployments of the configs; none when only paths were given, and the schema is not loaded then. */
async function configured(
  paths: readonly string[],
  { config }: CheckOptions,
  io: Io,
): Promise<readonly Deployment[]> {
  if (config.length === 0 && paths.length > 0) return [];
  const { readDeployments } = await import("../stacks/deployments");
  const { formatProblems } = await import("../config");
  const { deployments, warnings } = readDeployments(configFiles(config), io.environment);
  if (warnings.length > 0) io.error(formatProblems(warnings));
  return deployments;
}
