import type { Path } from "../../config/path";
import type { Finding } from "../../config/schema/field";
import type { ReleaseSettings } from "../../config/release";
import type { ReleaseContext } from "../context";
import type { Values } from "../values";
import { valueAt } from "../../text/record";

/** Something wrong with a release, as a rule of the config reports it. */
export interface ReleaseProblem extends Finding {
  readonly severity: "error" | "warning";
  /** In the config file: `["milvus", "release", "messageQueue", "type"]`. */
  readonly path: Path;
}

/** What a check looks at. */
export interface ReleaseSubject {
  readonly context: ReleaseContext;
  readonly release: ReleaseSettings;
  /** Everything that Helm gets, the user's own values included. */
  readonly values: Values;
}

export type Check = (subject: ReleaseSubject) => Iterable<ReleaseProblem>;

const report =
  (severity: ReleaseProblem["severity"]) =>
  (path: Path, told: Omit<Finding, "code"> & Partial<Pick<Finding, "code">>): ReleaseProblem => ({
    severity,
    path,
    code: "release",
    ...told,
  });

/** A problem of the code `release`, where it says no other. */
export const error = report("error");
export const warning = report("warning");

/** Place of a setting of `milvus.release`. */
export function setting(...path: string[]): Path {
  return ["milvus", "release", ...path];
}

/** Where a value comes from: the user's own values if they hold it, else a setting. */
export function originOf(release: ReleaseSettings, key: readonly string[], otherwise: Path): Path {
  return isOwn(release, key) ? setting("values", ...key) : otherwise;
}

export function isOwn(release: ReleaseSettings, key: readonly string[]): boolean {
  return valueAt(release.values, key) !== undefined;
}
