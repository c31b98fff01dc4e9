import { Command, Option } from "commander";
import { usageError } from "../text/problem";
import type { CheckOptions } from "./check";
import type { ExportOptions } from "./export";
import type { InitOptions } from "./init";
import type { Io } from "./io";
import { config, configFiles, formats, quiet, rows, scp, waivers } from "./options";

/** Set by the build from package.json. */
declare const BYOC_VERSION: string | undefined;
const VERSION = typeof BYOC_VERSION === "string" ? BYOC_VERSION : "development";

type Exit = (code: number) => void;

/** Questions of `byoc init`, by the names of their options. */
const KEYS = [
  "name",
  "accountId",
  "region",
  "sections",
  "oidcIssuer",
  "release",
  "clusterName",
] as const;

/** Options that every command has. */
interface Common {
  readonly color: boolean;
  readonly quiet?: boolean;
}

/** The command line: each command loads what it needs, and no more. */
export function commands(io: Io, exit: Exit): Command {
  const program = new Command("byoc")
    .description("Zilliz Cloud BYOC on AWS: one config file in, Terraform out")
    .version(VERSION)
    .option("--debug", "show stack traces")
    .addHelpText("after", examples("byoc init", "byoc synth", "byoc check", "byoc export"));
  addInit(program, io, exit);
  addValidate(program, io, exit);
  addSynth(program, io, exit);
  addCheck(program, io, exit);
  addExport(program, io, exit);
  addRules(program, io, exit);
  addSchema(program, io, exit);
  for (const command of program.commands) {
    command
      .version(VERSION)
      .option("--no-color", "no colours")
      .option("--debug", "show stack traces");
    command.hook("preAction", (_, actual) => {
      if (actual.opts<{ debug?: boolean }>().debug) program.setOptionValue("debug", true);
    });
  }
  return program;
}

function addInit(program: Command, io: Io, exit: Exit): void {
  program
    .command("init")
    .description("write a commented config file; on a terminal, asks for what no flag tells")
    .option("--config <file>", "file to write; JSON where its name ends in .json", "byoc.yaml")
    .option("--name <name>", "name of the deployment")
    .option("--account-id <id>", "your AWS account")
    .option("--region <region>", "AWS region", "us-west-2")
    .option("--sections <list>", "sections to make, separated by commas", "project")
    .option("--oidc-issuer <url>", "issuer of the EKS cluster, for section milvus")
    .option("--release", "Milvus itself as well, a Helm release; for section milvus")
    .option("--cluster-name <name>", "name of the EKS cluster, for --release")
    .addOption(quiet())
    .addHelpText(
      "after",
      examples(
        "byoc init",
        'byoc init --name acme --account-id "111122223333" --sections bootstrap,project',
        "byoc init --config prod/byoc.json --name acme --account-id 111122223333",
      ),
    )
    .action(async (options: InitOptions & Common, command: Command) => {
      const { init } = await import("./init");
      // What has a default is asked for all the same, with the default as the answer offered.
      const told = KEYS.filter((name) => command.getOptionValueSource(name) === "cli");
      // The prompts look at this alone.
      if (!options.color) process.env["NO_COLOR"] = "1";
      exit(await init(options, new Set(told), io));
    });
}

function addValidate(program: Command, io: Io, exit: Exit): void {
  program
    .command("validate")
    .description("check config files; nothing is written")
    .addOption(config())
    .addOption(quiet())
    .addHelpText(
      "after",
      examples("byoc validate", "byoc validate --config a.yaml --config b.yaml"),
    )
    .action(async (options: { config: string[] } & Common) => {
      const { validate } = await import("./validate");
      exit(validate(configFiles(options.config), options.quiet === true, io));
    });
}

function addSynth(program: Command, io: Io, exit: Exit): void {
  program
    .command("synth")
    .description("write the Terraform JSON of every stack")
    .addOption(config())
    .option("--out <folder>", "folder to write", "cdktf.out")
    .addOption(quiet())
    .addHelpText("after", examples("byoc synth", "byoc synth --config acme.yaml --out acme.out"))
    .action(async (options: { config: string[]; out: string } & Common) => {
      const { synth } = await import("./synth");
      exit(synth(configFiles(options.config), options.out, options.quiet === true, io));
    });
}

