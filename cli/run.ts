import { Command, CommanderError, Option } from "commander";
import { ConfigError } from "../config";
import { EXIT, type Io } from "./io";

/** Set by the build from package.json. */
declare const BYOC_VERSION: string | undefined;

/** A mistake in how a command was called; told without a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Runs one command line.
 *
 * @returns the exit code; nothing is thrown.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const program = commands(io, (value) => (code = value));
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof ConfigError || error instanceof UsageError) {
      io.error(error.message);
      return EXIT.usage;
    }
    const { code: reason, syscall, path } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) {
      io.error(`cannot ${syscall} ${path ?? "a file"}: ${reason}`);
      return EXIT.usage;
    }
    const debug = program.opts<{ debug?: boolean }>().debug === true;
    const text = error instanceof Error ? (debug ? error.stack : error.message) : String(error);
    io.error(`defect in byoc: ${text}`);
    if (!debug) io.error("run again with --debug for the stack trace, and report it");
    return EXIT.defect;
  }
}

function commands(io: Io, exit: (code: number) => void): Command {
  const program = new Command("byoc")
    .description("Zilliz Cloud BYOC on AWS: one config file in, Terraform out")
    .version(typeof BYOC_VERSION === "string" ? BYOC_VERSION : "development")
    .option("--debug", "show stack traces")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.error(text.trimEnd()),
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
