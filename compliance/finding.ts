import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Resource } from "../terraform/model";
import { cached } from "../text/cache";
import type { DeepReadonly } from "../text/described";
import type { reportSchema } from "./report-schema";

/** The JSON report; its schema says what each field is for. */
export type Report = DeepReadonly<z.infer<typeof reportSchema>>;

/** A result as reports carry it. */
export type Finding = Report["findings"][number];
export type Severity = Finding["severity"];

/** Unknown is never a pass; a waived finding stays in every report. */
export type Verdict = Finding["verdict"];

/** Why a finding does not count; from a waiver file, from code, or shipped with the rules. */
export type AppliedWaiver = NonNullable<Finding["waiver"]>;

export type Summary = Report["summary"];

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

/** Enough that no two findings of a report share one by chance, short enough to be pasted. */
const LENGTH = 32;

/** Hash that stays the same over runs, machines, files and lines, and changes with the finding. */
export function fingerprintOf(rule: string, address = "", key = ""): string {
  return hashOf(`${rule}\0${address}\0${key}`);
}

const hashOf = cached((text: string) =>
  createHash("sha256").update(text).digest("hex").slice(0, LENGTH),
);
