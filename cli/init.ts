import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder, removeMade } from "../files/folders";
import { writeWhole } from "../files/whole";
import { ProblemError, usageError } from "../text/problem";
import { word } from "../text/shell";
import { checkAnswer, checkAnswers, type Given, type Key } from "./init-answers";
import { OWN_SCHEMA, schemaFor } from "./init-schema";
import { configJson, configText, EXTERNAL_IDS } from "./init-template";
import { EXIT, type Io } from "./io";

export interface InitOptions extends Given {
  /** File to write. */
  readonly config: string;
  readonly quiet?: boolean;
}

/**
 * `byoc init`: writes a commented config; asks on a terminal for what no flag tells.
 *
 * @param told names of the options that were given; the others have defaults at most.
 */
export async function init(options: InitOptions, told: ReadonlySet<Key>, io: Io): Promise<number> {
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
