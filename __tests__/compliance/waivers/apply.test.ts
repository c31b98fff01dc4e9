import type { Finding, RuleResult } from "../../../compliance/finding";
import type { Waiver } from "../../../compliance/waivers/schema";
import { documentedWaiver } from "../../../compliance/waivers/shipped";
import { evaluate, input, resource, rule, shuffled, waiver } from "../engine/material";

const data = resource("aws_s3_bucket.data", { constructPath: "acme/data/bucket" });
const logs = resource("aws_s3_bucket.logs");
const moved = resource("aws_s3_bucket.new", { previousAddress: "aws_s3_bucket.old" });

const fail = (of: typeof data, key: string): RuleResult => ({
  verdict: "FAIL",
  resource: of,
  key,
  message: `${key} is open`,
});

const rules = [
  rule("s3-private", [
    fail(data, "acl"),
    fail(data, "policy"),
    fail(logs, "acl"),
    { ...fail(moved, "acl"), verdict: "UNKNOWN" },
    { ...fail(data, "block"), verdict: "PASS" },
  ]),
  rule("trust-external-id", [fail(data, "trust")], { waivable: false }),
];

function run(...waivers: Waiver[]): readonly Finding[] {
  return evaluate(rules, [input([data, logs, moved])], waivers).findings;
}

/** What is waived, and what is said of waivers. */
function outcome(...waivers: Waiver[]) {
  const findings = run(...waivers);
  return {
    waived: findings
      .filter(({ verdict }) => verdict === "WAIVED")
      .map(({ address, key }) => `${address} ${key}`),
    said: findings
      .filter(({ rule: id }) => id.startsWith("waiver-"))
      .map(({ rule: id, severity, message }) => [id, severity, message.replace(/^.*?: /, "")]),
  };
}

const at = (address: string, more: Partial<Waiver> = {}) =>
  waiver({ rule: "s3-private", address, ...more });

