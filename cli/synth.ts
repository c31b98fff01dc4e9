import { count } from "../text/count";
import { join } from "node:path";
import { SingleBar } from "cli-progress";
import { formatProblems } from "../config";
import type { Deployment } from "../config/deployment";
import { readDeployments } from "../stacks/deployments";
import type { Gone } from "../files/gone";
import type { SynthesizedStack, SynthResult } from "../stacks/synthesize";
import { writeStacks } from "../stacks/write";
import { goneLines } from "./gone";
import { EXIT, type Io } from "./io";
import { mendedLines } from "./mended";
import { nextSteps } from "./next-steps";

/** Above this many stacks a line for each says more than a list of their resources. */
const MOST_LISTED = 8;
/** Milliseconds before progress is worth drawing. */
const PROGRESS_AFTER = 1000;

/** `byoc synth`: writes the Terraform JSON of every stack and says what was made. */
export function synth(files: readonly string[], out: string, quiet: boolean, io: Io): number {
  const { deployments, warnings } = readDeployments(files, io.environment);
  if (warnings.length > 0) io.error(formatProblems(warnings));
  const bar = progressBar(deployments.length, io.progress && !quiet);
  const { result, gone, mended } = stopping(bar, () =>
    writeStacks(deployments, out, { progress: (done) => bar.update(done) }),
  );
  for (const line of mendedLines(mended, out)) io.error(line);
  if (!quiet) io.out(summary(result, gone, deployments, out));
  return EXIT.ok;
}

function stopping<Result>(bar: { stop: () => void }, work: () => Result): Result {
  try {
    return work();
  } finally {
    bar.stop();
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
