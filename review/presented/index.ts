// A review as data: sections, tables, legends and folds, in the same words for every form of it.
import { verdictOf } from "../../compliance/reporters/reporter";
import { count } from "../../text/count";
import type { Review } from "../review";
import { ACCESS } from "./access";
import { CONSOLE } from "./console";
import type { Chapter } from "./data";
import { DEVIATIONS } from "./deviations";
import { FINDINGS } from "./findings";
import { INPUTS, INVENTORY } from "./inventory";
import { POLICIES } from "./policies";
import { SUMMARY } from "./summary";
import { TRUSTS } from "./trusts";

/** Every section, in the order in which a reviewer wants them. */
export const CHAPTERS: readonly Chapter[] = [
  SUMMARY,
  INVENTORY,
  ACCESS,
  TRUSTS,
  DEVIATIONS,
  FINDINGS,
  INPUTS,
  CONSOLE,
  POLICIES,
];

/** What stands above all sections. */
export interface Head {
  readonly what: string;
  /** The deployment, or how many. */
  readonly subject: string;
  readonly verdict: "PASS" | "FAIL" | "UNDECIDED";
  /** The verdict as a sentence. */
  readonly meaning: string;
  readonly counts: readonly string[];
}

export function headOf({ deployments, report }: Review): Head {
  const { fail, unknown, verdicts } = report.summary;
  const verdict = verdictOf(report, "error");
  const meaning = {
    PASS: "No error is open.",
    FAIL: `${count(fail.error, "error")} must be mended or decided.`,
    UNDECIDED: `No error is open, but ${count(unknown.error, "check")} could not be decided.`,
  }[verdict];
  return {
    what: "Review of Zilliz Cloud BYOC on AWS",
    subject: deployments.length === 1 ? deployments[0]!.name : `${deployments.length} deployments`,
    verdict,
    meaning,
    counts: [
      count(fail.error, "error"),
      count(fail.warning, "warning"),
      count(fail.info, "note"),
      `${verdicts.UNKNOWN} unknown`,
      `${verdicts.WAIVED} waived`,
      `${verdicts.PASS} passed`,
      `${verdicts.NOT_APPLICABLE} not applicable`,
    ],
  };
}
