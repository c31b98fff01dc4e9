import { isAbsolute, posix } from "node:path";
import { KNOWN_REGIONS } from "../../aws/regions";
import { use } from "../../text/near";
import { nearestRegion } from "../nearest-region";
import { valueAt } from "../../text/record";
import type { ConfigReport } from "../report";
import type { BackendConfig } from "../schema";
import { STACK_PLACEHOLDER, statePlaces } from "../schema/backend-keys";
import type { KeyPath } from "../show";
import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

/** Where local states lie, beside the output folder. */
const BESIDE = { path: "../../../state/{stack}.tfstate", workspace_dir: "../../../state/{stack}" };

/** Backends whose states have names without slashes. */
const NAMES: ReadonlySet<string> = new Set(["cloud", "remote", "kubernetes"]);

/** Stacks keep their states apart, and not in a bucket that the same config creates. */
export const checkBackend: ConfigRule = ({ config, report }) => {
  const backend = config.terraform?.backend;
  if (!backend || report.isWrong(["terraform", "backend"])) return;
  if (backend.type === "local") checkFiles(backend, report);
  if (backend.type === "inmem") {
    report.warning(["terraform", "backend", "type"], {
      code: "backend",
      message: "keeps the state in Terraform's memory: what was made is forgotten at its end",
      allowed: "a backend that keeps states, outside of trials",
      fix: "remove backend for a local state",
    });
  }
  for (const place of statePlaces(backend.type)) {
    const path: KeyPath = ["terraform", "backend", ...place];
    const value = valueAt(backend, place);
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
  const at = (key: string) => valueAt(backend, [key]);
  if (at("allowed_account_ids") && at("forbidden_account_ids")) {
    report.error(["terraform", "backend", "forbidden_account_ids"], {
      message: "stands beside allowed_account_ids; Terraform takes one of them",
      allowed: "allowed_account_ids or forbidden_account_ids",
      fix: "remove one of them",
    });
  }
  checkStateKey(backend, report);
  const region = at("region");
  if (typeof region === "string" && !KNOWN_REGIONS.includes(region) && !skipsRegions(backend)) {
    report.warning(["terraform", "backend", "region"], {
      code: "region",
      message:
        "is not a region that this version knows; Terraform refuses those that it does not know",
      allowed: "any region of AWS",
      fix: use(nearestRegion(region)),
    });
  }
  for (const section of BUCKET_SECTIONS) {
    const bucket = config[section]?.bucket;
    if (!bucket || bucket.existing || bucket.name !== at("bucket")) continue;
    if (report.isWrong([section, "bucket", "name"])) continue;
    report.error(["terraform", "backend", "bucket"], {
      message: `is the bucket that section ${section} creates; its state cannot lie in it`,
      allowed: "a bucket that exists before the stacks do",
      fix: "make a bucket for states beforehand",
    });
  }
};

function skipsRegions(backend: BackendConfig): boolean {
  return valueAt(backend, ["skip_region_validation"]) === true;
}

/** What Terraform 1.11 takes for the key of a state; anything else ends `terraform init`. */
const STATE_KEY =
  /^(arn:[\w-]+:kms:[\w-]+:\d{12}:)?(alias\/[\w/-]+|(key\/)?(mrk-[\da-f]{32}|[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}))$/;

/** A key that Terraform would not take, or would not use. */
function checkStateKey(backend: BackendConfig, report: ConfigReport): void {
  const [key, encrypt] = ["kms_key_id", "encrypt"].map((name) => valueAt(backend, [name]));
  if (key === undefined) return;
  const path: KeyPath = ["terraform", "backend", "kms_key_id"];
  const isKey =
    typeof key === "string" && STATE_KEY.test(key.replaceAll(STACK_PLACEHOLDER, "stack"));
  if (!isKey && !report.isWrong(path)) {
    report.error(path, {
      code: "backend",
      message: "is no key that Terraform's backend s3 takes",
      allowed: "alias/<name>, a key id, or the ARN of either",
      fix: "aws kms list-aliases --query 'Aliases[].AliasName'",
    });
  }
  if (encrypt !== false) return;
  report.error(["terraform", "backend", "encrypt"], {
    message: "switches off what kms_key_id asks for: Terraform would not use the key",
    allowed: "true, the default, beside kms_key_id",
    fix: "remove the line",
  });
}

/**
 * Local states lie outside of the output folder: the CDKTF command line deletes stacks' folders that
 * no config makes any more, with all that lies in them. Absolute paths are judged where the output
 * folder is known.
 */
function checkFiles(backend: BackendConfig, report: ConfigReport): void {
  for (const [key, standard] of Object.entries(BESIDE)) {
    const path: KeyPath = ["terraform", "backend", key];
    const value = valueAt(backend, [key]);
    if (typeof value !== "string" || isAbsolute(value) || report.isWrong(path)) continue;
    if (leavesOutput(value)) continue;
    // A path without the stack's id was never accepted, so that nothing can lie there.
    const move = value.includes(STACK_PLACEHOLDER)
      ? `; what lies there is moved in each stack's folder, with its id for ${STACK_PLACEHOLDER}, by: mkdir -p ${posix.dirname(standard)} && mv "${value}" ${standard} && terraform init -reconfigure`
      : "";
    report.error(path, {
      code: "backend",
      message:
        "lies in the output folder, where cdktf deletes the folders of stacks that the config no longer makes",
      allowed: "a path relative to the stack's folder that leads out of the output: ../../../…",
      fix: `use ${standard}${move}`,
    });
  }
}

/** Whether a path leads up from `<output>/stacks/<stack>` out of the output folder. */
function leavesOutput(path: string): boolean {
  let depth = 3;
  for (const part of path.split("/")) {
    if (part === "..") depth -= 1;
    else if (part !== "" && part !== ".") depth += 1;
    if (depth === 0) return true;
  }
  return false;
}

/** The value with the stack's id where it does no harm: before a file's ending, or at the end. */
function withPlaceholder(value: string, type: string): string {
  const separator = type === "pg" ? "_" : NAMES.has(type) ? "-" : "/";
  const dot = value.lastIndexOf(".");
  const isFile = separator === "/" && !value.includes("://") && dot > value.lastIndexOf("/");
  return isFile
    ? `${value.slice(0, dot)}-${STACK_PLACEHOLDER}${value.slice(dot)}`
    : `${value.replace(/[/_-]$/, "")}${separator}${STACK_PLACEHOLDER}`;
}
