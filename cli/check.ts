import { setFlagsFromString } from "node:v8";
import { Command, Option } from "commander";
import { contextOf } from "../compliance/context";
import { evaluateRules, exitCode } from "../compliance/engine";
import type { Report, Severity } from "../compliance/finding";
import { unboundParameters, type Profile } from "../compliance/parameters";
import { FORMATS, isReport, renderPieces } from "../compliance/reporters";
import { underProfile } from "../compliance/rule";
import { RULES } from "../compliance/rules";
import { loadServiceControlPolicies } from "../compliance/simulation/service-control";
import type { Loaded } from "../config";
import type { Deployment } from "../config/deployment";
import { loadRows } from "../compliance/simulation/read-rows";
import type { Input } from "../terraform/model";
import { readInputs, readTexts } from "../terraform/files";
import { SHIPPED_WAIVERS } from "../compliance/waivers/shipped";
import { baseline } from "../compliance/waivers/baseline";
import { loadWaivers } from "../compliance/waivers/load";
import { WAIVER_RULES } from "../compliance/waivers/rules";
import { MOST_BYTES } from "../config/read-text";
import { checkTargets } from "../files/targets";
import { writeWhole } from "../files/whole";
import { usageError } from "../text/problem";
import {
  config,
  configFiles,
  examples,
  profile,
  repeated,
  URI,
  VERSION,
  waivers,
  type CommonOptions,
  type MakeCommand,
} from "./command";
import { day } from "./day";
import { parseFormats } from "./formats";
import type { Io } from "./io";
import { mixtureLines } from "./mended";
import { atSource } from "./source";
import { filesOf, readPiped } from "./standard-input";

/** `byoc check`: judges synthesized files, plans and states, or what the config makes. */
export const command: MakeCommand = (io, exit) =>
  new Command("check")
    .description("judge synthesized files, plans and states; by default what the config makes")
    .argument(
      "[path...]",
      "files, folders, - for standard input; without one the config is synthesized",
    )
    .addOption(config())
    .option(
      "--out <folder>",
      "folder of byoc synth, for reports to name; nothing is written there",
      "cdktf.out",
    )
    .addOption(
      repeated(
        "--format <formats>",
        "terminal, json, sarif, junit, markdown, github; FORMAT=FILE writes a file, several stand behind commas",
        "terminal",
      ),
    )
    .addOption(
      new Option("--fail-on <severity>", "least severity that fails")
        .choices(["error", "warning", "info"])
        .default("error", "error"),
    )
    .addOption(waivers())
    .addOption(repeated("--scp <file>", SCP, "none"))
    .addOption(repeated("--rows <file>", ROWS, "none"))
    .option("--source <folder>", SOURCE)
    .addOption(
      profile(
        "words and measure: of Zilliz Cloud, or of anybody's Terraform; by default what the input is",
      ),
    )
    .option("--baseline <file>", "write waivers for what fails today")
    .option("--owner <name>", "owner of the waivers of --baseline", "unassigned")
    .option("--notes", "on a terminal, show each note and each accepted finding")
    .addOption(new Option("--quiet", "print what decides the verdict only"))
    .addHelpText(
      "after",
      examples(
        "byoc check",
        "byoc check plan.json --fail-on warning",
        "terraform show -json plan.bin | byoc check -",
        "byoc check plan.json --source . --format sarif=byoc.sarif",
        "byoc check --format sarif=byoc.sarif,markdown=byoc.md",
        "byoc check --baseline waivers.yaml --owner security",
      ),
    )
    .action(async (paths: string[], options: CheckOptions) => {
      exit(await check(paths, options, io));
    });

const SOURCE = "root module in your Terraform, for findings to point at; with --config at its keys";
const SCP = "service control policies of one level, JSON; repeat it";
const ROWS = "rows of your own for the simulation, YAML; repeat it";

interface CheckOptions extends CommonOptions {
  /** None where `--config` is not given. */
  readonly config: readonly string[];
  /** Folder of the files that the config makes, as reports name them; nothing is written there. */
  readonly out: string;
  readonly format: readonly string[];
  readonly failOn: Severity;
  readonly waivers: readonly string[];
  readonly scp: readonly string[];
  readonly rows: readonly string[];
  readonly source?: string;
  readonly profile?: Profile;
  readonly baseline?: string;
  readonly owner: string;
  readonly notes?: boolean;
}

