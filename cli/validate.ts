import { Command } from "commander";
import { config, configFiles, examples, quiet, type MakeCommand } from "./command";
import { configured } from "./deployments";
import { EXIT } from "./io";

/** `byoc validate`: checks config files and says what they would make. */
export const command: MakeCommand = (io, exit) =>
  new Command("validate")
    .description("check config files; nothing is written")
    .addOption(config())
    .addOption(quiet())
    .addHelpText(
      "after",
      examples("byoc validate", "byoc validate --config a.yaml --config b.yaml"),
    )
    .action((options: { config: string[]; quiet?: boolean }) => {
      const { deployments } = configured(configFiles(options.config), io);
      if (options.quiet !== true) {
        for (const { file, name, accountId, region } of deployments) {
          io.out(`${file}: ${name} in ${accountId}, ${region}: valid`);
        }
      }
      exit(EXIT.ok);
    });
