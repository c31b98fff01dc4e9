import { Option } from "commander";
import { contextOf } from "../compliance/context";
import { evaluateRules, exitCode } from "../compliance/engine";
import { render } from "../compliance/reporters";
import { RULES } from "../compliance/rules";
import { SHIPPED_WAIVERS } from "../compliance/waivers/shipped";
import { loadWaivers } from "../compliance/waivers/load";
import { WAIVER_RULES } from "../compliance/waivers/rules";
import type { Deployment } from "../config/deployment";
import { planStacks } from "../operate/plan";
import { readInputs } from "../terraform/files";
import { changesMarkdown, changesText } from "./changes";
import { format, out, quiet, VERSION, waivers } from "./command";
import { day } from "./day";
import { EXIT, type Io } from "./io";
import { jobs, stacksCommand, withStacks, type OperatingOptions } from "./operating";
import { doneOf, endOf, withProgress, wrongOf } from "./progress";

/** `byoc plan`: plans every stack, keeps the plans for `byoc apply`, and says what they would change. */
export const command = stacksCommand("plan", {
  about: "synthesize and plan stacks; the plans are kept for byoc apply",
  options: [
    out(),
    jobs(),
    new Option("--offline", "without credentials, AWS or network; such plans cannot be applied"),
    new Option("--check", "judge the plans as byoc check does"),
    waivers(),
    format(["text", "json", "markdown"]),
    quiet(),
  ],
  examples: [
    "byoc plan",
    "byoc plan '*-project' --offline --check",
    "byoc plan --config a.yaml --config b.yaml --format markdown",
  ],
  work: plan,
});

interface PlanOptions extends OperatingOptions {
  readonly offline?: boolean;
  readonly check?: boolean;
  readonly waivers: readonly string[];
}

/** @returns 0, 1 where a stack could not be planned or `--check` found something, 3 where it is undecided. */
async function plan(patterns: readonly string[], options: PlanOptions, io: Io): Promise<number> {
  const given = loadWaivers(options.waivers);
  return withStacks(patterns, options, io, async (terraform, stacks, deployments) => {
    const outcomes = await withProgress(io, options, (tell) =>
      planStacks(stacks, terraform, { ...options, tell }),
    );
    const planned = doneOf(outcomes);
    if (options.format === "json") {
      io.out(JSON.stringify({ stacks: planned, wrong: wrongOf(outcomes) }, null, 2));
    } else if (options.format === "markdown") {
      io.out(changesMarkdown(planned, wrongOf(outcomes)));
    } else if (!options.quiet) io.out(changesText(planned));
    const code = endOf(outcomes, terraform, io);
    if (code !== EXIT.ok || options.check !== true) return code;
    const files = planned.map(({ file }) => file);
    return judge(files, deployments, [...SHIPPED_WAIVERS, ...given], options, io);
  });
}

/** @returns exit code of `byoc check`. */
function judge(
  files: readonly string[],
  deployments: readonly Deployment[],
  given: ReturnType<typeof loadWaivers>,
  { format, quiet: isQuiet = false }: PlanOptions,
  io: Io,
): number {
  const context = contextOf(readInputs(files), deployments, {});
  const report = evaluateRules(RULES, context, given, { today: day(), toolVersion: VERSION });
  const rules = [...RULES, ...Object.values(WAIVER_RULES)];
  const form = format === "markdown" ? "markdown" : "terminal";
  const text = render(form, report, { rules, failOn: "error", quiet: isQuiet, colour: false });
  // Of two texts on standard output, no program could read the first.
  if (format === "json") io.error(text.trimEnd());
  else io.out(text.trimEnd());
  return exitCode(report, "error");
}
