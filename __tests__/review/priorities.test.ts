import type { AppliedWaiver, Finding } from "../../compliance/finding";
import { headOf } from "../../review/presented";
import { PRIORITIES } from "../../review/presented/priorities";
import { flat, type Table, type Words } from "../../text/page";
import { reviewHtml } from "../../review/html";
import { reviewMarkdown } from "../../review/markdown";
import type { Review } from "../../review/review";
import { EXAMPLES } from "./facts-of";
import { exampleReview } from "./html/reviews";

const REVIEW = exampleReview("full-production");

const way = (fields: Partial<Finding> = {}): Finding => ({
  rule: "escalation-path",
  severity: "error",
  verdict: "WAIVED",
  key: "role-trust",
  address: "aws_iam_role.cross_account_role",
  file: "acme-production-project/json/cdk.tf.json",
  message: "the role can do more; allowed by X",
  fingerprint: "0",
  ...fields,
});

const waiver = (fields: Partial<AppliedWaiver> = {}): AppliedWaiver => ({
  kind: "accepted-risk",
  reason: "agreed upon",
  source: "waivers.yaml:3",
  ...fields,
});

function withFindings(findings: readonly Finding[], review = REVIEW): Review {
  return { ...review, report: { ...review.report, findings } };
}

/** Words of cells without their marks. */
function plain(words: Words): string {
  if (typeof words === "string") return words;
  if (!("as" in words)) return words.map(plain).join("");
  if ("text" in words) return words.text;
  if ("lines" in words) return words.lines.map(({ text }) => text).join("\n");
  return typeof words.words === "string" || "as" in words.words
    ? plain(words.words)
    : words.words.map(plain).join("\n");
}

/** Rows of the table below a heading; none where words stand there instead. */
function rowsBelow(review: Review, heading: string): string[][] {
  const blocks = flat(PRIORITIES.blocks(review));
  const at = blocks.findIndex((block) => block.kind === "heading" && block.title === heading);
  const end = blocks.findIndex((block, index) => index > at && block.kind === "heading");
  const tables = blocks
    .slice(at, end < 0 ? undefined : end)
    .filter((block): block is Table => block.kind === "table");
  return tables.flatMap(({ groups }) =>
    groups.flatMap(({ rows }) => rows.map((row) => row.map(plain))),
  );
}

describe("the verdict", () => {
  it("is a plain pass over nothing that was accepted, and nowhere else", () => {
    expect(headOf(withFindings([]))).toMatchObject({ verdict: "PASS", title: "PASS" });
    for (const name of EXAMPLES) {
      const review = exampleReview(name);
      const waived = review.report.findings.filter(({ verdict }) => verdict === "WAIVED");
      expect([name, headOf(review).verdict]).toEqual([
        name,
        waived.length > 0 ? "ACCEPTED" : "PASS",
      ]);
    }
  });

  it("says how many ways were accepted, until when and by whom", () => {
    const titleOf = (...waivers: readonly AppliedWaiver[]) =>
      headOf(withFindings(waivers.map((one) => way({ waiver: one })))).title;
    const [january, march] = ["2027-01-31", "2027-03-31"];
    expect(titleOf(waiver({ owner: "platform", expires: january }))).toBe(
      "PASS; 1 way accepted, until 2027-01-31, by platform",
    );
    expect(
      titleOf(waiver({ owner: "a", expires: march }), waiver({ owner: "b", expires: january })),
    ).toBe("PASS; 2 ways accepted, until 2027-01-31 to 2027-03-31, by a, b");
    expect(titleOf(waiver({ expires: january }), waiver({ source: "shipped" }))).toBe(
      "PASS; 2 ways accepted, some until 2027-01-31, others without end, by nobody named, waivers that come with byoc",
    );
    const other = way({ rule: "bucket-tls", waiver: waiver({ owner: "a" }) });
    expect(headOf(withFindings([way({ waiver: waiver({ owner: "a" }) }), other])).title).toBe(
      "PASS; 1 way and 1 other finding accepted, without end, by a",
    );
  });

  it("is the same in both forms, and green in neither", () => {
    const { title } = headOf(REVIEW);
    expect(title).toBe("PASS; 10 ways accepted, without end, by waivers that come with byoc");
    expect(reviewHtml(REVIEW)).toContain(`<div class="verdict accepted">\n<p><strong>${title}<`);
    expect(reviewMarkdown(REVIEW)).toContain(`⚠️ **${title}** No error is open.`);
    expect(reviewMarkdown(REVIEW)).not.toContain("✅");
  });

  it("tells a failing review what was accepted as well", () => {
    const { summary } = REVIEW.report;
    const report = {
      ...REVIEW.report,
      summary: { ...summary, fail: { ...summary.fail, error: 2 } },
    };
    const { title, meaning } = headOf({ ...REVIEW, report });
    expect(title).toBe("FAIL");
    expect(meaning).toMatch(/^2 errors must be mended or decided\. 10 ways accepted, .*byoc\.$/);
  });
});

