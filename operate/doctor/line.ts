import type { Unread } from "../aws/asking";

/** What a line says of what it looked at; `skipped` where nothing could be said. */
export type Status = "ok" | "warning" | "failed" | "skipped";

/** One thing that was looked at, and what was found. */
export interface DoctorLine {
  /** Id of the check, the same in every version. */
  readonly check: string;
  readonly status: Status;
  /** What was looked at, in a few words: `bucket acme-state`. */
  readonly about: string;
  /** What was found; lower case, no final period. */
  readonly found: string;
  /** Why it matters, or why nothing could be said. */
  readonly reason?: string;
  /** A command that mends it, or what to do where no command does. */
  readonly fix?: string;
  /** Document and section that ask for it. */
  readonly document?: string;
  /** Of a skipped line: whether it would have been decided, had AWS answered. */
  readonly undecided?: true;
}

/** A line of a check, whose id is added where the check is run. */
export type LineBody = Omit<DoctorLine, "check">;

type More = Pick<LineBody, "reason" | "fix" | "document">;

const finding =
  (status: Status) =>
  (about: string, found: string, more: More = {}): LineBody => ({ status, about, found, ...more });

export const ok = finding("ok");
export const warning = finding("warning");
export const failed = finding("failed");
export const skipped = finding("skipped");

/** A line that AWS did not let be decided. */
export function undecided(about: string, { why, action }: Unread): LineBody {
  const fix = `allow ${action} to whoever runs byoc doctor`;
  const more = { reason: why, ...(action !== undefined && { fix }) };
  return { ...skipped(about, "not known", more), undecided: true };
}
