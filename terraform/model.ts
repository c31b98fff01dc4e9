import type { Provenance } from "../policies/document";
import type { IamPolicy, IamStatement } from "../iam/policy";
import type { KeyPath, PlainRecord } from "../text/record";
import type { Located } from "./json";

/** What a file is, told by its keys. */
export type InputKind = "synth" | "plan" | "state";

/** A value that may be known only after apply; unknown is never taken for good. */
export type Known<Value> =
  | { readonly known: true; readonly value: Value }
  /** `attribute` is what is unknown, `why` the reason in words. */
  | {
      readonly known: false;
      readonly attribute: string;
      readonly why: string;
      /** What is known of it anyway: a policy's text without what cannot be told. */
      readonly partial?: string;
    };

/** A policy document that was read, as it was written; only its statements are always a list. */
export interface ReadPolicy extends IamPolicy {
  readonly Statement: readonly IamStatement[];
}

/** What a plan does to a resource. */
export type Action = "no-op" | "create" | "read" | "update" | "delete" | "forget";

/**
 * One resource of one input, as it will be (plan), is (state) or is written (synth). What a plan
 * deletes or forgets has no values left; `isGone` tells.
 */
export interface Resource {
  /** Terraform address, module path included: `aws_iam_role.storage_role`. */
  readonly address: string;
  readonly type: string;
  /** File of the input. */
  readonly file: string;
  /** JSON pointer of its values in the file; with `/attribute` after it, one for `Input.lineOf`. */
  readonly pointer: string;
  /** Line in the file where the resource begins, where it can be told; found when it is asked for. */
  readonly line?: number;
  /** Construct path, for files that CDKTF wrote. */
  readonly constructPath?: string;
  /** Label of the policy text, for files that this project wrote. */
  readonly provenance?: Provenance;
  /**
   * Waivers that were written in code, as the file holds them under `"//".waivers`; nobody has looked
   * at their shape yet. Files that CDKTF wrote only.
   */
  readonly waivers?: readonly unknown[];
  /** Plain values; keys that are unknown are absent. */
  readonly values: PlainRecord;
  /** True at the place of every unknown value, as Terraform's `after_unknown`. */
  readonly unknown: unknown;
  /**
   * An attribute as the file knows it or, where it does not, as its expression can be worked out:
   * the ARN of a bucket that is still to be made. Known and undefined when it is not set at all.
   */
  readonly resolve: (attribute: string) => Known<unknown>;
  /** Why it cannot be told whether there will be such a resource; absent when there will be. */
  readonly uncertain?: string;
  /**
   * Addresses that an attribute refers to: `permissions_boundary` to `aws_iam_policy.boundary`.
   * Every attribute that the configuration sets has an entry, if an empty one; states have none.
   */
  readonly references: Readonly<Record<string, readonly string[]>>;
  /** `depends_on`, as written; in states everything it was made after. */
  readonly dependsOn: readonly string[];
  /** Attributes whose changes are ignored; absent in plans and states, which do not tell. */
  readonly ignoredChanges?: readonly string[];
  /** Absent in plans and states, which do not tell. */
  readonly preventDestroy?: boolean;
  /** Plans only. */
  readonly change?: ResourceChange;
  /** Address it had before a move. */
  readonly previousAddress?: string;
}

export interface ResourceChange {
  readonly actions: readonly Action[];
  readonly before: PlainRecord | null;
  readonly after: PlainRecord | null;
  readonly replacePaths: readonly KeyPath[];
  readonly reason?: string;
  readonly importing: boolean;
}

/** How reports name what was piped in and is no file. */
export const STANDARD_INPUT = "standard input";

/** The JSON of a file, with what tells its lines. */
export interface InputFile extends Pick<Input, "file" | "lineOf" | "isOneLine"> {
  readonly json: PlainRecord;
}

/** One file that was read. */
export interface Input {
  readonly kind: InputKind;
  readonly file: string;
  /**
   * Files with one root belong together: the folder of a root module that is written in several
   * files; otherwise the file itself. Names and references are looked up here first.
   */
  readonly root: string;
  /** Name of the stack, for files that CDKTF wrote. */
  readonly stack?: string;
  readonly resources: readonly Resource[];
  /** Data sources; `data.` is part of their addresses. */
  readonly data: readonly Resource[];
  /** Changes outside of Terraform that a plan found: `resource_drift`. */
  readonly drift: readonly Resource[];
  /** What the file leaves out, one sentence each: a module elsewhere, a plan of some targets only. */
  readonly gaps: readonly string[];
  /** The one of them that says that a plan's configuration was taken out, in whole or in part. */
  readonly configurationGap?: string;
  /** Provider blocks by provider: `aws` to its settings; what is unknown is absent. */
  readonly providers: Readonly<Record<string, readonly PlainRecord[]>>;
  /** Backend type and settings; synthesized files only. */
  readonly backend?: {
    readonly type: string;
    readonly settings: PlainRecord;
  };
  /** Every string of the file, or below a JSON pointer, for the rules of hygiene. */
  readonly strings: (under?: string) => Iterable<Located>;
  /** External IDs in the file, where they were looked for while all of it was at hand. */
  readonly externalIds?: readonly string[];
  /** Line of a JSON pointer of the file. */
  readonly lineOf: (pointer: string) => number | undefined;
  /** Whether all of the file is on its first line, as Terraform writes it. */
  readonly isOneLine?: boolean;
}
