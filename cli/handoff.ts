import { Command, Option } from "commander";
import { stackId, type Deployment } from "../config/deployment";
import { readOutputs, type Handed, type HandedValue } from "../operate/handoff";
import { MASKED } from "../text/mask";
import { command as shell } from "../text/shell";
import { config, examples, quiet, type MakeCommand } from "./command";
import { EXIT, type Io } from "./io";
import { jobs, STACKS, withTerraform, selected, written, type OperatingOptions } from "./operating";
import { progressOf, wrongLines } from "./progress";

/** `byoc handoff`: the values to paste into the console of Zilliz Cloud, from the states. */
export const command: MakeCommand = (io, exit) =>
  new Command("handoff")
    .description("print what goes into the Zilliz Cloud console, read from the states")
    .argument("[stack...]", STACKS)
    .addOption(config())
    .option("--out <folder>", "folder to write", "cdktf.out")
    .addOption(jobs())
    .option("--show-external-id", "print external IDs, which are masked otherwise")
    .addOption(
      new Option("--format <format>", "what is printed; json has the body for Zilliz's API as well")
        .choices(["text", "json"])
        .default("text", "text"),
    )
    .addOption(quiet())
    .addHelpText("after", examples("byoc handoff", "byoc handoff '*-project' --format json"))
    .action(async (patterns: string[], options: HandoffOptions) => {
      exit(await handoff(patterns, options, io));
    });

interface HandoffOptions extends OperatingOptions {
  readonly showExternalId?: boolean;
}

/** What of a stack goes into the console. */
interface HandedStack {
  readonly id: string;
  readonly values: Handed;
}

/** @returns 0, or 1 where a value is not there yet. */
async function handoff(
  patterns: readonly string[],
  options: HandoffOptions,
  io: Io,
): Promise<number> {
  const chosenStacks = selected(patterns, options, io);
  const { deployments } = chosenStacks;
  return withTerraform(io, async (terraform) => {
    const stacks = await written(chosenStacks);
    const progress = progressOf(io, options.quiet === true);
    const outcomes = await readOutputs(stacks, terraform, { ...options, tell: progress.tell });
    progress.end();
    const read = outcomes.flatMap((outcome) =>
      outcome.status === "done" && outcome.result.length > 0
        ? [{ id: outcome.stack.id, values: outcome.result.map(shownAs(options)) }]
        : [],
    );
    io.out(
      options.format === "json"
        ? JSON.stringify({ stacks: read.map((stack) => withBody(stack, deployments)) }, null, 2)
        : read.map(text).join("\n\n"),
    );
    for (const line of wrongLines(outcomes)) io.error(line);
    if (terraform.stopped) return EXIT.interrupted;
    const missing = read.filter(({ values }) => values.some(({ value }) => value === undefined));
    for (const { id } of missing) {
      io.error(`${id}: not all of it is there yet; ${shell("byoc", "plan", id)}, then byoc apply`);
    }
    const isAll = missing.length === 0 && outcomes.every(({ status }) => status === "done");
    return isAll ? EXIT.ok : EXIT.findings;
  });
}

function shownAs({ showExternalId = false }: HandoffOptions) {
  return (one: HandedValue): HandedValue =>
    one.output === "external_id" && one.value !== undefined && !showExternalId
      ? { ...one, value: MASKED }
      : one;
}

function text({ id, values }: HandedStack): string {
  const width = Math.max(...values.map(({ field }) => field.length));
  return [
    id,
    ...values.map(({ field, value = "(not there yet)" }) => {
      // As the console takes lists.
      const pasted = typeof value === "string" ? value : value.join(",");
      return `  ${field.padEnd(width)}  ${pasted}`;
    }),
  ].join("\n");
}

/** Fields of `awsParam` in the API that creates a project, by output (client of Zilliz's provider, 0.6.41). */
const AWS_PARAM: Readonly<Record<string, string>> = {
  bucket_name: "bucketId",
  storage_role_arn: "storageRoleArn",
  eks_role_arn: "eksRoleArn",
  cross_account_role_arn: "bootstrapRoleArn",
  external_id: "externalId",
  vpc_id: "userVpcId",
  subnet_ids: "subnetIds",
  security_group_id: "securityGroupIds",
  endpoint_id: "endpointId",
};

/** A project's stack with the part of the request that creates the project which AWS decides. */
function withBody(stack: HandedStack, deployments: readonly Deployment[]) {
  const project = deployments.find((one) => stackId(one, "project") === stack.id);
  if (!project) return stack;
  const awsParam = Object.fromEntries(
    stack.values.flatMap(({ output, value }) => {
      const name = AWS_PARAM[output];
      if (name === undefined || value === undefined) return [];
      return [[name, name === "securityGroupIds" ? [value].flat() : value]];
    }),
  );
  const body = { projectName: project.name, regionId: `aws-${project.region}`, awsParam };
  return { ...stack, request: { method: "POST", path: "byoc/dataplane/create", body } };
}
