import type { Objection } from "../../config/schema/field";
import type { ReleaseSettings } from "../../config/release";
import type { ReleaseContext } from "../context";
import { type Values } from "../values";
import { valueAt } from "../../text/record";

type Path = readonly (string | number)[];

/** Something wrong with a release, as a rule of the config reports it. */
export interface ReleaseProblem extends Objection {
  readonly severity: "error" | "warning";
  /** In the config file: `["milvus", "release", "messageQueue", "type"]`. */
  readonly path: Path;
}

/** What a check looks at. */
export interface Subject {
  readonly context: ReleaseContext;
  readonly release: ReleaseSettings;
  /** Everything that Helm gets, the user's own values included. */
  readonly values: Values;
}

export type Check = (subject: Subject) => Iterable<ReleaseProblem>;

export function error(path: Path, finding: Objection): ReleaseProblem {
  return { severity: "error", path, ...finding };
}

export function warning(path: Path, finding: Objection): ReleaseProblem {
  return { severity: "warning", path, ...finding };
}

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
