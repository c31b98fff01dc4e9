import { changesMarkdown, changesText } from "../../cli/changes";
import { wrongLines } from "../../cli/progress";
import { changesOf } from "../../operate/changes";

const change = (address: string, ...actions: string[]) => ({ address, change: { actions } });

const PLAN = {
  resource_changes: [
    change("aws_iam_role.kept", "no-op"),
    change("data.aws_region.here", "read"),
    change("aws_iam_role.made", "create"),
    change("aws_iam_role.gone", "delete"),
    {
      address: "aws_s3_bucket.moved",
      change: { actions: ["delete", "create"], replace_paths: [["bucket"], ["bucket", 0]] },
    },
    {
      address: "aws_iam_policy.edited",
      change: {
        actions: ["update"],
        before: { policy: "a", tags: { a: "1" }, arn: "x", list: [1] },
        after: { policy: "b", tags: { a: "1" }, list: [1] },
        after_unknown: { arn: true, tags: {}, list: [false] },
      },
    },
    { address: "aws_iam_role.taken", change: { actions: ["no-op"], importing: { id: "taken" } } },
    change("aws_iam_role.let_go", "forget"),
  ],
  resource_drift: [
    {
      address: "aws_iam_policy.edited",
      change: { actions: ["update"], before: { policy: "b" }, after: { policy: "a" } },
    },
    {
      address: "aws_iam_role.kept",
      change: { actions: ["update"], before: { attachment_count: 0 }, after: {} },
    },
    change("aws_iam_role.made", "delete"),
  ],
};

describe("the changes of a plan", () => {
  it("are told with the harmful first, and drift that leads to none of them is left out", () => {
    expect(
      changesOf(PLAN).map(({ deed, address, arguments: names }) => [deed, address, names]),
    ).toEqual([
      ["delete", "aws_iam_role.gone", []],
      ["replace", "aws_s3_bucket.moved", ["bucket"]],
      ["forget", "aws_iam_role.let_go", []],
      ["create", "aws_iam_role.made", []],
      ["update", "aws_iam_policy.edited", ["arn", "policy"]],
      ["import", "aws_iam_role.taken", []],
      ["drift", "aws_iam_policy.edited", ["policy"]],
      ["drift", "aws_iam_role.made", []],
    ]);
  });

  it("are lines on a terminal", () => {
    const text = changesText([
      { id: "acme-project", changes: changesOf(PLAN), empty: false },
      { id: "acme-bootstrap", changes: [], empty: true },
    ]);
    expect(text).toContain("  -/+ aws_s3_bucket.moved (because of bucket)");
    expect(text).toContain("  ~   aws_iam_policy.edited (arn, policy)");
    expect(text).toContain("acme-bootstrap: no changes");
    expect(changesText([{ id: "acme-project", changes: [], empty: false }])).toContain(
      "acme-project: no resource changes, but outputs or addresses in the state",
    );
    expect(text).toMatch(/^2 stacks: 1 to delete, 1 to replace, /m);
  });

  it("are a comment in Markdown, in which no name is markup", () => {
    const words = "Error: ```no``` such role";
    const failed = [{ id: "acme_c", status: "failed", words }];
    const planned = [
      {
        id: "a",
        changes: [{ deed: "create", address: 'aws_iam_role.x["<b>|"]', arguments: [] }],
        empty: false,
      },
      { id: "b", changes: changesOf(PLAN), empty: false },
    ] as const;
    const text = changesMarkdown(planned, failed);
    expect(text).toMatch(/^## Plan: 1 stack not planned; 1 to delete, /);
    expect(text).toContain(`**acme_c**: failed\n\n\`\`\`\`text\n${words}\n\`\`\`\`\n`);
    expect(text).toContain("<details>\n<summary><b>a</b>: 1 to create</summary>");
    expect(text).toContain("<details open>\n<summary><b>b</b>");
    expect(text).not.toMatch(/<b>(&#124;|\|)/);
  });
});

describe("what went wrong with stacks", () => {
  it("is told once, and of the others named", () => {
    const stack = (id: string) => ({ id, folder: "", needs: [] });
    expect(
      wrongLines([
        { stack: stack("a"), status: "failed", words: "Error: no\nnetwork" },
        { stack: stack("b"), status: "done", result: 1 },
        { stack: stack("c"), status: "failed", words: "Error: no\nnetwork" },
        { stack: stack("d"), status: "not started", because: "c" },
        { stack: stack("e"), status: "interrupted", words: "" },
      ]),
    ).toEqual([
      "a: failed\n  Error: no\n  network",
      "c: failed, with the words of a",
      "d: not started: it needs c",
      "e: interrupted",
    ]);
  });
});