describe("what matters first", () => {
  const WAYS = "Who can become administrator, or get more than was given";

  it("begins both forms", () => {
    expect(reviewMarkdown(REVIEW)).toMatch(/^# [^\n]*\n(?:(?!##)[^\n]*\n)*## What matters first\n/);
    expect(/<section id="([^"]*)"/.exec(reviewHtml(REVIEW))?.[1]).toBe("priorities");
  });

  it("has what nobody accepted first, then the gravest", () => {
    const accepted = { waiver: waiver() };
    const review = withFindings([
      way({ ...accepted, key: "cross-account:delete-cluster", message: "third" }),
      way({ ...accepted, key: "cross-account:role-trust", message: "second" }),
      way({ verdict: "FAIL", key: "tag-cluster", message: "first; allowed by A" }),
      way({ verdict: "PASS", message: "never" }),
      way({ verdict: "FAIL", severity: "info", message: "never" }),
    ]);
    expect(rowsBelow(review, WAYS).map(([standing, what]) => [standing, what])).toEqual([
      ["open", "first\nallowed by A"],
      ["accepted", "second"],
      ["accepted", "third"],
    ]);
    expect(rowsBelow(withFindings([]), WAYS)).toEqual([]);
  });

  it("tells who reaches data, and who may be that", () => {
    expect(rowsBelow(REVIEW, "Who reaches data")).toContainEqual([
      "zilliz-management-role",
      "list, read, tag, write",
      "zilliz-byoc-acme-production",
      "Zilliz Cloud, role/zilliz-byoc of account 965570967084",
    ]);
  });

  it("tells what faces the internet", () => {
    const where = rowsBelow(REVIEW, "What faces the internet").map(([, place]) => place);
    expect(where.map((place) => place!.split(" ")[0])).toEqual([
      "aws_eip.nat",
      "aws_internet_gateway.internet",
      "aws_nat_gateway.nat",
      "aws_route.private_nat",
      "aws_route.public_internet",
      "aws_security_group.data_plane",
    ]);
    const open = way({ rule: "release-exposure", verdict: "FAIL", message: "takes every address" });
    const [first] = rowsBelow(withFindings([open]), "What faces the internet");
    expect(first!.slice(0, 2)).toEqual(["open", "takes every address"]);
    expect(rowsBelow(exampleReview("milvus-irsa"), "What faces the internet")).toEqual([]);
  });

  it("tells what the vendor's roles can change, and no others'", () => {
    const rows = rowsBelow(REVIEW, "What the vendor can change");
    expect(rows.map(([role]) => role)).toEqual([
      "zilliz-management-role",
      "zilliz-byoc-acme-production-cross-account-role",
      "zilliz-integration-role-acme-production",
    ]);
    expect(rows[1]!.slice(2)).toEqual(["–", "iam", "ec2, eks, iam", "ec2, eks, iam"]);
    expect(rowsBelow(exampleReview("milvus-irsa"), "What the vendor can change")).toEqual([]);
  });

  it("tells who accepted what", () => {
    const heading = "What was accepted, and by whom";
    expect(rowsBelow(REVIEW, heading)[0]!.slice(0, 3)).toEqual([
      "documented\nshipped with byoc\nwithout end",
      "10",
      "escalation-path",
    ]);
    const mine = way({ waiver: waiver({ owner: "platform", expires: "2027-01-31" }) });
    expect(rowsBelow(withFindings([mine, way({ waiver: waiver() })]), heading)).toEqual([
      ["accepted-risk\nplatform\nuntil 2027-01-31", "1", "escalation-path", "agreed upon"],
      ["accepted-risk\nnobody named\nwithout end", "1", "escalation-path", "agreed upon"],
    ]);
  });
});

describe("the inventory", () => {
  const all = EXAMPLES.flatMap((name) => exampleReview(name).stacks).flatMap(
    ({ resources }) => resources,
  );

  it("says what every resource is", () => {
    expect(all.filter(({ noun, type }) => noun === type)).toEqual([]);
  });

  it("says what every part of a network does", () => {
    const network = /^aws_(vpc|subnet|route|eip|nat|internet|security)/;
    const parts = all.filter(({ type }) => network.test(type));
    expect(parts.length).toBeGreaterThan(15);
    expect(parts.filter(({ does }) => does === undefined)).toEqual([]);
    const does = (address: string) => all.find((one) => one.address === address)?.does;
    expect(does("aws_subnet.private_1")).toBe("10.20.0.0/18 in us-west-2a");
    expect(does("aws_route.public_internet")).toBe(
      "to 0.0.0.0/0 through aws_internet_gateway.internet in aws_route_table.public",
    );
    expect(does("aws_route_table_association.public")).toBe(
      "aws_subnet.public follows aws_route_table.public",
    );
    expect(does("aws_security_group.data_plane")).toMatch(
      /^in: tcp every port from 10\.20\.0\.0\/16 and itself, .*; out: .*, tcp 443 to 0\.0\.0\.0\/0$/,
    );
  });
});
