import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { valueAt } from "../../../text/record";
import { command } from "../../../text/shell";
import { failed, ok, warning, type LineBody } from "../line";
import { entriesOf, type MadeStack } from "../../made";

/** `TF_CLI_CONFIG_FILE`, and the name that it had before. */
const VARIABLES = ["TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"] as const;

/**
 * The settings of Terraform's command line: whether it can read them, and whether the folders that
 * providers are taken from are there and have them.
 *
 * @param binary Terraform's, which tells what it has against them; undefined where there is none.
 */
export function settings(
  stacks: readonly MadeStack[],
  environment: NodeJS.ProcessEnv,
  binary: string | undefined,
): readonly LineBody[] {
  const variable = VARIABLES.find((name) => environment[name]);
  const file = variable === undefined ? standardFile(environment) : environment[variable]!;
  const told = binary === undefined ? [] : complaints(binary, environment);
  const about = "Terraform's settings";
  if (told.length > 0) {
    const words = told.map(({ text }) => text).join("; ");
    const fix = fixOf(environment, variable, file, words);
    return told.some(({ isError }) => isError)
      ? [failed(about, words, { reason: "Terraform does not take them", fix })]
      : [warning(about, words, { reason: "Terraform goes on without them", fix })];
  }
  const mirrors = [...mirrorsIn(file), ...pluginFolders(environment)];
  return [
    ok(about, existsSync(file) ? file : "none"),
    ...mirrors.map((folder) => mirror(folder, stacks)),
  ];
}

function standardFile({ APPDATA = "" }: NodeJS.ProcessEnv): string {
  return process.platform === "win32"
    ? join(APPDATA, "terraform.rc")
    : join(homedir(), ".terraformrc");
}

/** What Terraform has against its settings. */
function complaints(
  binary: string,
  environment: NodeJS.ProcessEnv,
): { readonly text: string; readonly isError: boolean }[] {
  const env = { ...environment, CHECKPOINT_DISABLE: "1" };
  const asked = spawnSync(binary, ["version", "-no-color"], { env, encoding: "utf8" });
  const lines = asked.stderr
    .split("\n")
    .map((line) => line.replace(/^[\u2502\u2575\u2577]\s*/, ""));
  return lines.flatMap((line, index) => {
    const [, kind, title] = /^(Error|Warning): (.+)$/.exec(line) ?? [];
    if (title === undefined) return [];
    const rest = lines
      .slice(index + 1)
      .join("\n")
      .trim();
    const more = rest.replace(/\n\n[^]*/, "").replaceAll("\n", " ");
    // Of a title that is a sentence of its own, nothing follows but the next one.
    const text = /configuration file$/.test(title) ? `${title}: ${more}` : title;
    return [{ text, isError: kind === "Error" }];
  });
}

function fixOf(
  environment: NodeJS.ProcessEnv,
  variable: string | undefined,
  file: string,
  words: string,
): string {
  if (/plugin cache dir/.test(words)) {
    const [, folder = ""] = /plugin cache dir (\S+)/.exec(words) ?? [];
    return command("mkdir", "-p", environment["TF_PLUGIN_CACHE_DIR"] ?? folder);
  }
  return variable === undefined ? `mend ${file}, or move it away` : `unset ${variable}`;
}

/** Folders that the settings name as mirrors of providers. */
function mirrorsIn(file: string): string[] {
  if (!existsSync(file) || !statSync(file).isFile()) return [];
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/filesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"([^"]+)"/g)].map(
    ([, path = ""]) => path,
  );
}

/** Folders that `terraform init` is told to take providers from. */
function pluginFolders({ TF_CLI_ARGS_init: words = "" }: NodeJS.ProcessEnv): string[] {
  return [...words.matchAll(/-plugin-dir=(\S+)/g)].map(([, path = ""]) => path);
}

/** One folder of providers, and which of those that the stacks need are in it. */
function mirror(folder: string, stacks: readonly MadeStack[]): LineBody {
  const about = `provider mirror ${folder}`;
  if (!existsSync(folder)) {
    return failed(about, "is not there", {
      reason: "Terraform finds no provider in it",
      fix: `cd into a stack's folder, and ${command("terraform", "providers", "mirror", folder)}`,
    });
  }
  const absent = providersOf(stacks).filter((source) => !holds(folder, source));
  if (absent.length === 0) return ok(about, "has the providers of the stacks");
  return warning(about, `has no ${absent.join(", ")}`, {
    reason: "Terraform takes them from elsewhere, if its settings allow that",
    fix: `cd into a stack's folder, and ${command("terraform", "providers", "mirror", folder)}`,
  });
}

/** `hashicorp/aws` */
function providersOf(stacks: readonly MadeStack[]): string[] {
  const sources = stacks.flatMap(({ json }) =>
    entriesOf(valueAt(json, ["terraform", "required_providers"])).flatMap(([, provider]) => {
      const source = valueAt(provider, ["source"]);
      return typeof source === "string" ? [source] : [];
    }),
  );
  return [...new Set(sources)].sort();
}

/** Whether a mirror has a provider, unpacked or packed, of whatever registry. */
function holds(folder: string, source: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some((host) => {
    const place = join(folder, host.name, source);
    return existsSync(place) && readdirSync(place).length > 0;
  });
}
