import type { InputKind, Resource } from "../terraform/model";

export type Severity = "error" | "warning" | "info";

/** Unknown is never a pass; a waived finding stays in every report. */
export type Verdict = "PASS" | "FAIL" | "UNKNOWN" | "WAIVED" | "NOT_APPLICABLE";

/** What a rule says of one resource, or of a whole file. */
export interface RuleResult {
  readonly verdict: "PASS" | "FAIL" | "UNKNOWN";
  readonly resource?: Resource;
  /** File, for results without a resource. */
  readonly file?: string;
  /** Tells findings of one rule on one resource apart: `iam:PassRole`, `block_public_acls`. */
  readonly key?: string;
  /** What is wrong, or unknown, with the value; one sentence, lower case, no final period. */
  readonly message: string;
  /** What to do, where it is more exact than the rule's own. */
  readonly fix?: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /**
   * Attribute in question, for the line: `assume_role_policy`, `inline_policy[0].policy`; for
   * results without a resource a JSON pointer of the file: `/terraform/backend`.
   */
  readonly attribute?: string;
}

/** Why a finding does not count; from a waiver file, from code, or shipped with the rules. */
export interface AppliedWaiver {
  readonly kind: "accepted-risk" | "false-positive" | "documented";
  readonly reason: string;
  readonly owner?: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
  readonly ticket?: string;
  /** File and line, `code`, or `shipped`. */
  readonly source: string;
}

/** A result as reports carry it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  /** Terraform address; absent for findings about a file, a waiver or a rule. */
  readonly address?: string;
  readonly constructPath?: string;
  readonly file?: string;
  readonly line?: number;
  readonly key?: string;
  readonly message: string;
  readonly fix?: string;
  /** Stable over runs and machines: hash of rule, address and key. */
  readonly fingerprint: string;
  readonly waiver?: AppliedWaiver;
}

/** The JSON report; `version` changes when a field changes its meaning. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: "byoc"; readonly version: string };
  readonly inputs: readonly { readonly file: string; readonly kind: InputKind }[];
  readonly summary: Summary;
  readonly findings: readonly Finding[];
}

export interface Summary {
  /** Counts by verdict; of FAIL and UNKNOWN also by severity. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly fail: Readonly<Record<Severity, number>>;
  readonly unknown: Readonly<Record<Severity, number>>;
  readonly rules: number;
}
