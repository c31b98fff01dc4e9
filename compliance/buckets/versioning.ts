import type { Known, Resource } from "../../terraform/model";
import { mapKnown } from "../../terraform/known";
import { inBlocks } from "../blocks";

export type Versioning = "enabled" | "suspended" | "off";

/** Versioning of a bucket, of its own resource or, in older Terraform, of the bucket. */
export function versioningOf(holder: Resource): {
  readonly attribute: string;
  readonly value: Known<Versioning>;
} {
  const inline = holder.type === "aws_s3_bucket";
  const { attribute, value } = inline
    ? inBlocks(holder, "versioning", "enabled")
    : inBlocks(holder, "versioning_configuration", "status");
  const versioning = mapKnown(value, (state): Versioning => {
    if (state === true || state === "Enabled") return "enabled";
    return state === "Suspended" ? "suspended" : "off";
  });
  return { attribute, value: versioning };
}
