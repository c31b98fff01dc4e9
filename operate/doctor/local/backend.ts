import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { removeQuietly } from "../../../files/folders";
import { maskIssued } from "../../../text/mask";
import { ProblemError } from "../../../text/problem";
import { backendOf, setting } from "../../backend";
import type { Terraform } from "../../terraform";
import { failed, ok, skipped, type LineBody } from "../line";
import type { DoctorSubject } from "../subject";

/** What can be said of the place of the states without asking it. */
export function backend({ stacks, out }: DoctorSubject): readonly LineBody[] {
  const [first] = stacks;
  if (!first) return [];
  const { type, settings } = backendOf(first);
  const about = `backend ${type}`;
  if (type === "local") {
    const path = setting(settings, "path") ?? "terraform.tfstate";
    const folder = dirname(resolve(out, "stacks", first.id, path));
    return [ok(about, `states lie in ${folder}, on this machine alone`)];
  }
  // The checks of AWS look at this one.
  if (type === "s3" || READABLE.has(type)) return [];
  const reason = "Terraform, which alone can ask it, could make something there";
  return [skipped(about, "is not asked", { reason, fix: "byoc plan says whether it is reached" })];
}

/** Backends, but `s3`, whose states Terraform reads without making anything. */
const READABLE: ReadonlySet<string> = new Set([
  "azurerm",
  "consul",
  "cos",
  "gcs",
  "http",
  "kubernetes",
  "oss",
]);

const COMMANDS = [
  ["init", "-input=false", "-no-color"],
  ["state", "pull"],
] as const;

/** Minutes that such a backend has for an answer. */
const PATIENCE = 1;

/**
 * Reads a state by Terraform, which alone has clients of such backends.
 *
 * @param terraform undefined where nobody may be asked.
 */
export async function reachedBackend(
  { stacks }: DoctorSubject,
  terraform: Terraform | ProblemError | undefined,
): Promise<readonly LineBody[]> {
  const [first] = stacks;
  const { type, settings } = first ? backendOf(first) : { type: "local", settings: {} };
  if (!READABLE.has(type)) return [];
  const about = `backend ${type}`;
  if (terraform === undefined || terraform instanceof ProblemError) {
    const reason = terraform ? "Terraform alone can ask it" : "it takes a network";
    return [skipped(about, "is not asked", { reason })];
  }
  const folder = mkdtempSync(join(tmpdir(), "byoc-"));
  try {
    const file = { terraform: { backend: { [type]: settings } } };
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(file), { mode: 0o600 });
    for (const args of COMMANDS) {
      const { code, stderr } = await terraform.run(folder, args, { patience: PATIENCE });
      if (code !== 0) return [failed(about, "is not reached", { reason: wordsOf(stderr) })];
    }
    return [ok(about, "is reached, and the state can be read")];
  } finally {
    removeQuietly(folder);
  }
}

/** Terraform's words on one line. */
function wordsOf(stderr: string): string {
  return maskIssued(stderr.trim().replace(/\s+/g, " "));
}
