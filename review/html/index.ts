import { pageOf } from "../presented";
import type { Review } from "../review";
import { anchorsOf } from "./anchors";
import { pageHtml } from "./page";

/** The review as one page. External IDs in policy texts are masked. */
export function reviewHtml(review: Review): string {
  return pageHtml(pageOf(review), anchorsOf(review));
}
