import type { z } from "zod";
import type { DeepReadonly } from "../text/described";
import type { diffSchema } from "./schema";

/**
 * What somebody may do on the newer side and could not on the older one, and the reverse. External
 * IDs are masked. The same two sides give the same bytes. The schema says what each field is.
 */
export type PermissionDiff = DeepReadonly<z.infer<typeof diffSchema>>;

/** What changed for one role, bucket, key … */
export type SubjectChanges = PermissionDiff["subjects"][number];
export type SubjectKind = SubjectChanges["kind"];

/** One thing that somebody may do on one side only, in a sentence without a period. */
export type PermissionChange = SubjectChanges["changes"][number];
export type ChangeKind = PermissionChange["kind"];
export type ChangeDirection = PermissionChange["direction"];

/** Statement of a policy, or the policy where it is no statement. */
export type Reason = PermissionChange["because"][number];

/** Both sides of something. */
export interface Sides<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** 1: something was gained; 3: nothing was, but something cannot be told; 0: neither. */
export function diffExitCode({ summary }: PermissionDiff): 0 | 1 | 3 {
  if (summary.gained > 0) return 1;
  return summary.undecided > 0 ? 3 : 0;
}
