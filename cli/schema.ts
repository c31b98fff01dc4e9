import { jsonSchema } from "../config/json-schema";
import { EXIT, type Io } from "./io";

/** `byoc schema`: the JSON Schema of the config file, for editors. */
export function schema(io: Io): number {
  io.out(JSON.stringify(jsonSchema(), null, 2));
  return EXIT.ok;
}
