import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..", "..");
const FOLDERS = ["config", "values/problems", "charts"];

/** With what fixes begin; no other text there does, but for OTHERS. */
const VERBS =
  /^(add|align|ask|aws|begin|byoc|choose|copy|did|export|give|helm|kubectl|look|load|lower|make|move|name one|name another|name the|pull|put|remove|rename|render|replace|save|set|shorten|take|use|write) /;
const OTHERS =
  // The last is of versions that the schema lets nobody write.
  /^(helm package|byoc (schema|explain)|aws eks get-token$|write one exact version)/;

/** Patterns of the texts in the sources that are fixes by their first word. */
export function wordsInSource(): RegExp[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(ROOT, folder, file), "utf8")),
  );
  return files
    .flatMap((text) => [...text.matchAll(/(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/g)])
    .map(([, , text = ""]) => text)
    .filter((text) => VERBS.test(text) && !OTHERS.test(text))
    .map(
      (text) =>
        new RegExp(
          text
            .split(/(?<!\\)\$\{(?:[^{}]*\}|.*$)/)
            .map(literal)
            .join(".*"),
        ),
    );
}

function literal(text: string): string {
  return text.replace(/\\(.)/g, "$1").replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
