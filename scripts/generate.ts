// Writes every file that is made from code; with --check it only says which are stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { examples } from "./examples";
import { goldenOf } from "./golden";
import { notice } from "./notice";
import { outputsReference } from "./outputs";
import { configReference } from "./reference";
import { jsonSchema } from "../config/json-schema";
import { permissionDiffSchema } from "../permissions";
import { checkReportSchema } from "../compliance/report-schema";
import { waiverJsonSchema } from "../compliance/waivers/schema";
import { readRows } from "../compliance/simulation/read-rows";
import { ASKED } from "../compliance/simulation/row";

const ROWS = "compliance/simulation/rows";

const RULE_TEXTS = "compliance/rule-texts";

/** What is said of the rules as JSON, a rule on a line: no YAML is read when somebody checks. */
function ruleTexts(): string {
  const texts = parse(readFileSync(`${RULE_TEXTS}.yaml`, "utf8")) as object;
  const lines = Object.entries(texts).map(([id, text]) => `"${id}": ${JSON.stringify(text)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** The rows of the simulation as JSON, a row on a line: no YAML is read when somebody checks. */
function simulationTable(): string {
  const files = readdirSync(ROWS)
    .filter((name) => name.endsWith(".yaml"))
    .sort();
  const order = [...ASKED.keys()];
  const rows = readRows(files.map((name) => join(ROWS, name))).toSorted(
    (a, b) => order.indexOf(a.role) - order.indexOf(b.role),
  );
  return `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}

const CHECKING = process.argv.includes("--check");

async function generate(): Promise<void> {
  // What is said of a new rule has to be there before the rule is loaded.
  if (!CHECKING) writeFileSync(`${RULE_TEXTS}.json`, ruleTexts());
  const { rulesReference } = await import("./rules");
  const files = new Map<string, string>([
    ["NOTICE", await notice()],
    ["schema/byoc.schema.json", `${JSON.stringify(jsonSchema(), null, 2)}\n`],
    ["schema/check-report.schema.json", `${JSON.stringify(checkReportSchema(), null, 2)}\n`],
    ["schema/permission-diff.schema.json", `${JSON.stringify(permissionDiffSchema(), null, 2)}\n`],
    ["schema/waivers.schema.json", `${JSON.stringify(waiverJsonSchema(), null, 2)}\n`],
    [`${RULE_TEXTS}.json`, ruleTexts()],
    ["compliance/simulation/table.json", simulationTable()],
    ["docs/rules.md", rulesReference()],
    ["docs/reference/config.md", configReference()],
    ["docs/reference/outputs.md", outputsReference()],
  ]);
  const gone: string[] = [];
  for (const example of examples()) {
    const folder = join("examples", example.name, "golden");
    const golden = goldenOf(example);
    for (const [name, text] of golden) files.set(join(folder, name), text);
    if (!existsSync(folder)) continue;
    gone.push(
      ...readdirSync(folder)
        .filter((name) => !golden.has(name))
        .map((name) => join(folder, name)),
    );
  }

  const stale = [...files].filter(
    ([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text,
  );
  if (CHECKING) {
    for (const path of [...stale.map(([name]) => name), ...gone]) console.error(`stale: ${path}`);
    if (stale.length + gone.length > 0) {
      console.error("run: npm run generate");
      process.exitCode = 1;
    }
  } else {
    for (const [path, text] of stale) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      console.log(`wrote ${path}`);
    }
    for (const path of gone) {
      rmSync(path);
      console.log(`removed ${path}`);
    }
  }
}

void generate();
