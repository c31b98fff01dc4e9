import { STACK_PLACEHOLDER } from "../schema/backend";
import type { Path } from "../source";
import { BUCKET_SECTIONS, type Rule } from "./rule";

/** Keys of each backend that tell one stack's state from another's. */
const PLACES: Readonly<Record<string, readonly string[][]>> = {
  local: [["path"]],
  s3: [["key"]],
  cloud: [
    ["workspaces", "name"],
    ["workspaces", "tags"],
  ],
  remote: [
    ["workspaces", "name"],
    ["workspaces", "prefix"],
  ],
  http: [["address"], ["lock_address"], ["unlock_address"]],
  gcs: [["prefix"]],
  azurerm: [["key"]],
  pg: [["schema_name"]],
  consul: [["path"]],
  cos: [["prefix"]],
  oss: [["prefix"]],
  kubernetes: [["secret_suffix"]],
};

/** Backends whose states have names without slashes. */
const NAMES: ReadonlySet<string> = new Set(["cloud", "remote", "kubernetes"]);

/** Stacks keep their states apart, and not in a bucket that the same config creates. */
export const checkBackend: Rule = ({ config, report }) => {
  const backend = config.terraform?.backend;
  if (!backend || report.isWrong(["terraform", "backend"])) return;
  for (const place of PLACES[backend.type] ?? []) {
    const path: Path = ["terraform", "backend", ...place];
    const value = place.reduce<unknown>(
      (object, key) => (object as Record<string, unknown> | undefined)?.[key],
      backend,
    );
    if (value === undefined || report.isWrong(path)) continue;
    if (JSON.stringify(value).includes(STACK_PLACEHOLDER)) continue;
    report.error(path, {
      code: "backend",
      message: `does not hold ${STACK_PLACEHOLDER}, so that stacks would share one state`,
      allowed: `a text with ${STACK_PLACEHOLDER}, which stands for the stack's id`,
      fix:
        typeof value === "string"
          ? `use ${withPlaceholder(value, backend.type)}`
          : `add ${STACK_PLACEHOLDER}`,
    });
  }
  if (backend.type !== "s3") return;
  if (backend.allowed_account_ids && backend.forbidden_account_ids) {
    report.error(["terraform", "backend", "forbidden_account_ids"], {
      code: "conflict",
      message: "stands beside allowed_account_ids; Terraform takes one of them",
      allowed: "allowed_account_ids or forbidden_account_ids",
      fix: "remove one of them",
    });
  }
  for (const section of BUCKET_SECTIONS) {
    const bucket = config[section]?.bucket;
    if (!bucket || bucket.existing || bucket.name !== backend.bucket) continue;
    if (report.isWrong([section, "bucket", "name"])) continue;
    report.error(["terraform", "backend", "bucket"], {
      code: "conflict",
      message: `is the bucket that section ${section} creates; its state cannot lie in it`,
      allowed: "a bucket that exists before the stacks do",
      fix: "make a bucket for states beforehand",
    });
  }
};

/** The value with the stack's id where it does no harm: before a file's ending, or at the end. */
function withPlaceholder(value: string, type: string): string {
  const separator = type === "pg" ? "_" : NAMES.has(type) ? "-" : "/";
  const dot = value.lastIndexOf(".");
  const isFile = separator === "/" && !value.includes("://") && dot > value.lastIndexOf("/");
  return isFile
    ? `${value.slice(0, dot)}-${STACK_PLACEHOLDER}${value.slice(dot)}`
    : `${value.replace(/[/_-]$/, "")}${separator}${STACK_PLACEHOLDER}`;
}