function addCheck(program: Command, io: Io, exit: Exit): void {
  program
    .command("check")
    .description("judge synthesized files, plans and states; by default what the config makes")
    .argument("[path...]", "files and folders; without one the config is synthesized")
    .addOption(config())
    .option(
      "--out <folder>",
      "folder of byoc synth, for reports to name; nothing is written there",
      "cdktf.out",
    )
    .addOption(
      formats(
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
    .addOption(scp())
    .addOption(rows())
    .option("--baseline <file>", "write waivers for what fails today")
    .option("--owner <name>", "owner of the waivers of --baseline", "unassigned")
    .option("--notes", "on a terminal, show each note and each accepted finding")
    .addOption(new Option("--quiet", "print what decides the verdict only"))
    .addHelpText(
      "after",
      examples(
        "byoc check",
        "byoc check plan.json --fail-on warning",
        "byoc check --format sarif=byoc.sarif,markdown=byoc.md",
        "byoc check --baseline waivers.yaml --owner security",
      ),
    )
    .action(async (paths: string[], options: Omit<CheckOptions, "version" | "colour"> & Common) => {
      const { check } = await import("./check");
      const format = options.format.length > 0 ? options.format : ["terminal"];
      const colour = io.colour === true && options.color;
      exit(await check(paths, { ...options, format, colour, version: VERSION }, io));
    });
}

function addExport(program: Command, io: Io, exit: Exit): void {
  program
    .command("export")
    .description("write a review bundle, or say what changed in permissions")
    .argument("[new]", "with --diff: what is new; a path, or config for what the config makes")
    .addOption(config())
    .option("--out <folder>", "folder to write", "review.out")
    .addOption(
      formats(
        "parts of the bundle: hcl, json, md, html; with --diff text, markdown or json",
        "all",
      ),
    )
    .option("--no-backend", "leave out where the state lies")
    .addOption(
      new Option("--helm <major>", "helm provider that the HCL is written for")
        .choices(["2", "3"])
        .default("2", "2"),
    )
    .addOption(waivers())
    .option("--diff <old>", "what may be done now and could not before: a bundle, plan or folder")
    .addOption(quiet())
    .addHelpText(
      "after",
      examples(
        "byoc export",
        "byoc export --format md,html --out review-md",
        "byoc export --diff old-review",
        "byoc export --diff before.json after.json --format markdown",
      ),
    )
    .action(
      async (
        after: string | undefined,
        options: Omit<ExportOptions, "version"> & { diff?: string } & Common,
      ) => {
        const format = options.format.flatMap((several) => several.split(","));
        const { diff: before } = options;
        const files = configFiles(options.config);
        if (before !== undefined) {
          const { exportDiff } = await import("./export-diff");
          const colour = io.colour === true && options.color;
          exit(exportDiff({ ...options, before, after, config: files, format, colour }, io));
          return;
        }
        if (after !== undefined) {
          throw usageError("byoc export", `"${after}" is unexpected`, {
            fix: "write byoc export --diff OLD NEW to compare two paths",
          });
        }
        const { exportBundle } = await import("./export");
        exit(exportBundle({ ...options, config: files, format, version: VERSION }, io));
      },
    );
}

function addRules(program: Command, io: Io, exit: Exit): void {
  program
    .command("explain")
    .description("what a rule is for and how to mend what it finds; what an error means")
    .argument("<id>", "id of a rule, or what stands in error[…]")
    .addHelpText("after", examples("byoc explain trust-external-id", "byoc explain unknown-key"))
    .action(async (id: string) => {
      const { explain } = await import("./explain");
      exit(explain(id, io));
    });
  program
    .command("rules")
    .description("list the rules of byoc check")
    .addOption(
      new Option("--format <format>", "form of the list")
        .choices(["text", "json"])
        .default("text", "text"),
    )
    .addHelpText("after", examples("byoc rules", "byoc rules --format json"))
    .action(async ({ format }: { format: string }) => {
      const { rules } = await import("./rules");
      exit(rules(format === "json" ? "json" : "text", io));
    });
}

function addSchema(program: Command, io: Io, exit: Exit): void {
  program
    .command("schema")
    .description("print the JSON Schema of the config file, for editors")
    .addHelpText("after", examples("byoc schema > byoc.schema.json"))
    .action(async () => {
      const { schema } = await import("./schema");
      exit(schema(io));
    });
}

function examples(...lines: readonly string[]): string {
  return ["", "Examples:", ...lines.map((line) => `  ${line}`)].join("\n");
}
