import type { Known, Resource } from "../../terraform/model";
import { isRecord } from "../../text/record";
import { mapKnown, numberAt, valueAt } from "../../terraform/known";
import { attributeOf, blocksAt, type BlockPath } from "../blocks";

/** What a rule of a bucket's lifecycle does, by the name of its block. */
type Deed = "abort_incomplete_multipart_upload" | "noncurrent_version_expiration";

/** Names of the same on the bucket itself, in older Terraform. */
const INLINE = {
  abort_incomplete_multipart_upload: "abort_incomplete_multipart_upload_days",
  noncurrent_version_expiration: "noncurrent_version_expiration",
} as const;

/** `some` when only rules for some of the objects do it. */
type Coverage = "all" | "some" | "none";

/** For how many of a bucket's objects an enabled rule does something. */
export function reachOf(holder: Resource, deed: Deed): Known<Coverage> {
  const inline = holder.type === "aws_s3_bucket";
  const rules = blocksAt(holder, [inline ? "lifecycle_rule" : "rule"]);
  if (!rules.known) return rules;
  let reach: Coverage = "none";
  let undecided: Known<Coverage> | undefined;
  for (const rule of rules.value) {
    const found = ruleReach(holder, rule, inline ? INLINE[deed] : deed, inline);
    if (!found.known) undecided = found;
    else if (found.value === "all") return found;
    else if (found.value === "some") reach = "some";
  }
  return undecided ?? { known: true, value: reach };
}

function ruleReach(
  holder: Resource,
  rule: BlockPath,
  deed: string,
  inline: boolean,
): Known<Coverage> {
  const status = valueAt(holder, [...rule, inline ? "enabled" : "status"]);
  if (!status.known) return status;
  if (status.value !== "Enabled" && status.value !== true) return { known: true, value: "none" };
  const does = isDone(holder, [...rule, deed]);
  if (!does.known) return does;
  if (!does.value) return { known: true, value: "none" };
  const whole = isWhole(holder, rule);
  return whole.known ? { known: true, value: whole.value ? "all" : "some" } : whole;
}

/** A block that is there, or a number of days that is not 0. */
function isDone(holder: Resource, path: BlockPath): Known<boolean> {
  const attribute = attributeOf(path);
  if (attribute.endsWith("_days")) {
    return mapKnown(numberAt(holder, path, 0), (days) => days > 0);
  }
  const blocks = blocksAt(holder, path);
  return blocks.known ? { known: true, value: blocks.value.length > 0 } : blocks;
}

/** Whether a rule has no filter, or one that lets everything through. */
function isWhole(holder: Resource, rule: BlockPath): Known<boolean> {
  for (const name of ["prefix", "tags", "filter"]) {
    const value = valueAt(holder, [...rule, name]);
    if (!value.known) return value;
    if (!isEmpty(value.value)) return { known: true, value: false };
  }
  return { known: true, value: true };
}

/** Terraform fills what is not written with null, "", 0 and empty lists. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (isRecord(value)) return Object.values(value).every(isEmpty);
  return value === undefined || value === null || value === "" || value === 0;
}