/** @returns 0, 1 for findings, 3 when something is undecided. */
async function check(paths: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const targets = parseFormats(options.format.length > 0 ? options.format : ["terminal"], FORMATS);
  const written = [
    ...targets.flatMap(({ format, file }) =>
      file === undefined ? [] : [{ flag: `--format ${format}`, file, replaces: isReport }],
    ),
    // Somebody may have written reasons into an earlier one.
    ...(options.baseline === undefined ? [] : [{ flag: "--baseline", file: options.baseline }]),
  ];
  const configs = paths.length > 0 ? options.config : configFiles(options.config);
  const named = [...configs, ...options.waivers, ...options.scp, ...options.rows];
  checkTargets(written, [...named, ...filesOf(paths)]);
  const { report, shown, profile: whose } = await judged(paths, options, io);
  checkTargets(written, [
    ...named,
    ...(paths.length > 0 ? report.inputs : []).map(({ file }) => file),
  ]);
  const rules = underProfile([...RULES, ...Object.values(WAIVER_RULES)], whose);
  if (options.baseline !== undefined) {
    const { owner } = options;
    const text = baseline(report, { owner, today: day(), rules: RULES });
    refuseUnreadable(options.baseline, text);
    writeWhole(options.baseline, text, "create");
    io.error(`wrote ${options.baseline}`);
  }
  for (const { format, file } of targets) {
    const pieces = renderPieces(format, shown, {
      rules,
      failOn: options.failOn,
      quiet: options.quiet,
      toolUri: URI,
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
function onTerminal({ color, notes }: CheckOptions, { colour = false, columns }: Io) {
  return {
    colour: colour && color,
    ...(columns !== undefined && { width: columns, fold: notes !== true }),
  };
}

/** CDKTF takes longer to load than a plan to judge, so it is loaded only where it is needed. */
async function made(deployments: readonly Deployment[], out: string): Promise<Input[]> {
  const { synthesized } = await import("./synthesized");
  return readTexts(synthesized(deployments, out).texts);
}

/** From so many files on, memory counts more than the time that collecting garbage takes. */
const FLEET = 100;

/** A report, and what is shown of it: the same with other places where `--source` is given. */
interface Judged {
  readonly report: Report;
  readonly shown: Report;
  readonly profile?: Profile;
}

/** Reads and judges; apart, so that only the report is left when it is written. */
async function judged(paths: readonly string[], options: CheckOptions, io: Io): Promise<Judged> {
  // All that the command line names comes first; to synthesize and read takes longer.
  const scp = loadServiceControlPolicies(options.scp);
  const rows = loadRows(options.rows);
  const given = [...SHIPPED_WAIVERS, ...loadWaivers(options.waivers)];
  const loaded = await configsOf(paths, options.config, io);
  const { deployments } = loaded;
  const { files, piped } = await readPiped(paths, io);
  const inputs = paths.length > 0 ? readInputs(files, piped) : await made(deployments, options.out);
  for (const line of files.flatMap(mixtureLines)) io.error(line);
  // What was read lives until it is judged. By itself V8 lets garbage grow to twice as much.
  if (inputs.length >= FLEET) setFlagsFromString("--heap-growing-percent=50");
  const context = contextOf(inputs, deployments, {
    scp,
    rows,
    profile: options.profile,
  });
  if (options.quiet !== true) {
    const unbound = unboundParameters(context.parameters, context.profile);
    for (const one of unbound) io.error(`not bound: ${one}`);
  }
  const all = options.baseline !== undefined;
  const report = evaluateRules(RULES, context, given, { today: day(), toolVersion: VERSION, all });
  const { profile: whose } = context;
  if (options.source === undefined) return { report, shown: report, profile: whose };
  const own =
    paths.length > 0 && deployments.length > 0 ? await made(deployments, options.out) : [];
  const shown = atSource(report, options.source, inputs, loaded, own);
  if (options.quiet !== true && !shown.findings.some(({ input }) => input !== undefined)) {
    io.error(`--source ${options.source}: nothing that was judged is written there`);
  }
  return { report, shown, profile: whose };
}

const NO_CONFIGS: Loaded = {
  deployments: [],
  warnings: [],
  digests: new Map(),
  locate: new Map(),
};

/** What the configs say; nothing when only paths were given, and the schema is not loaded then. */
async function configsOf(
  paths: readonly string[],
  configs: readonly string[],
  io: Io,
): Promise<Loaded> {
  if (configs.length === 0 && paths.length > 0) return NO_CONFIGS;
  const { configured } = await import("./deployments");
  return configured(configFiles(configs), io);
}
