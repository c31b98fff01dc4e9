import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "../support/tools-terraform";
import { requires } from "../support/tools";
import { milvusValues, renderValues } from "../../values";
import { CONTEXT, documented, production } from "./settings";
import { scratchFolder } from "../support/scratch";

/** Texts that YAML readers take for something else, or that have to be quoted. */
const AWKWARD = {
  texts: ["443", "0x1F", "1e3", "1_000", "010", "12:30:45", "2026-11-22", ".5", "+1", "~", "null"],
  words: ["yes", "no", "on", "off", "y", "n", "true", "False", "NaN", ".inf", "<<", "="],
  marks: ["a: b", "a #b", "- a", "? a", "*a", "&a", "!a", "%a", "@a", "`a", "{a", "[a", "'a", '"a'],
  lines: ["", " ", " a", "a ", "a\n", "a\n\n", "\na", "a\n  b\n", "a\tb", "a\\nb", "ü€😀"],
  keys: { "a.b/c": 1, "1": 2, yes: 3, "": 4, "a: b": 5 },
  numbers: [0, -1, 1.5, 1000000],
  empty: { map: {}, list: [], none: null },
};

requires("helm")("what Helm reads", () => {
  let folder: string;
  beforeAll(() => {
    folder = scratchFolder();
    mkdirSync(join(folder, "templates"));
    writeFileSync(join(folder, "Chart.yaml"), "apiVersion: v2\nname: mirror\nversion: 0.0.1\n");
    writeFileSync(
      join(folder, "templates", "values.yaml"),
      "values: {{ .Values | toJson | quote }}\n",
    );
  });

  /** The values as templates get them. */
  function read(text: string): unknown {
    const file = join(folder, "own.yaml");
    writeFileSync(file, text);
    const { status, stdout, stderr } = spawnSync("helm", ["template", "x", folder, "-f", file], {
      env: cleanEnvironment(),
      encoding: "utf8",
      timeout: 60_000,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return JSON.parse(JSON.parse(stdout.slice(stdout.indexOf("values: ") + 8)) as string);
  }

  it.each([
    ["documented", milvusValues(CONTEXT, documented({ chartVersion: "4.1.10" })).values],
    ["production", milvusValues(CONTEXT, production()).values],
    [
      "production before mixCoordinator",
      milvusValues(CONTEXT, production({ chartVersion: "4.2.3" })).values,
    ],
    ["standalone", milvusValues(CONTEXT, production({ mode: "standalone" })).values],
    ["awkward values", AWKWARD],
  ])("is what was meant: %s", (_, values) => {
    expect(read(renderValues(values))).toEqual(values);
  });
});
