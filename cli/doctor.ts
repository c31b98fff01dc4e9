import { Option } from "commander";
import type { Deployment } from "../config/deployment";
import { deployerPolicies } from "../operate/deployer/policy";
import { awsLines, machineLines, offlineLines, stateLines } from "../operate/doctor/checks";
import type { DoctorLine, Status } from "../operate/doctor/line";
import { findTerraform } from "../operate/doctor/local/terraform";
import type { DoctorSubject } from "../operate/doctor/subject";
import { format, out, quiet } from "./command";
import { EXIT, type Io } from "./io";
import { selected, stacksCommand, type OperatingOptions } from "./operating";
import { withProgress } from "./progress";
import { synthesized } from "./synthesized";

/** `byoc doctor`: whether what a deployment needs is there, before anything is planned. */
export const command = stacksCommand("doctor", {
  about: "look at tools, account, rights and quotas before a deploy; nothing is written",
  options: [
    out("folder that the stacks are written to"),
    new Option("--offline", "only what needs no network"),
    new Option(
      "--print-deployer-policy",
      "print the least policies with which each stack can be deployed, and look at nothing",
    ),
    format(["text", "json"]),
    quiet(),
  ],
  examples: [
    "byoc doctor",
    "byoc doctor --offline",
    "byoc doctor '*-project' --print-deployer-policy",
  ],
  work: doctor,
});

interface DoctorOptions extends Omit<OperatingOptions, "jobs"> {
  readonly offline?: boolean;
  readonly printDeployerPolicy?: boolean;
}

/** What a line is about: this machine, or a deployment by its name. */
interface Scope {
  readonly scope: string;
  readonly lines: readonly DoctorLine[];
}

const MACHINE = "this machine";

/** @returns 0, 1 where a line failed, 3 where AWS did not let one be decided. */
async function doctor(
  patterns: readonly string[],
  options: DoctorOptions,
  io: Io,
): Promise<number> {
  const subjects = subjectsOf(patterns, options, io);
  if (options.printDeployerPolicy === true) {
    const policies = subjects.flatMap(({ deployment, stacks }) =>
      stacks.map((stack) => [stack.id, deployerPolicies(stack, deployment)] as const),
    );
    io.out(JSON.stringify(Object.fromEntries(policies), null, 2));
    return EXIT.ok;
  }
  const { environment } = io;
  const terraform = findTerraform(environment);
  const machine = machineLines(subjects, environment, terraform);
  const scopes: Scope[] = [{ scope: MACHINE, lines: machine }];
  const isOffline = options.offline === true;
  await withProgress(io, options, async (tell) => {
    for (const subject of subjects) {
      const { name } = subject.deployment;
      const own = offlineLines(subject, environment);
      if (!isOffline) tell({ id: name }, "asking AWS");
      const states = await stateLines(subject, isOffline ? undefined : terraform);
      const asked = isOffline ? [] : await awsLines(subject, environment);
      scopes.push({ scope: name, lines: [...own, ...states, ...asked] });
    }
  });
  if (options.format === "json") io.out(json(scopes));
  else io.out(text(scopes, options.quiet === true));
  const lines = scopes.flatMap((scope) => scope.lines);
  if (lines.some(({ status }) => status === "failed")) return EXIT.findings;
  return lines.some((line) => line.undecided) ? EXIT.undecided : EXIT.ok;
}

/** The deployments with their stacks, of which nothing is written. */
function subjectsOf(patterns: readonly string[], options: DoctorOptions, io: Io): DoctorSubject[] {
  const { deployments, ids } = selected(patterns, options, io);
  const { out: folder } = options;
  const { stacks } = synthesized(deployments, folder);
  return deployments
    .map((deployment) => ({
      deployment,
      out: folder,
      planes: deployments.filter(isPlaneBeside(deployment)).length,
      stacks: stacks.filter(({ id, deployment: name }) => name === deployment.name && ids.has(id)),
    }))
    .filter((subject) => subject.stacks.length > 0);
}

/** Whether a deployment brings a data plane into the same account and region. */
function isPlaneBeside({ accountId, region }: Deployment) {
  return (other: Deployment) =>
    other.accountId === accountId &&
    other.region === region &&
    (other.bootstrap !== undefined || other.project !== undefined);
}

function json(scopes: readonly Scope[]): string {
  const lines = scopes.flatMap(({ scope, lines: own }) => own.map((line) => ({ scope, ...line })));
  return JSON.stringify({ lines, summary: summaryOf(lines) }, null, 2);
}

function summaryOf(lines: readonly DoctorLine[]): Record<Status, number> {
  const number = (wanted: Status) => lines.filter(({ status }) => status === wanted).length;
  return {
    ok: number("ok"),
    warning: number("warning"),
    failed: number("failed"),
    skipped: number("skipped"),
  };
}

/** @param isQuiet only what is to be mended. */
function text(scopes: readonly Scope[], isQuiet: boolean): string {
  const blocks = scopes.flatMap(({ scope, lines }) => {
    const shown = lines.filter(({ status }) => !isQuiet || status === "failed");
    return shown.length === 0 ? [] : [[scope, ...shown.flatMap(lineText)].join("\n")];
  });
  const sums = Object.entries(summaryOf(scopes.flatMap(({ lines }) => lines)));
  const verdict = sums
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${number} ${word}`);
  return [...blocks, ...(isQuiet ? [] : [verdict.join(", ")])].join("\n\n");
}

const INDENT = " ".repeat(11);

function lineText({ status, about, found, reason, fix, document }: DoctorLine): string[] {
  return [
    `  ${status.padEnd(8)} ${about}: ${found}`,
    ...(reason === undefined ? [] : [`${INDENT}${reason}`]),
    // Of what is well, nobody looks for the source.
    ...(document === undefined || status === "ok" ? [] : [`${INDENT}document: ${document}`]),
    ...(fix === undefined ? [] : [`${INDENT}fix: ${fix}`]),
  ];
}
