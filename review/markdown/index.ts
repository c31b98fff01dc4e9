import { CHAPTERS, headOf } from "../presented";
import { flat } from "../../text/page";
import type { Chapter } from "../presented/data";
import type { Review } from "../review";
import { blocksText } from "./blocks";
import { perDeployment } from "./scope";
import { parts, prose } from "./text";
import { inline } from "./words";

const SIGNS = { PASS: "✅", ACCEPTED: "⚠️", FAIL: "❌", UNDECIDED: "❔" } as const;

/** REVIEW.md: a review as GitHub shows it. The external ID is in none of it. */
export function reviewMarkdown(review: Review): string {
  const { what, subject, verdict, title, meaning, counts } = headOf(review);
  const contents = CHAPTERS.map(
    ({ title }) => `[${title}](#${title.toLowerCase().replaceAll(" ", "-")})`,
  );
  return parts(
    `# ${what}: ${prose(subject)}`,
    `${SIGNS[verdict]} **${prose(title)}** ${prose(meaning)}`,
    counts.join(" · "),
    contents.join(" · "),
    ...CHAPTERS.map((chapter) => sectionText(chapter, review)),
  );
}

function sectionText({ title, intro, blocks, byStack }: Chapter, review: Review): string {
  const body = (part: Review) => blocksText(flat(blocks(part)));
  return parts(
    `## ${title}`,
    inline(intro(review)),
    byStack ? perDeployment(review, body) : body(review),
  );
}
