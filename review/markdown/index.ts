import type { Review } from "../review";
import { access } from "./access";
import { checks } from "./checks";
import { consoleSection } from "./console";
import { deviations } from "./deviations";
import { inputs } from "./inputs";
import { inventory } from "./inventory";
import { summary } from "./summary";
import { prose, parts } from "./text";
import { trusts } from "./trusts";

const SECTIONS: readonly (readonly [string, (review: Review) => string])[] = [
  ["Summary", summary],
  ["Inventory", inventory],
  ["Who may do what", access],
  ["Who becomes whom", trusts],
  ["Deviations", deviations],
  ["Checks and waivers", checks],
  ["Inputs", inputs],
  ["Values to paste", consoleSection],
];

/** REVIEW.md: a review as GitHub shows it. The external ID is in none of it. */
export function reviewMarkdown(review: Review): string {
  const { deployments } = review;
  const [first] = deployments;
  const title =
    first && deployments.length === 1 ? first.name : `${deployments.length} deployments`;
  const contents = SECTIONS.map(
    ([name]) => `[${name}](#${name.toLowerCase().replaceAll(" ", "-")})`,
  );
  return parts(
    `# Review: ${prose(title)}`,
    contents.join(" · "),
    ...SECTIONS.flatMap(([name, section]) => [`## ${name}`, section(review)]),
  );
}
