import { readFileSync } from "node:fs";
import type { Finding } from "../../compliance/finding";
import { reviewOf } from "../../review/facts";
import { reviewMarkdown } from "../../review/markdown";
import { flowchart } from "../../review/markdown/mermaid";
import type { Review, TrustNode } from "../../review/review";
import { EXAMPLES, factsOf, factsOfTexts, SECRETS } from "./facts-of";
import { MASKED } from "../../text/mask";
import { cellsOf, diagramsIn, tablesIn } from "./markdown-reading";

const HEADINGS = [
  "What matters first",
  "Summary",
  "Inventory",
  "Who may do what",
  "Who becomes whom",
  "Deviations",
  "Checks and waivers",
  "Inputs",
  "Values to paste",
  "Policy texts",
  "Signature",
];

/** What a hostile name would try. */
const HOSTILE = 'a|b`c<img src=x onerror=alert(1)>\n| d | "]-->x @someone </details> ```';

function expectWellFormed(text: string): void {
  for (const table of tablesIn(text)) {
    const widths = new Set(table.map((row) => cellsOf(row).length));
    expect([table[0], widths.size]).toEqual([table[0], 1]);
  }
  expect(text.match(/<details( open)?>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  expect(text.match(/^```/gm)!.length % 2).toBe(0);
  for (const { declared, used } of diagramsIn(text)) {
    for (const id of used) expect(declared).toContain(id);
    expect(new Set(declared).size).toBe(declared.length);
  }
}

describe.each(EXAMPLES)("REVIEW.md of %s", (name) => {
  const review = reviewOf(factsOf(name));
  const text = reviewMarkdown(review);

  it("has its sections in order, and tables and diagrams that GitHub can read", () => {
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
    expectWellFormed(text);
    expect(diagramsIn(text).length).toBeGreaterThan(0);
  });

  it("shows neither an external ID nor a folder, and no undefined", () => {
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/byoc-review-|\/(tmp|home|work)\//);
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });
});

it("shows who may do what, to the single action", () => {
  const text = reviewMarkdown(reviewOf(factsOf("minimal")));
  expect(text).toContain(
    [
      "| may write **s3** | `s3:PutObject`, `s3:DeleteObject`",
      "`arn:aws:s3:::zilliz-byoc-acme-dev/*`<br>objects of bucket zilliz-byoc-acme-dev | always |",
    ].join(" | "),
  );
  expect(text).toContain(
    "| **`zilliz-byoc-acme-dev-storage-role`** by `aws_iam_role_policy.storage_policy` |",
  );
  expect(text).toMatch(/\*\*must not\*\* do everything \*\*s3\*\*.*bucket zilliz-byoc-acme-dev/);
});

it("does not tell of a right on more than it is on", () => {
  const text = reviewMarkdown(reviewOf(factsOf("bootstrap")));
  // The bootstrap policy lists every bucket, and writes to those of the prefix.
  const lines = text.split("\n").filter((one) => /^\| (may|at most) .*\*\*s3\*\* \|/.test(one));
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    if (/\| `\*` \|/.test(line)) expect(line).not.toMatch(/write|permissions/);
  }
});

it("changes nothing in what is to be pasted", () => {
  const review = reviewOf(factsOf("full-production"));
  const address = { ...review.console[0]!, value: "http://milvus.milvus.svc:19530" };
  const text = reviewMarkdown({ ...review, console: [...review.console, address] });
  for (const { value } of [...review.console, address]) {
    if (value === MASKED) expect(text).toContain("| not shown in a review |");
    else if (value !== undefined) expect(text).toContain(`| \`${value}\` |`);
  }
});

it("puts what fails before what is unknown, waived and noted", () => {
  const review = reviewOf(factsOf("minimal"));
  const finding = (verdict: Finding["verdict"], message: string): Finding => ({
    rule: "trust-external-id",
    severity: "error",
    verdict,
    address: "aws_iam_role.cross_account_role",
    file: "acme-dev-project/json/cdk.tf.json",
    message,
    fingerprint: message,
  });
  const waiver = {
    kind: "accepted-risk",
    reason: "agreed upon",
    owner: "platform",
    source: "waivers.yaml:3",
  } as const;
  const findings = [
    { ...finding("WAIVED", "waived one"), waiver },
    finding("UNKNOWN", "unknown one"),
    finding("FAIL", "failing one"),
    ...review.report.findings,
  ];
  const summary = { ...review.report.summary, fail: { error: 1, warning: 0, info: 0 } };
  const text = reviewMarkdown({ ...review, report: { ...review.report, findings, summary } });
  expect(text).toMatch(/❌ \*\*FAIL\*\* 1 error/);
  const section = text.slice(text.indexOf("## Checks and waivers"));
  const at = ["failing one", "unknown one", "agreed upon", "<summary>Notes"].map((one) =>
    section.indexOf(one),
  );
  expect(at.every((place) => place > 0)).toBe(true);
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expectWellFormed(text);
});

it("lets no name become markup", () => {
  const review = reviewOf(factsOf("minimal"));
  const hostile = (node: TrustNode) => ({ ...node, label: HOSTILE, detail: HOSTILE });
  const [deployment] = review.deployments;
  const text = reviewMarkdown({
    ...review,
    deployments: [{ ...deployment!, tags: { [HOSTILE]: HOSTILE } }],
    trusts: {
      nodes: review.trusts.nodes.map(hostile),
      edges: review.trusts.edges.map((edge) => ({ ...edge, label: HOSTILE })),
    },
    access: review.access.map((row) => ({ ...row, resources: [HOSTILE], conditions: [HOSTILE] })),
    deviations: review.deviations.map((one) => ({ ...one, what: HOSTILE, subject: HOSTILE })),
    console: review.console.map((one) => ({ ...one, value: HOSTILE, field: HOSTILE })),
    roles: review.roles.map((role) => ({ ...role, name: HOSTILE, description: HOSTILE })),
  });
  expectWellFormed(text);
  expect(text).not.toContain("<img");
  expect(text).not.toMatch(/@someone/);
});

it("draws a label of Mermaid's own characters as text", () => {
  const node = { id: "role_1", kind: "role", label: 'x"]; end --> y #quot; %% `z`' } as const;
  const [line] = flowchart([node], []).split("\n").slice(2);
  expect(line).toMatch(/^ {2}n1\["[^"`#%<>]*(#\d+;[^"`#%<>]*)*"\]$/);
});

describe("a fleet", () => {
  const minimal = readFileSync("examples/minimal/byoc.yaml", "utf8");
  const accounts = Array.from({ length: 8 }, (_, index) => String(222233330000 + index));
  const texts = accounts.map((account, index) =>
    minimal
      .replaceAll("acme-dev", `fleet-${index}`)
      .replace(/accountId: "\d+"/, `accountId: "${account}"`),
  );
  const other = texts.with(
    3,
    texts[3]!.replace("region: us-west-2", "region: eu-central-1\npolicyEdition: current"),
  );
  const review: Review = reviewOf(factsOfTexts(other));
  const text = reviewMarkdown(review);

  it("is told once where its deployments are alike", () => {
    expectWellFormed(text);
    const [access = ""] = /## Who may do what[\s\S]*?(?=\n## )/.exec(text) ?? [];
    expect(access).toContain(
      "<summary><code>fleet-0</code>, <code>fleet-1</code>, <code>fleet-2</code> and 4 more",
    );
    expect(access).toContain("zilliz-byoc-{name}-storage-role");
    expect(access).not.toContain("zilliz-byoc-fleet-0");
    expect(text).toContain("| `arn:aws:iam::{account}:role/zilliz-byoc-{name}-storage-role` |");
    // The one with other texts stands by itself, with its names.
    expect(access).toContain("zilliz-byoc-fleet-3-storage-role");
    const one = reviewMarkdown(reviewOf(factsOfTexts(texts.slice(0, 1))));
    expect(text.length).toBeLessThan(one.length * 3);
  });

  it("says of each deployment what went in, and of deviations where they are", () => {
    for (const { name, accountId } of review.deployments) {
      expect(text).toContain(`| \`${name}\` | \`${name}.yaml\` | \`${accountId}\` |`);
    }
    const deviations = /## Deviations[\s\S]*?(?=\n## )/.exec(text)![0];
    expect(deviations).toContain("all 8 project stacks");
    expect(deviations).toContain("`fleet-3-project`");
  });
});
