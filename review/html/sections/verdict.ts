import type { Report } from "../../../compliance/finding";
import { verdictOf } from "../../../compliance/reporters/reporter";
import { count } from "../../../text/count";
import { html, type Html } from "../html";

/** The verdict of the checks, for the top of the page. */
export function verdict(report: Report): Html {
  const word = verdictOf(report, "error");
  const { fail, unknown, verdicts } = report.summary;
  const meaning = {
    PASS: "No error is open.",
    FAIL: `${count(fail.error, "error")} must be mended or decided.`,
    UNDECIDED: `No error is open, but ${count(unknown.error, "check")} could not be decided.`,
  }[word];
  const counts = [
    count(fail.error, "error"),
    count(fail.warning, "warning"),
    count(fail.info, "note"),
    `${verdicts.UNKNOWN} unknown`,
    `${verdicts.WAIVED} waived`,
    `${verdicts.PASS} passed`,
  ];
  return html`<div class="verdict ${word.toLowerCase()}">
    <p><strong>${word}</strong> <span>${meaning}</span></p>
    <ul>
      ${counts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}
