import { join } from "node:path";
import { Option } from "commander";
import { stackIds } from "../config/deployment";
import { adoptStacks, type Adoption } from "../operate/adopt";
import { IMPORTS, importsIn, keepImports, refuseEdited } from "../operate/adopt/import-file";
import { sessionsIn } from "../operate/adopt/sessions";
import type { Outcome } from "../operate/schedule";
import { command as shell } from "../text/shell";
import { adoptionJson, adoptionText } from "./adoption";
import { format, out, quiet } from "./command";
import { EXIT, type Io } from "./io";
import { jobs, stacksCommand, withStacks, type OperatingOptions } from "./operating";
import { doneOf, progressOf, wrongLines } from "./progress";

/** `byoc adopt`: import blocks for what of the stacks is in AWS already, after saying what comes of it. */
export const command = stacksCommand("adopt", {
  about: "take in what exists in AWS: show what would change, and write import blocks",
  options: [
    out(),
    jobs(),
    new Option("--vpc <id>", "the VPC that is meant, where its name does not tell"),
    format(["text", "json"]),
    quiet(),
  ],
  examples: ["byoc adopt", "byoc adopt '*-project' --vpc vpc-0a1b2c3d"],
  work: adopt,
});

interface AdoptCommandOptions extends OperatingOptions {
  readonly vpc?: string;
}

/** @returns 0, or 1 where something cannot be taken in, or it cannot be told; nothing is written then. */
async function adopt(
  patterns: readonly string[],
  options: AdoptCommandOptions,
  io: Io,
): Promise<number> {
  return withStacks(patterns, options, io, async (terraform, stacks, deployments) => {
    refuseEdited(stacks);
    const progress = progressOf(io, options);
    const sessions = sessionsIn(io.environment);
    const outcomes = await adoptStacks(stacks, terraform, {
      ...options,
      tell: progress.tell,
      sessions,
      deploymentOf: ({ id }) => deployments.find((one) => stackIds(one).includes(id))!,
    });
    sessions.close();
    progress.end();
    const looked = doneOf(outcomes);
    if (options.format === "json")
      io.out(JSON.stringify({ stacks: looked.map(adoptionJson) }, null, 2));
    else if (!options.quiet) io.out(looked.map(adoptionText).join("\n\n"));
    for (const line of wrongLines(outcomes)) io.error(line);
    if (terraform.stopped) return EXIT.interrupted;
    const isRefused = looked.some(({ refusals }) => refusals.length > 0);
    if (isRefused || looked.length < stacks.length) {
      io.error("no import block was written");
      return EXIT.findings;
    }
    const changed = outcomes.filter(
      (outcome) => outcome.status === "done" && keepImports(outcome.stack, outcome.result.text),
    );
    if (!options.quiet) {
      for (const line of endLines(outcomes, changed, options)) io.out(line);
    }
    return EXIT.ok;
  });
}

/** What was written, and what to do next. */
function endLines(
  outcomes: readonly Outcome<Adoption>[],
  changed: readonly Outcome<Adoption>[],
  { config: files, out }: AdoptCommandOptions,
): string[] {
  const open = outcomes.filter(
    (outcome) => outcome.status === "done" && outcome.result.adopted.length > 0,
  );
  const written = changed.map(({ stack }) => {
    const file = join(out, "stacks", stack.id, IMPORTS);
    return importsIn(stack) === undefined ? `removed ${file}` : `wrote ${file}`;
  });
  if (open.length === 0) return [...written, "nothing to adopt"];
  const options = [
    ...files.flatMap((file) => ["--config", file]),
    ...(out === "cdktf.out" ? [] : ["--out", out]),
  ];
  const ids = open.map(({ stack }) => stack.id);
  return [
    ...(written.length > 0 ? written : ["nothing new: the import blocks are there"]),
    "next:",
    `  ${shell("byoc", "plan", ...options, ...ids)}`,
    `  ${shell("byoc", "apply", ...options, ...ids)}`,
  ];
}
