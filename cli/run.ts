import { Command, CommanderError, Option } from "commander";
import { ConfigError } from "../config/problem";
import { FilesError } from "../files/problem";
import { maskIssued } from "../text/mask";
import type { CheckOptions } from "./check";
import type { ExportOptions } from "./export";
import { EXIT, inertIo, UsageError, type Io } from "./io";

/** Set by the build from package.json. */
declare const BYOC_VERSION: string | undefined;
const VERSION = typeof BYOC_VERSION === "string" ? BYOC_VERSION : "development";

/**
 * Runs one command line.
 *
 * @returns the exit code; nothing is thrown.
 */
export async function run(args: readonly string[], streams: Io): Promise<number> {
  let code: number = EXIT.ok;
  const io = inertIo(streams);
  const program = commands(io, (value) => (code = value));
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (
      error instanceof ConfigError ||
      error instanceof FilesError ||
      error instanceof UsageError
    ) {
      // Of a config's problems, each part was masked that may be.
      io.error(error instanceof ConfigError ? error.message : maskIssued(error.message));
      return EXIT.usage;
    }
    const { code: reason, syscall, path } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) {
      io.error(maskIssued(`cannot ${syscall} ${path ?? "a file"}: ${reason}`));
      return EXIT.usage;
    }
    const debug = program.opts<{ debug?: boolean }>().debug === true;
    const text = error instanceof Error ? (debug ? error.stack : error.message) : String(error);
    io.error(maskIssued(`defect in byoc: ${text}`));
    if (!debug) io.error("run again with --debug for the stack trace, and report it");
    return EXIT.defect;
  }
}

function commands(io: Io, exit: (code: number) => void): Command {
  const program = new Command("byoc")
    .description("Zilliz Cloud BYOC on AWS: one config file in, Terraform out")
    .version(VERSION)
    .option("--debug", "show stack traces")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.error(maskIssued(text.trimEnd())),
    })
    .showHelpAfterError("(byoc --help lists the commands)")
    .configureHelp({ showGlobalOptions: true });
  const config = () =>
    new Option("--config <file>", "config file; repeat it for several deployments").argParser(
      (file: string, files: string[] | undefined) => [...(files ?? []), file],
    );
  const quiet = () => new Option("--quiet", "print errors only");

  program
    .command("init")
    .description("write a commented config file")
    .option("--config <file>", "file to write", "byoc.yaml")
    .option("--name <name>", "name of the deployment")
    .option("--account-id <id>", "your AWS account")
    .option("--region <region>", "AWS region")
    .option("--sections <list>", "sections to make, separated by commas")
    .option("--oidc-issuer <url>", "issuer of the EKS cluster, for section milvus")
    .action(async (options: Record<string, string>) => {
      const { init } = await import("./init");
      exit(await init(options, io));
    });

  program
    .command("validate")
    .description("check config files; nothing is written")
    .addOption(config())
    .addOption(quiet())
    .action(async (options: { config?: string[]; quiet?: boolean }) => {
      const { validate } = await import("./validate");
      exit(validate(options.config ?? ["byoc.yaml"], options.quiet === true, io));
    });

  program
    .command("synth")
    .description("write the Terraform JSON of every stack")
    .addOption(config())
    .option("--out <folder>", "folder to write", "cdktf.out")
    .addOption(quiet())
    .action(async (options: { config?: string[]; out: string; quiet?: boolean }) => {
      const { synth } = await import("./synth");
      exit(synth(options.config ?? ["byoc.yaml"], options.out, options.quiet === true, io));
    });

  const list = (description: string, flags: string) =>
    new Option(flags, description)
      .default([] as string[], "none")
      .argParser((value: string, values: string[]) => [...values, value]);
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
      list(
        "terminal, json, sarif, junit, markdown, github; FORMAT=FILE writes a file, several stand behind commas (default terminal)",
        "--format <formats>",
      ),
    )
    .addOption(
      new Option("--fail-on <severity>", "least severity that fails")
        .choices(["error", "warning", "info"])
        .default("error"),
    )
    .addOption(list("waiver file; repeat it", "--waivers <file>"))
    .addOption(list("service control policies of one level, JSON; repeat it", "--scp <file>"))
    .addOption(list("rows of your own for the simulation, YAML; repeat it", "--rows <file>"))
    .option("--baseline <file>", "write waivers for what fails today")
    .option("--owner <name>", "owner of the waivers of --baseline")
    .action(
      async (
        paths: string[],
        options: Omit<CheckOptions, "version" | "colour"> & { color: boolean },
      ) => {
        const { check } = await import("./check");
        const format = options.format.length > 0 ? options.format : ["terminal"];
        const colour = io.colour === true && options.color;
        exit(await check(paths, { ...options, format, colour, version: VERSION }, io));
      },
    );

  program
    .command("export")
    .description("write a review bundle, or say what changed in permissions")
    .argument("[new]", "with --diff: what is new; a path, or config for what the config makes")
    .addOption(config())
    .option("--out <folder>", "folder to write", "review")
    .addOption(
      list(
        "parts of the bundle: hcl, json, md, html (default all); with --diff text, markdown or json",
        "--format <formats>",
      ),
    )
    .option("--no-backend", "leave out where the state lies")
    .addOption(
      new Option("--helm <major>", "helm provider that the HCL is written for")
        .choices(["2", "3"])
        .default("2"),
    )
    .addOption(list("waiver file; repeat it", "--waivers <file>"))
    .option("--diff <old>", "what may be done now and could not before: a bundle, plan or folder")
    .addOption(quiet())
    .action(
      async (
        after: string | undefined,
        options: Omit<ExportOptions, "version"> & { diff?: string; color: boolean },
      ) => {
        const format = options.format.flatMap((formats) => formats.split(","));
        if (options.diff !== undefined) {
          const { exportDiff } = await import("./export-diff");
          const colour = io.colour === true && options.color;
          const { diff: before, config } = options;
          exit(exportDiff({ before, after, config, format, colour }, io));
          return;
        }
        if (after !== undefined) {
          throw new UsageError(
            `export: "${after}" is unexpected; two paths are compared by --diff`,
          );
        }
        const { exportBundle } = await import("./export");
        exit(exportBundle({ ...options, format, version: VERSION }, io));
      },
    );

  program
    .command("explain")
    .description("what a rule is for, and how to mend what it finds")
    .argument("<rule>", "id of the rule")
    .action(async (id: string) => {
      const { explain } = await import("./explain");
      exit(explain(id, io));
    });

  // Options of the program itself may stand behind the command, where people type them.
  for (const command of program.commands) {
    command
      .option("--no-color", "plain text; output is plain already")
      .option("--debug", "show stack traces");
    command.hook("preAction", (_, actual) => {
      if (actual.opts<{ debug?: boolean }>().debug) program.setOptionValue("debug", true);
    });
  }
  return program;
}
