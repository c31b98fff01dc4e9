import { CHAPTERS, headOf } from "../presented";
import type { Review } from "../review";
import { anchorsOf } from "./anchors";
import { section } from "./blocks";
import { html, join, type Html } from "./html";
import { page } from "./page";

/** With more stacks than this, paper gets what is unfolded and no more. */
const PRINTED_WHOLE = 20;

/**
 * The review as one page that needs nothing else: no request, no font, no picture. External IDs in
 * policy texts are masked. The same review gives the same bytes.
 */
export function reviewHtml(review: Review): string {
  const anchors = anchorsOf(review);
  const unfoldForPrint = review.stacks.length <= PRINTED_WHOLE;
  const { what, subject } = headOf(review);
  return page({
    title: `${subject}: ${what}`,
    header: header(review),
    chapters: CHAPTERS,
    main: join(CHAPTERS.map((chapter) => section(chapter, review, anchors))),
    footer: footer(review, unfoldForPrint),
    unfoldForPrint,
  });
}

/** The verdict of the checks comes first of all. */
function header(review: Review): Html {
  const { what, subject, verdict, meaning, counts } = headOf(review);
  return html`<p class="eyebrow">${what}</p>
    <h1>${subject}</h1>
    <div class="verdict ${verdict.toLowerCase()}">
      <p><strong>${verdict}</strong> <span>${meaning}</span></p>
      <ul>
        ${counts.map((text) => html`<li>${text}</li> `)}
      </ul>
    </div>`;
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
