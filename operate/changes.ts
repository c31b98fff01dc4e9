import { isDeepStrictEqual } from "node:util";
import { compareText } from "../text/order";
import { isRecord, valueAt } from "../text/record";
import { listAt } from "./made";

/** What Terraform would do, the harmful first; `drift` is what somebody else has done. */
export const DEEDS = [
  "delete",
  "replace",
  "forget",
  "create",
  "update",
  "import",
  "drift",
] as const;
export type Deed = (typeof DEEDS)[number];

/** One resource that a plan changes, or that was changed outside. */
export interface Change {
  readonly deed: Deed;
  readonly address: string;
  /** Arguments that differ, or that force a replacement: names alone, values may be secret. */
  readonly arguments: readonly string[];
  /** It is in AWS already, and comes into the state by an import block. */
  readonly imported?: true;
}

/** The changes of a plan's JSON, in the order of {@link DEEDS}, then of addresses. */
export function changesOf(plan: unknown): Change[] {
  const planned = listAt(plan, "resource_changes")
    .map((change) => changeOf(change, deedOf(change)))
    .filter((change) => change !== undefined);
  const drift = listAt(plan, "resource_drift")
    .map((change) => changeOf(change, "drift"))
    .filter((change) => change !== undefined)
    .filter((change) => matters(change, planned));
  return [...planned, ...drift].sort(
    (a, b) => DEEDS.indexOf(a.deed) - DEEDS.indexOf(b.deed) || compareText(a.address, b.address),
  );
}

/**
 * Whether what was changed outside leads to a change of the plan: providers also report what AWS
 * filled in since, such as how often a policy is attached.
 */
function matters({ address, arguments: names }: Change, planned: readonly Change[]): boolean {
  const same = planned.find((change) => change.address === address);
  return (
    same !== undefined &&
    (same.deed !== "update" || names.some((name) => same.arguments.includes(name)))
  );
}

function changeOf(change: unknown, deed: Deed | undefined): Change | undefined {
  const address = valueAt(change, ["address"]);
  if (deed === undefined || typeof address !== "string") return undefined;
  const forcing = valueAt(change, ["change", "replace_paths"]);
  const names =
    deed === "replace" && Array.isArray(forcing)
      ? forcing.map((path) => String(Array.isArray(path) ? path[0] : path))
      : deed === "update" || deed === "drift"
        ? differing(valueAt(change, ["change"]))
        : [];
  const imported = isImported(change) ? { imported: true as const } : {};
  return { deed, address, arguments: [...new Set(names)].sort(), ...imported };
}

function deedOf(change: unknown): Deed | undefined {
  const [first, second] = ["0", "1"].map((index) => valueAt(change, ["change", "actions", index]));
  if (second !== undefined) return "replace";
  if (first === "create" || first === "update" || first === "delete" || first === "forget")
    return first;
  return isImported(change) ? "import" : undefined;
}

function isImported(change: unknown): boolean {
  return valueAt(change, ["change", "importing"]) !== undefined;
}

/** Names of the arguments whose values differ, or will. */
function differing(change: unknown): string[] {
  const [before, after, unknown] = ["before", "after", "after_unknown"].map((key) => {
    const value = valueAt(change, [key]);
    return isRecord(value) ? value : {};
  });
  return [...new Set([before, after, unknown].flatMap((value) => Object.keys(value!)))].filter(
    (name) => !isDeepStrictEqual(before![name], after![name]) || hasUnknown(unknown![name]),
  );
}

/** Whether any part of a value is known after apply only. */
function hasUnknown(mark: unknown): boolean {
  return (
    mark === true ||
    (typeof mark === "object" && mark !== null && Object.values(mark).some(hasUnknown))
  );
}
