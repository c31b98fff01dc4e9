import { Option } from "commander";
import { readOutputs, type Handed, type HandedValue } from "../operate/handoff";
import { registrationOf, type Registration } from "../operate/register";
import { MASKED } from "../text/mask";
import { command as shell } from "../text/shell";
import { format, out, quiet } from "./command";
import { EXIT, type Io } from "./io";
import { jobs, stacksCommand, withStacks, type OperatingOptions } from "./operating";
import { endOf, withProgress } from "./progress";

/** `byoc handoff`: the values to paste into the console of Zilliz Cloud, from the states. */
export const command = stacksCommand("handoff", {
  about: "print what goes into the Zilliz Cloud console, read from the states",
  options: [
    out(),
    jobs(),
    new Option("--show-external-id", "print external IDs, which are masked otherwise"),
    format(["text", "json"], "what is printed; json has the body for Zilliz's API as well"),
    quiet(),
  ],
  examples: ["byoc handoff", "byoc handoff '*-project' --format json"],
  work: handoff,
});

interface HandoffOptions extends OperatingOptions {
  readonly showExternalId?: boolean;
}

/** What of a stack goes into the console. */
interface HandedStack extends Omit<Registration, "first"> {
  readonly id: string;
  readonly values: Handed;
}

/** @returns 0, or 1 where a value is not there yet. */
async function handoff(
  patterns: readonly string[],
  options: HandoffOptions,
  io: Io,
): Promise<number> {
  return withStacks(patterns, options, io, async (terraform, stacks, deployments) => {
    const outcomes = await withProgress(io, options, (tell) =>
      readOutputs(stacks, terraform, { ...options, tell }),
    );
    const read = outcomes.flatMap((outcome) => {
      if (outcome.status !== "done" || outcome.result.length === 0) return [];
      const { id } = outcome.stack;
      const values = outcome.result.map(shownAs(options));
      const { first = [], ...ways } = registrationOf(id, values, deployments);
      return [{ id, values: [...first, ...values], ...ways }];
    });
    io.out(
      options.format === "json"
        ? JSON.stringify({ stacks: read }, null, 2)
        : read.map(text).join("\n\n"),
    );
    const code = endOf(outcomes, terraform, io);
    if (terraform.stopped) return code;
    const missing = read.filter(({ values }) => values.some(({ value }) => value === undefined));
    for (const { id } of missing) {
      io.error(`${id}: not all of it is there yet; ${shell("byoc", "plan", id)}, then byoc apply`);
    }
    return missing.length > 0 ? EXIT.findings : code;
  });
}

function shownAs({ showExternalId = false }: HandoffOptions) {
  return (one: HandedValue): HandedValue =>
    one.output === "external_id" && one.value !== undefined && !showExternalId
      ? { ...one, value: MASKED }
      : one;
}

function text({ id, values, commands = [] }: HandedStack): string {
  const width = Math.max(...values.map(({ field }) => field.length));
  return [
    id,
    ...values.map(({ field, value = "(not there yet)" }) => {
      // As the console takes lists.
      const pasted = typeof value === "string" ? value : value.join(",");
      return `  ${field.padEnd(width)}  ${pasted}`;
    }),
    ...(commands.length === 0
      ? []
      : ["  or by Zilliz's command line:", ...commands.map((line) => `    ${line}`)]),
  ].join("\n");
}
