import type { Review } from "../review";
import { anchorsOf } from "./anchors";
import { html, join, type Html } from "./html";
import { page, type Chapter } from "./page";
import { access } from "./sections/access";
import { valuesToPaste } from "./sections/console";
import { deviations } from "./sections/deviations";
import { findings } from "./sections/findings";
import { inputs } from "./sections/inputs";
import { inventory } from "./sections/inventory";
import { policies } from "./sections/policies";
import { summary } from "./sections/summary";
import { trusts } from "./sections/trusts";
import { verdict } from "./sections/verdict";

const CHAPTERS: readonly Chapter[] = [
  { id: "summary", title: "Summary" },
  { id: "inventory", title: "Inventory" },
  { id: "access", title: "Who may do what" },
  { id: "trusts", title: "Who becomes whom" },
  { id: "deviations", title: "Deviations" },
  { id: "findings", title: "Checks and waivers" },
  { id: "inputs", title: "Inputs" },
  { id: "console", title: "Values to paste" },
  { id: "policies", title: "Policy texts" },
];

/** With more stacks than this, paper gets what is unfolded and no more. */
const PRINTED_WHOLE = 20;

/**
 * The review as one page that needs nothing else: no request, no font, no picture. External IDs in
 * policy texts are masked. The same review gives the same bytes.
 */
export function reviewHtml(review: Review): string {
  const anchors = anchorsOf(review);
  const unfoldForPrint = review.stacks.length <= PRINTED_WHOLE;
  const names = review.deployments.map(({ name }) => name);
  const subject = names.length === 1 ? names[0]! : `${names.length} deployments`;
  return page({
    title: `${subject}: review of Zilliz Cloud BYOC on AWS`,
    header: html`<p class="eyebrow">Review of Zilliz Cloud BYOC on AWS</p>
      <h1>${subject}</h1>
      ${verdict(review.report)}`,
    chapters: CHAPTERS,
    main: join([
      summary(review),
      inventory(review),
      access(review, anchors),
      trusts(review),
      deviations(review),
      findings(review),
      inputs(review),
      valuesToPaste(review),
      policies(review, anchors),
    ]),
    footer: footer(review, unfoldForPrint),
    unfoldForPrint,
  });
}

function footer({ version }: Review, unfoldForPrint: boolean): Html {
  return html`<p>
    byoc ${version}. This page loads nothing and sends nothing.
    ${
      unfoldForPrint
        ? "Printed, it is unfolded."
        : "Printed, it shows what is unfolded; unfold the stacks that you need first."
    }
  </p>`;
}
