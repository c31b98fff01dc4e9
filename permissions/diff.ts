/** `gained`: somebody may do more than before; `undecided`: the files do not tell. */
export type Direction = "gained" | "lost" | "undecided";

export type SubjectKind =
  | "role"
  | "user"
  | "group"
  /** A policy that no role of the files has, or that is the ceiling of some. */
  | "policy"
  | "bucket"
  | "key"
  /** Anything else with a policy of its own, or that gives rights in another way. */
  | "resource"
  | "identity-provider"
  | "service-account"
  /** A file that leaves something out. */
  | "input";

export type ChangeKind =
  /** The subject may do something. */
  | "permission"
  /** Somebody may do something with the subject, by the subject's own policy. */
  | "access"
  /** Somebody may become the role. */
  | "trust"
  /** Something is refused explicitly, or is so no longer. */
  | "refusal"
  /** A permissions boundary, which gives nothing and limits everything. */
  | "ceiling"
  /** A policy whose text is not in the files, such as those of AWS. */
  | "attachment"
  /** What keeps a bucket from being public, or an ACL that opens it. */
  | "exposure"
  /** Tokens that an identity provider is believed with. */
  | "token"
  /** Pods that get the rights of a role. */
  | "binding"
  | "unknown";

/** Statement of a policy. */
export interface Reason {
  /** Address of the resource, or ARN of a policy that no file holds. */
  readonly policy: string;
  /** Sid, or place: `#2`; absent where it is no statement. */
  readonly statement?: string;
}

/** What a condition asks for, in words; `[]` asks for nothing. */
interface Conditions {
  /** Null where it was not allowed at all, or cannot be said in one list. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
}

export interface PermissionChange {
  readonly direction: Direction;
  readonly kind: ChangeKind;
  /** One sentence for a reader who knows no IAM, with the subject, without a period. */
  readonly text: string;
  /** Who, where it is not the subject; as the policy names them. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Conditions;
  readonly because: readonly Reason[];
}

/** What changed for one role, bucket, key … */
export interface SubjectChanges {
  readonly kind: SubjectKind;
  /** As sentences call it: `storage role zilliz-byoc-acme-prod-storage-role`. */
  readonly label: string;
  readonly name: string;
  /** Terraform address, of the newer side where it has one. */
  readonly address: string;
  /** Whether both sides have it. */
  readonly status: "kept" | "new" | "gone";
  /** Name before, where it is another. */
  readonly previously?: string;
  readonly changes: readonly PermissionChange[];
}

/**
 * What somebody may do on the newer side and could not on the older one, and the reverse. External
 * IDs are masked. The same two sides give the same bytes.
 */
export interface PermissionDiff {
  readonly version: 1;
  readonly summary: Readonly<Record<Direction, number>>;
  /** Those with something gained first. */
  readonly subjects: readonly SubjectChanges[];
}

/** 1: something was gained; 3: nothing was, but something cannot be told; 0: neither. */
export function diffExitCode({ summary }: PermissionDiff): 0 | 1 | 3 {
  if (summary.gained > 0) return 1;
  return summary.undecided > 0 ? 3 : 0;
}
