import type { PermissionDiff } from "../../permissions";
import type { Unread } from "../aws/asking";
import type { ReadDifference } from "./differences";

/** What became of one resource that is meant. */
export interface VerifiedResource extends Partial<Unread> {
  readonly address: string;
  /** Name or id in AWS, where one is known. */
  readonly name?: string;
  readonly status: "same" | "differs" | "missing" | "unread";
  readonly differences: readonly ReadDifference[];
}

/** Something that was tried or worked out beside the comparison. */
export interface VerifyCheck {
  readonly id: string;
  readonly status: "ok" | "failed" | "skipped" | "unread";
  readonly text: string;
  readonly fix?: string;
  /** The vendor's own message for it, as its documents have it. */
  readonly message?: string;
}

export interface VerifiedStack {
  readonly id: string;
  readonly resources: readonly VerifiedResource[];
  readonly checks: readonly VerifyCheck[];
}

/** What `byoc verify` found. */
export interface Verification {
  readonly version: 1;
  readonly stacks: readonly VerifiedStack[];
  /** Who may do in AWS what nobody meant, and the reverse. */
  readonly permissions: PermissionDiff;
  /** Requests to AWS, repeated ones included. */
  readonly requests: number;
}
