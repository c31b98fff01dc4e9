import type { Finding } from "../finding";
import { isPattern, matches } from "../iam/glob";
import type { Waiver } from "./schema";

/** Address of findings that are about neither a resource nor a file. */
export const WHOLE_RUN = "(run)";

/** A finding with what waivers need to know of it and reports do not. */
export interface Judged {
  readonly finding: Finding;
  readonly waivable: boolean;
  /** Address before a move: its waivers hold on. */
  readonly previousAddress?: string;
}

/** The address that a waiver of a finding names. */
export function subjectOf({ address, file }: Finding): string {
  return address ?? file ?? WHOLE_RUN;
}

/** Whether a waiver is for a finding, its expiry left aside. */
export function covers(waiver: Waiver, { finding, previousAddress }: Judged): boolean {
  const { rule, key, file, constructPath } = finding;
  return (
    waiver.rule === rule &&
    (waiver.finding === undefined || waiver.finding === key) &&
    isIn(waiver, file) &&
    [subjectOf(finding), previousAddress, constructPath].some((name) => isAt(waiver, name))
  );
}

/** Whether a waiver's address is a name of this resource. */
export function isAt(waiver: Waiver, name: string | undefined): boolean {
  if (name === undefined) return false;
  if (waiver.address === name) return true;
  return waiver.max !== undefined && isPattern(waiver.address) && matches(waiver.address, name);
}

function isIn(waiver: Waiver, file: string | undefined): boolean {
  if (waiver.file === undefined || waiver.file === file) return true;
  return file !== undefined && slashes(file).endsWith(`/${slashes(waiver.file)}`);
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\.\//, "");
}