describe("what a waiver covers", () => {
  test("a finding by its key", () => {
    expect(outcome(at("aws_s3_bucket.data", { finding: "acl" }))).toEqual({
      waived: ["aws_s3_bucket.data acl"],
      said: [],
    });
  });

  test("every finding of the rule there, without a key", () => {
    expect(outcome(at("aws_s3_bucket.data"))).toEqual({
      waived: ["aws_s3_bucket.data acl", "aws_s3_bucket.data policy"],
      said: [],
    });
  });

  test.each([
    ["the construct path", "acme/data/bucket", ["aws_s3_bucket.data acl"]],
    [
      "the address before a move, for what is undecided too",
      "aws_s3_bucket.old",
      ["aws_s3_bucket.new acl"],
    ],
  ])("%s is an address", (_, address, waived) => {
    expect(outcome(at(address, { finding: "acl" })).waived).toEqual(waived);
  });

  test("a file, for findings without a resource; nothing at all has an address too", () => {
    const result: RuleResult = { verdict: "FAIL", message: "m" };
    const { findings } = evaluate(
      [rule("r", [{ ...result, file: "plan.json" }, result])],
      [input([], { file: "plan.json" })],
      [waiver({ rule: "r", address: "plan.json" }), waiver({ rule: "r", address: "(run)" })],
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(["WAIVED", "WAIVED"]);
  });

  test("only the file that it names, where it names one", () => {
    const files = ["stacks/dev/cdk.tf.json", "stacks/xdev/cdk.tf.json"];
    const inputs = files.map((file) => input([resource("aws_s3_bucket.data", { file })]));
    const check = rule(
      "s3-private",
      inputs.flatMap(({ resources }) => resources.map((of) => fail(of, "acl"))),
    );
    const { findings } = evaluate([check], inputs, [
      at("aws_s3_bucket.data", { file: "dev/cdk.tf.json" }),
    ]);
    expect(findings.map(({ file, verdict }) => [file, verdict])).toEqual([
      [files[0], "WAIVED"],
      [files[1], "FAIL"],
    ]);
  });

  test("the finding carries the waiver into the report", () => {
    const [finding] = run(at("aws_s3_bucket.logs", { ticket: "SEC-1" })).filter(
      ({ verdict }) => verdict === "WAIVED",
    );
    expect(finding).toMatchObject({
      severity: "error",
      message: "acl is open",
      waiver: {
        kind: "accepted-risk",
        reason: "nobody reads this bucket from outside",
        owner: "platform",
        expires: "2027-01-31",
        ticket: "SEC-1",
        source: "waivers.yaml:3",
      },
    });
  });

  test("people's own waivers come before shipped ones, in any order", () => {
    const [own] = [at("aws_s3_bucket.logs")];
    const documented = documentedWaiver({
      rule: "s3-private",
      address: "aws_s3_bucket.logs",
      reason: "the document keeps the defaults",
    });
    for (const waivers of [
      [own, documented],
      [documented, own],
    ]) {
      const [finding] = run(...waivers).filter(({ verdict }) => verdict === "WAIVED");
      expect(finding?.waiver?.source).toBe("waivers.yaml:3");
    }
    expect(run(documented).find(({ verdict }) => verdict === "WAIVED")?.waiver).toEqual({
      kind: "documented",
      reason: "the document keeps the defaults",
      source: "shipped",
    });
  });
});

describe("wildcards", () => {
  test("cover what fits them, up to max", () => {
    expect(outcome(at("aws_s3_bucket.*", { finding: "acl", max: 3 }))).toEqual({
      waived: ["aws_s3_bucket.data acl", "aws_s3_bucket.logs acl", "aws_s3_bucket.new acl"],
      said: [],
    });
  });

  test("cover nothing beyond max", () => {
    expect(outcome(at("aws_s3_bucket.*", { finding: "acl", max: 2 }))).toEqual({
      waived: [],
      said: [["waiver-exceeded", "warning", "it fits 3 findings, and max allows 2"]],
    });
  });

  test("are plain text without max", () => {
    expect(outcome(at("aws_s3_bucket.*")).said).toEqual([
      ["waiver-unused", "warning", "nothing that was read has the address aws_s3_bucket.*"],
    ]);
  });

  test("are no wildcards in rules", () => {
    expect(outcome(waiver({ rule: "s3-*", address: "aws_s3_bucket.data" })).said).toEqual([
      ["waiver-unused", "warning", "there is no rule s3-*"],
    ]);
  });
});

describe("expiry", () => {
  test.each([
    ["2026-11-22", "its last day", true],
    ["2026-11-23", "the day before", true],
    ["2026-11-21", "the day after", false],
  ])("%s, %s", (expires, _, holds) => {
    const { waived, said } = outcome(at("aws_s3_bucket.logs", { expires }));
    expect(waived).toEqual(holds ? ["aws_s3_bucket.logs acl"] : []);
    expect(said).toEqual(
      holds
        ? []
        : [["waiver-expired", "warning", "it held until 2026-11-21 and covered 1 finding"]],
    );
  });

  test.each([
    "soon",
    "2027-02-30",
    "2027-13-01",
    "2027-1-1",
    "31.12.2027",
    "2027-06-30T00:00:00Z",
    "9999-99-99",
    "",
    "+12027-01-01",
  ])("%j is no day, so the waiver has expired", (expires) => {
    expect(outcome(at("aws_s3_bucket.logs", { expires }))).toEqual({
      waived: [],
      said: [
        ["waiver-expired", "warning", `its expiry "${expires}" is no day, so it covers nothing`],
      ],
    });
  });

  test("a documented waiver needs none", () => {
    const { waived } = outcome(
      at("aws_s3_bucket.logs", { expires: undefined, kind: "documented" }),
    );
    expect(waived).toEqual(["aws_s3_bucket.logs acl"]);
  });
});

describe("waivers that are not as they should be", () => {
  test.each<[string, Waiver, string]>([
    [
      "the rule passes there",
      at("aws_s3_bucket.data", { finding: "block" }),
      'the rule finds no "block" there that is to be waived',
    ],
    [
      "the rule has nothing there",
      at("aws_s3_bucket.new", { finding: "policy" }),
      'the rule finds no "policy" there that is to be waived',
    ],
    [
      "no such address",
      at("aws_s3_bucket.gone"),
      "nothing that was read has the address aws_s3_bucket.gone",
    ],
    [
      "no such rule",
      waiver({ rule: "s3-privat", address: "aws_s3_bucket.data" }),
      "there is no rule s3-privat",
    ],
  ])("%s", (_, of, message) => {
    expect(outcome(of)).toEqual({ waived: [], said: [["waiver-unused", "warning", message]] });
  });

  test("are found in their file", () => {
    expect(run(at("aws_s3_bucket.gone")).find(({ rule: id }) => id === "waiver-unused")).toEqual({
      rule: "waiver-unused",
      severity: "warning",
      verdict: "FAIL",
      file: "waivers.yaml",
      line: 3,
      key: "s3-private aws_s3_bucket.gone",
      message:
        "waiver of s3-private for aws_s3_bucket.gone: nothing that was read has the address aws_s3_bucket.gone",
      fix: "remove the waiver, or correct its rule, address or finding",
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test("shipped ones are not reported when they cover nothing", () => {
    const documented = documentedWaiver({
      rule: "s3-private",
      address: "aws_s3_bucket.other",
      reason: "the document keeps the defaults",
    });
    expect(outcome(documented)).toEqual({ waived: [], said: [] });
  });

  test.each(["trust-external-id", "waiver-expired", "waiver-not-allowed"])(
    "%s cannot be waived, whatever the waiver says",
    (id) => {
      const forbidden = waiver({
        rule: id,
        address: "aws_s3_bucket.data",
        expires: "2020-01-01",
        kind: "documented",
      });
      expect(outcome(forbidden)).toEqual({
        waived: [],
        said: [["waiver-not-allowed", "error", `the rule ${id} cannot be waived`]],
      });
    },
  );

  test("the defect of a rule cannot be waived", () => {
    const { findings } = evaluate(
      [
        rule("odd", () => {
          throw new Error("x");
        }),
      ],
      [input([data])],
      [
        waiver({ rule: "odd", address: "(run)" }),
        waiver({ rule: "odd", address: "(run)", finding: "(threw)" }),
        waiver({ rule: "odd", address: "*", max: 99 }),
      ],
    );
    expect(findings.filter(({ rule: id }) => id === "odd")).toMatchObject([{ verdict: "FAIL" }]);
  });
});

test("the order of waivers changes nothing", () => {
  const waivers = [
    at("aws_s3_bucket.data"),
    at("aws_s3_bucket.data", { at: { file: "waivers.yaml", line: 9 }, reason: "another reason" }),
    at("aws_s3_bucket.gone"),
    at("aws_s3_bucket.*", { max: 9, at: { file: "a.yaml", line: 2 } }),
  ];
  const expected = JSON.stringify(run(...waivers));
  for (let seed = 1; seed < 10; seed += 1) {
    expect(JSON.stringify(run(...shuffled(waivers, seed)))).toBe(expected);
  }
});
