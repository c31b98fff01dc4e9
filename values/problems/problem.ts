import type { Objection, Told } from "../../config/schema/field";
import type { KeyPath } from "../../config/show";
import type { ReleaseSettings } from "../../config/release";
import type { ReleaseContext } from "../context";
import type { Values } from "../values";
import { valueAt } from "../../text/record";

/** Something wrong with a release, as a rule of the config reports it. */
export interface ReleaseProblem extends Objection {
  readonly severity: "error" | "warning";
  /** In the config file: `["milvus", "release", "messageQueue", "type"]`. */
  readonly path: KeyPath;
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
  (path: KeyPath, told: Told): ReleaseProblem => ({
    severity,
    path,
    code: "release",
    ...told,
  });

/** A problem of the code `release`, where it says no other. */
export const error = report("error");
export const warning = report("warning");

/** Place of a setting of `milvus.release`. */
export function setting(...path: string[]): KeyPath {
  return ["milvus", "release", ...path];
}

/** Where a value comes from: the user's own values if they hold it, else a setting. */
export function originOf(
  release: ReleaseSettings,
  key: readonly string[],
  otherwise: KeyPath,
): KeyPath {
  return isOwn(release, key) ? setting("values", ...key) : otherwise;
}

export function isOwn(release: ReleaseSettings, key: readonly string[]): boolean {
  return valueAt(release.values, key) !== undefined;
}
