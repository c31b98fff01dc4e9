import type { Finding } from "../../compliance/finding";
import { reviewOf } from "../../review/facts";
import { reviewHtml } from "../../review/html";
import { reviewMarkdown } from "../../review/markdown";
import type { Review } from "../../review/review";
import { EXAMPLES, factsOf } from "./facts-of";
import { tablesIn } from "./markdown-reading";

/** Texts without what either form marks them up with: tags, and characters of Markdown. */
function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#8203;", "")
    .replace(/&(lt|gt|quot|amp|#39|#95);/g, (entity) => ENTITIES[entity]!)
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replace(/[\s*`|\\·#-]/g, "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&amp;": "&",
  "&#39;": "'",
  "&#95;": "_",
};

interface Form {
  readonly words: string;
  readonly tables: number;
}

/** Sections of the page by title, without what it alone can do: the drawing, and whole texts. */
function ofHtml(page: string): Map<string, Form> {
  const sections = [...page.matchAll(/<section[^>]*>\s*<h2[^>]*>([^<]*)<\/h2>([^]*?)<\/section>/g)];
  return new Map(
    sections.map(([, title, body = ""]) => {
      const drawing = /<div class="stacked">[^]*?<\/div>\s*<\/div>\s*<\/div>/g;
      const words = plain(body.replace(/<(svg|pre)[^]*?<\/\1>/g, "").replace(drawing, ""));
      return [title!, { words, tables: body.match(/<table>/g)?.length ?? 0 }];
    }),
  );
}

function ofMarkdown(text: string): Map<string, Form> {
  const [, ...sections] = text.split(/^## /m);
  return new Map(
    sections.map((section) => {
      const [title = "", ...lines] = section.split("\n");
      const body = lines.join("\n").replace(/^```mermaid\n[^]*?\n```$/gm, "");
      const words = plain(body.replace(/^\|[ |-]+\|$/gm, ""));
      return [title, { words, tables: tablesIn(body).length }];
    }),
  );
}

/** What fails, is unknown, waived by somebody and noted, of stacks and of a file that is of none. */
function withFindings(review: Review): Review {
  const { file } = review.report.inputs[0]!;
  const finding = (message: string, fields: Partial<Finding>): Finding => ({
    ...{ rule: "trust-external-id", severity: "error", verdict: "FAIL", file, message },
    ...{ address: "aws_iam_role.storage_role", fingerprint: message, fix: "mend it", ...fields },
  });
  const waiver = {
    kind: "accepted-risk",
    reason: "agreed upon",
    ticket: "SEC-1",
    owner: "platform",
    source: "waivers.yaml:3",
  } as const;
  const findings = [
    finding("wrong", {}),
    finding("wrong", { address: "aws_iam_role.other" }),
    finding("weak", { severity: "warning", key: "sts:AssumeRole" }),
    finding("unclear", { verdict: "UNKNOWN" }),
    finding("better", { severity: "info" }),
    finding("let be", { verdict: "WAIVED", waiver }),
    finding("unused", { address: undefined, file: "waivers.yaml", line: 3, fix: undefined }),
    ...review.report.findings,
  ];
  return { ...review, report: { ...review.report, findings } };
}

describe.each(EXAMPLES)("the review of %s", (name) => {
  const review = withFindings(reviewOf(factsOf(name)));
  const [page, text] = [ofHtml(reviewHtml(review)), ofMarkdown(reviewMarkdown(review))];
  // Deployments that are alike share one part in Markdown, where their names are left open.
  const byDeployment =
    review.deployments.length === 1
      ? []
      : ["Inventory", "Who may do what", "Who becomes whom", "Values to paste", "Policy texts"];

  it("has the same sections, titles, legends, heads and cells in both forms", () => {
    expect([...text.keys()]).toEqual([...page.keys()]);
    for (const [title, form] of page) {
      if (!byDeployment.includes(title)) expect([title, text.get(title)]).toEqual([title, form]);
    }
  });

  it("has words in every section", () => {
    for (const [title, { words }] of page)
      expect([title, words.length > 50]).toEqual([title, true]);
  });
});
