import { child, isRecord, parsedJson } from "../text/record";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Gone } from "../files/gone";
import { listed } from "../text/list";
import { command } from "../text/shell";

/** What is said of a stack's folder, or of a file in one, that this run's configs do not make. */
export function goneLines({ path, keptFor, text }: Gone, out: string): string[] {
  const place = join(out, path);
  const isFolder = path.split("/").length === 2;
  if (!isFolder) return [goneLine({ path, keptFor }, out, "not made any more")];
  const isKept = keptFor.length > 0;
  const destroy = command("terraform", `-chdir=${place}`, "destroy");
  return [
    isKept
      ? `kept ${place}: not in this run's configs, but it holds ${listed(keptFor)}`
      : `removed ${place}: not in this run's configs`,
    `  what was deployed from it still is; its state is ${stateOf(text, place)}`,
    isKept
      ? `  to destroy that: ${destroy}`
      : `  to destroy that: byoc synth with its config again, then ${destroy}`,
    "  renamed? resources are named after the deployment: put its old name back, or destroy it first",
  ];
}

/** What is said of a file that was made once. */
export function goneLine({ path, keptFor }: Gone, out: string, why: string): string {
  const place = join(out, path);
  return keptFor.length > 0
    ? `kept ${place}: ${why}, but it was edited`
    : `removed ${place}: ${why}`;
}

/** Where the state of a stack lies, by its synthesized file; somebody may have edited that. */
function stateOf(text: string | undefined, folder: string): string {
  const terraform = child(parsedJson(text ?? ""), "terraform");
  const cloud = child(terraform, "cloud");
  if (isRecord(cloud)) return `in a workspace of ${textAt(cloud, "hostname") ?? "HCP Terraform"}`;
  const backend = child(terraform, "backend");
  const [type = "", settings] = (isRecord(backend) ? Object.entries(backend)[0] : undefined) ?? [];
  if (type === "local") {
    const state = join(folder, textAt(settings, "path") ?? "terraform.tfstate");
    return existsSync(state)
      ? state
      : `${state} (which is not there: nothing was deployed from here)`;
  }
  if (type === "s3") return `s3://${textAt(settings, "bucket")}/${textAt(settings, "key")}`;
  return type === "" ? "where its backend says" : `in its backend, ${type}`;
}

function textAt(value: unknown, key: string): string | undefined {
  const found = child(value, key);
  return typeof found === "string" ? found : undefined;
}
