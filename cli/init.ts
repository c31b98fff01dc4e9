import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Command } from "commander";
import { makeFolder, removeMade } from "../files/folders";
import { writeWhole } from "../files/whole";
import { ProblemError, usageError } from "../text/problem";
import { word } from "../text/shell";
import { examples, quiet, type CommonOptions, type MakeCommand } from "./command";
import { checkAnswer, checkAnswers, type Given, type Key } from "./init-answers";
import { configJson, configText, EXTERNAL_IDS } from "./init-template";
import { EXIT, type Io } from "./io";

/** Questions, by the names of their options. */
const KEYS = [
  "name",
  "accountId",
  "region",
  "sections",
  "oidcIssuer",
  "release",
  "clusterName",
] as const;

/** `byoc init`: writes a commented config; asks on a terminal for what no flag tells. */
export const command: MakeCommand = (io, exit) =>
  new Command("init")
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
    .action(async (options: InitOptions, made: Command) => {
      // What has a default is asked for all the same, with the default as the answer offered.
      const told = KEYS.filter((name) => made.getOptionValueSource(name) === "cli");
      // The prompts look at this alone.
      if (!options.color) process.env["NO_COLOR"] = "1";
      exit(await init(options, new Set(told), io));
    });

interface InitOptions extends Given, CommonOptions {
  /** File to write. */
  readonly config: string;
}

/** @param told names of the options that were given; the others have defaults at most. */
async function init(options: InitOptions, told: ReadonlySet<Key>, io: Io): Promise<number> {
  const { config: file } = options;
  if (existsSync(file)) {
    throw usageError("--config", `${file} exists, and is left alone`, {
      fix: "name another file with --config",
    });
  }
  const { answers, problems } = checkAnswers(await complete(options, told, io));
  if (problems.length > 0) throw new ProblemError(problems);
  const isJson = file.endsWith(".json");
  const schema = schemaFor(file);
  const text = isJson ? configJson(answers) : configText(answers, schema);
  const made: string[] = [];
  try {
    makeFolder(dirname(file), made);
    writeWhole(file, text, "create");
  } catch (error) {
    removeMade(made);
    throw error;
  }
  if (options.quiet === true) return EXIT.ok;
  io.out(`wrote ${file}`);
  const needed = EXTERNAL_IDS.filter(({ variable }) => text.includes(`{env:${variable}}`));
  for (const { variable, page } of needed) io.out(`next: export ${variable}=<from ${page}>`);
  io.out(`then: byoc synth --config ${word(file)}`);
  if (!isJson && schema === `./${OWN_SCHEMA}`) {
    io.out(`for editors: byoc schema > ${word(join(dirname(file), OWN_SCHEMA))}`);
  }
  return EXIT.ok;
}

/** Asks where there is a terminal; what flags told is not asked again, but must be right. */
async function complete(given: Given, told: ReadonlySet<Key>, io: Io): Promise<Given> {
  if (!io.interactive) return given;
  const wrong = [...told].flatMap((key) => checkAnswer(key, given) ?? []);
  if (wrong.length > 0) throw new ProblemError(wrong);
  const { ask } = await import("./init-prompts");
  return ask(given, told, io);
}

/** Where the schema lies: in a clone, or in the package installed beside the config. */
const PLACES = [
  join("schema", "byoc.schema.json"),
  join("node_modules", "zilliz-byoc-cdktf", "schema", "byoc.schema.json"),
];
/** What `byoc schema` is written to elsewhere. */
const OWN_SCHEMA = "byoc.schema.json";

/** Where an editor finds the schema of a config file, from the file's folder: `./schema/…`. */
function schemaFor(file: string): string {
  const folder = dirname(resolve(file));
  for (let above = folder; ; above = dirname(above)) {
    const found = PLACES.map((place) => join(above, place)).find((path) => existsSync(path));
    if (found !== undefined) return asLink(relative(folder, found));
    if (dirname(above) === above) return `./${OWN_SCHEMA}`;
  }
}

function asLink(path: string): string {
  const link = path.split(sep).join("/");
  return link.startsWith("../") ? link : `./${link}`;
}
