import { join } from "node:path";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { guard, MistakesError } from "../compliance/guard";
import type { Gone } from "../files/gone";
import type { SynthesizedStack, SynthResult } from "../stacks/synthesize";
import { count } from "../text/count";
import { word } from "../text/shell";
import { config, configFiles, examples, quiet, type MakeCommand } from "./command";
import { configured } from "./deployments";
import { stackIds, type Deployment } from "../config/deployment";
import { chosen } from "../operate/stacks";
import { goneLines } from "./gone";
import { EXIT, type Io } from "./io";
import { mendedLines } from "./mended";

/** Above this many stacks a line for each says more than a list of their resources, and a loop. */
const MOST_LISTED = 8;
/** Milliseconds before progress is worth drawing. */
const PROGRESS_AFTER = 1000;

/** `byoc synth`: writes the Terraform JSON of every stack and says what was made. */
export const command: MakeCommand = (io, exit) =>
  new Command("synth")
    .description("write the Terraform JSON of every stack, or of those that are named")
    .argument("[stack...]", "ids of stacks; * stands for any characters, ? for one")
    .addOption(config())
    .option("--out <folder>", "folder to write", "cdktf.out")
    .addOption(quiet())
    .addHelpText(
      "after",
      examples(
        "byoc synth",
        "byoc synth --config acme.yaml --out acme.out",
        "byoc synth '*-project'",
      ),
    )
    .action(async (patterns: string[], options: SynthOptions) => {
      exit(await synth(patterns, options, io));
    });

interface SynthOptions {
  readonly config: readonly string[];
  readonly out: string;
  readonly quiet?: boolean;
}

/** @returns 0, or 1 where a mistake in code would have been written. */
async function synth(patterns: readonly string[], options: SynthOptions, io: Io): Promise<number> {
  const { config: configs, out, quiet: isQuiet = false } = options;
  // CDKTF takes longer to load than the help to be printed.
  const { writeStacks } = await import("../stacks/write");
  const { deployments } = configured(configFiles(configs), io);
  const wanted = patterns.length > 0 ? chosen(deployments.flatMap(stackIds), patterns) : undefined;
  const bar = progressBar(deployments.length, io.progress && !isQuiet);
  try {
    const { result, gone, mended } = writeStacks(deployments, out, {
      progress: (done) => bar.update(done),
      wanted,
      accept: (made) => guard(made, deployments, out),
    });
    bar.stop();
    for (const line of mendedLines(mended, out)) io.error(line);
    if (!isQuiet) io.out(summary(result, gone, deployments, out));
    return EXIT.ok;
  } catch (error) {
    bar.stop();
    if (!(error instanceof MistakesError)) throw error;
    io.error(error.message);
    return EXIT.findings;
  }
}

function progressBar(total: number, wanted: boolean) {
  const start = Date.now();
  let bar: SingleBar | undefined;
  return {
    update(done: number) {
      if (!wanted || Date.now() - start < PROGRESS_AFTER) return;
      if (!bar) {
        bar = new SingleBar({
          format: "{bar} {value}/{total} deployments, {eta} s left",
          clearOnComplete: true,
          stream: process.stderr,
        });
        bar.start(total, done);
      }
      bar.update(done);
    },
    stop: () => bar?.stop(),
  };
}

/** What was made, where it is, and what to do next. */
function summary(
  { stacks }: SynthResult,
  gone: readonly Gone[],
  deployments: readonly Deployment[],
  out: string,
): string {
  const listed = stacks.length <= MOST_LISTED;
  const resources = stacks.reduce((sum, stack) => sum + stack.resources.length, 0);
  return [
    ...stacks.map((stack) => (listed ? list(stack, out) : line(stack))),
    ...gone.map((one) => goneLines(one, out).join("\n")),
    `${count(deployments.length, "deployment")}, ${count(stacks.length, "stack")}, ${count(resources, "resource")}: ${join(out, "stacks")}`,
    ...unseenCharts(deployments),
    nextStep(stacks, deployments, out),
  ].join(listed ? "\n\n" : "\n");
}

function list(stack: SynthesizedStack, out: string): string {
  const width = Math.max(...stack.resources.map(({ address }) => address.length));
  return [
    `${stack.id}  (${stack.document})`,
    ...stack.resources.map(({ address, name }) =>
      `  ${address.padEnd(width)}  ${name ?? ""}`.trimEnd(),
    ),
    `  -> ${join(out, "stacks", stack.id, "cdk.tf.json")}`,
  ].join("\n");
}

function line(stack: SynthesizedStack): string {
  return `${stack.id}: ${count(stack.resources.length, "resource")} (${stack.document})`;
}

/** Charts that are fetched later: until then nothing says that they are there, and what they are. */
function unseenCharts(deployments: readonly Deployment[]): string[] {
  const unseen = deployments.flatMap(({ milvus }) => {
    const { chart, chartVersion } = milvus?.release ?? {};
    if (!chart || chart.kind === "path") return [];
    const place = chart.kind === "oci" ? chart.reference : chart.repository;
    return [`milvus ${chartVersion} of ${place}`];
  });
  return [...new Set(unseen)].map(
    (chart) =>
      `not looked at: chart ${chart}. The helm provider 3.x fetches it to plan, 2.x only to apply; milvus.release.chart.path takes a copy instead`,
  );
}

function nextStep(
  stacks: readonly SynthesizedStack[],
  deployments: readonly Deployment[],
  out: string,
): string {
  const accounts = [...new Set(deployments.map(({ accountId }) => accountId))];
  const whose =
    accounts.length === 1
      ? `account ${accounts[0]}`
      : `each deployment's account (${accounts.length})`;
  return [
    `next, with AWS credentials of ${whose}, for each stack in this order:`,
    ...nextSteps(
      stacks.map(({ id }) => id),
      out,
    ).map((command) => `  ${command}`),
  ].join("\n");
}

/** Lines of a shell that deploy stacks, in their order; the first that fails ends them. */
export function nextSteps(ids: readonly string[], out: string): string[] {
  const folder = join(out, "stacks");
  if (ids.length <= MOST_LISTED) {
    return ids.flatMap((id) => commands(`-chdir=${word(join(folder, id))}`));
  }
  return [
    `for stack in ${ids.map(word).join(" ")}; do`,
    // Ids hold no character that a shell obeys; the folder may.
    ...commands(`-chdir=${word(folder)}/"$stack"`).map((line) => `  ${line} || break`),
    "done",
  ];
}

function commands(chdir: string): string[] {
  return [`terraform ${chdir} init`, `terraform ${chdir} apply`];
}
