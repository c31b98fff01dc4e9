import type { Finding } from "../finding";
import { isPattern, matches } from "../../iam/glob";
import { unique } from "../../text/unique";
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
export function covers(waiver: Waiver, judged: Judged): boolean {
  const { rule, key, file } = judged.finding;
  return (
    waiver.rule === rule &&
    (waiver.finding === undefined || waiver.finding === key) &&
    isIn(waiver, file) &&
    namesOf(judged).some((name) => isAt(waiver, name))
  );
}

/** Whether a waiver's address stands for others too. */
export function isWild({ max, address }: Waiver): boolean {
  return max !== undefined && isPattern(address);
}

/** Names by which waivers find a finding. */
export function namesOf({ finding, previousAddress }: Judged): readonly string[] {
  const subject = subjectOf(finding);
  if (previousAddress === undefined && finding.constructPath === undefined) return [subject];
  return unique([subject, previousAddress, finding.constructPath]);
}

/** Whether a waiver's address is a name of this resource. */
export function isAt(waiver: Waiver, name: string): boolean {
  const { address, max } = waiver;
  // More than one may be meant only where their number is said.
  return address === name || (max !== undefined && matches(address, name));
}

function isIn(waiver: Waiver, file: string | undefined): boolean {
  if (waiver.file === undefined || waiver.file === file) return true;
  return file !== undefined && slashes(file).endsWith(`/${slashes(waiver.file)}`);
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\.\//, "");
}
