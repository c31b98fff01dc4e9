// A review as data: sections, tables, legends and folds, in the same words for every form of it.
import { verdictOf } from "../../compliance/reporters/reporter";
import { signatureBlocks } from "../../text/signature";
import { count } from "../../text/count";
import { flat, type Head, type Page } from "../../text/page";
import type { Review } from "../review";
import { acceptedWords } from "./accepted";
import { ACCESS } from "./access";
import { CONSOLE } from "./console";
import type { Chapter, ReviewOwn } from "./data";
import { DEVIATIONS } from "./deviations";
import { FINDINGS } from "./findings";
import { INPUTS, INVENTORY } from "./inventory";
import { POLICIES } from "./policies";
import { PRIORITIES } from "./priorities";
import { SUMMARY } from "./summary";
import { TRUSTS } from "./trusts";

/** A place to sign, with what tells exactly which files were reviewed. */
const SIGNATURE: Chapter = {
  id: "signature",
  title: "Signature",
  intro: () =>
    "Whoever signs has read what matters first, and accepts what is listed there as accepted, for exactly these files.",
  blocks: ({ reviewed }) => signatureBlocks("What was reviewed", [{ rows: reviewed }]),
};

/** Every section, in the order in which a reviewer wants them. */
export const CHAPTERS: readonly Chapter[] = [
  PRIORITIES,
  SUMMARY,
  INVENTORY,
  ACCESS,
  TRUSTS,
  DEVIATIONS,
  FINDINGS,
  INPUTS,
  CONSOLE,
  POLICIES,
  SIGNATURE,
];

/** With more stacks than this, paper gets what is unfolded and no more. */
const PRINTED_WHOLE = 20;

/** A review as a page. */
export function pageOf(review: Review): Page<ReviewOwn> {
  return {
    head: headOf(review),
    sections: CHAPTERS.map(({ id, title, intro, blocks }) => {
      return { id, title, intro: intro(review), blocks: flat(blocks(review)) };
    }),
    version: review.version,
    unfolds: review.stacks.length <= PRINTED_WHOLE,
  };
}

export function headOf({ deployments, report }: Review): Head {
  const { fail, unknown, verdicts } = report.summary;
  const decided = verdictOf(report, "error");
  const accepted = acceptedWords(report.findings);
  // A pass over what somebody accepted is no plain pass.
  const passes = decided === "PASS" && accepted !== undefined;
  const meaning = {
    PASS: "No error is open.",
    FAIL: `${count(fail.error, "error")} must be mended or decided.`,
    UNDECIDED: `No error is open, but ${count(unknown.error, "check")} could not be decided.`,
  }[decided];
  return {
    what: "Review of Zilliz Cloud BYOC on AWS",
    subject: deployments.length === 1 ? deployments[0]!.name : `${deployments.length} deployments`,
    verdict: passes ? "ACCEPTED" : decided,
    title: passes ? `PASS; ${accepted}` : decided,
    meaning: passes || accepted === undefined ? meaning : `${meaning} ${accepted}.`,
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
