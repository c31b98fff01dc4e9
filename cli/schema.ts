import { Command } from "commander";
import { jsonSchema } from "../config/json-schema";
import { examples, type MakeCommand } from "./command";
import { EXIT } from "./io";

/** `byoc schema`: the JSON Schema of the config file, for editors. */
export const command: MakeCommand = (io, exit) =>
  new Command("schema")
    .description("print the JSON Schema of the config file, for editors")
    .addHelpText("after", examples("byoc schema > byoc.schema.json"))
    .action(() => {
      io.out(JSON.stringify(jsonSchema(), null, 2));
      exit(EXIT.ok);
    });
