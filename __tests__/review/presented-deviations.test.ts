import { readFileSync } from "node:fs";
import { reviewOf } from "../../review/facts";
import { reviewHtml } from "../../review/html";
import { reviewMarkdown } from "../../review/markdown";
import { factsOfTexts } from "./facts-of";

const REVIEW = reviewOf(factsOfTexts([readFileSync("byoc.yaml", "utf8")]));
const MARKDOWN = reviewMarkdown(REVIEW);
const PAGE = reviewHtml(REVIEW);

/** What stands between a heading and the next one. */
function part(text: string, heading: string, next: RegExp): string {
  const [, rest] = text.split(heading);
  expect(rest).toBeDefined();
  return rest!.split(next)[0]!;
}

const VENDORS = "Ways that the vendor’s documents leave open";
const OWN = "Ways that this project’s own texts leave open";

describe("ways that are left open stand under whose text leaves them", () => {
  it.each([
    ["Markdown", (title: string) => part(MARKDOWN, `### ${title}`, /^#{2,3} /m)],
    ["HTML", (title: string) => part(PAGE, `<h3>${title}</h3>`, /<h3>|<\/section>/)],
  ])("in %s", (_, under) => {
    expect(under(VENDORS)).toContain("The cross-account role can");
    expect(under(VENDORS)).not.toMatch(/bootstrap role can|management role can|derived text/);
    expect(under(OWN)).toContain("bootstrap role can");
    expect(under(OWN)).not.toContain("cross-account role can");
  });

  it("and the figures count them apart", () => {
    const text = PAGE.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    expect(text).toContain("8 ways left open by the vendor’s texts");
    expect(text).toContain("9 ways left open by this project’s own texts");
  });

  it("nowhere are ours called the vendor's", () => {
    expect(MARKDOWN).not.toContain("the vendor’s texts leave open");
    expect(PAGE).not.toContain("the vendor’s texts leave open");
  });
});
