import { isRecord, type PlainRecord } from "../text/record";
import type { InputProblem } from "./parse";
import type { InputKind } from "./model";

/** What a file is: a kind of input, or Terraform's own state file. */
export type FileKind = InputKind | "raw-state";

type Detected =
  | { readonly kind: FileKind; readonly json: PlainRecord }
  | { readonly problem: Pick<InputProblem, "message" | "fix"> };

/** Keys of `terraform show -json PLAN` that no state has. */
const PLAN_KEYS = ["planned_values", "resource_changes", "configuration", "prior_state"];
/** Everything that a state may have: an empty one has only its version. */
const STATE_KEYS = new Set(["format_version", "terraform_version", "values", "checks"]);
const BLOCKS =
  "resource data provider terraform module variable locals output import moved removed".split(" ");

const KINDS = "a plan or state by terraform show -json, or Terraform's JSON syntax (cdk.tf.json)";

/** Tells a file by its keys, whatever its name; versions that are not supported are told too. */
export function detect(value: unknown): Detected {
  if (!isRecord(value)) return other("is JSON, but no object");
  const { format_version: format, version } = value;
  if (format !== undefined) return detectShown(value, format);
  if (Object.hasOwn(value, "plan_format_version")) {
    return other(
      "is a redacted plan of HCP Terraform: what it hides cannot be judged",
      "give the JSON of the run that is not redacted, or what terraform show -json PLAN writes",
    );
  }
  // Until version 3 a state had modules, with resources in each.
  const isState = Array.isArray(value["resources"] ?? value["modules"]);
  if (isState && Object.hasOwn(value, "lineage") && Object.hasOwn(value, "serial")) {
    if (version === 4) return { kind: "raw-state", json: value };
    return other(
      `is a state file of version ${shown(version)}; only version 4 is supported`,
      "give what terraform show -json writes in its folder",
    );
  }
  if (BLOCKS.some((block) => typeof value[block] === "object"))
    return { kind: "synth", json: value };
  return other("is JSON, but neither a plan, nor a state, nor Terraform's JSON syntax");
}

function detectShown(json: PlainRecord, format: unknown): Detected {
  const isPlan = PLAN_KEYS.some((key) => Object.hasOwn(json, key));
  const isState = !isPlan && Object.keys(json).every((key) => STATE_KEYS.has(key));
  if (!isPlan && !isState) {
    return other("is JSON that Terraform wrote, but neither a plan nor a state");
  }
  const kind = isPlan ? "plan" : "state";
  if (typeof format === "string" && /^1(\.\d+)?$/.test(format)) return { kind, json };
  return other(
    `is a ${kind} of format version ${shown(format)}; only 1.x is supported`,
    "make it with Terraform 1.1 or newer, or with a byoc that knows this version",
  );
}

function other(message: string, fix = `give ${KINDS}`): Detected {
  return { problem: { message, fix } };
}

function shown(version: unknown): string {
  return typeof version === "string" || typeof version === "number"
    ? String(version).slice(0, 20)
    : "that is none";
}
