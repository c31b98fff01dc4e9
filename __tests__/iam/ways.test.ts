import { EVERY_WAY, openWays, WAYS, type OpenWay, type Walker } from "../../iam/ways";
import type { IamPolicy, IamStatement } from "../../iam/policy";
import pathfinding from "./pathfinding.json";

const where = { partition: "aws", account: "123456789012", region: "us-east-1" };
const iam = (name: string) => `arn:aws:iam::123456789012:${name}`;

function walker(statements: readonly IamStatement[], more: Partial<Walker> = {}): Walker {
  const document = { Version: "2012-10-17", Statement: statements };
  const arn = more.arn ?? iam("role/me");
  return {
    arn,
    where,
    policies: { identity: [{ name: "p", document }] },
    own: [arn],
    unread: [],
    ...more,
  };
}

const allow = (actions: readonly string[], Resource: string | string[] = "*"): IamStatement => ({
  Effect: "Allow",
  Action: actions,
  Resource,
});

const actionsOf = ({ passedTo, steps }: OpenWay["way"]) => [
  ...(passedTo === undefined ? [] : ["iam:PassRole"]),
  ...steps.map((step) => step.split(" ")[0]!),
];

const ids = (found: readonly OpenWay[]) =>
  found.map(({ way, severity }) => `${severity} ${way.id}`);

/** Who walks: the ARNs that reports may be about. */
const WALKERS = { role: iam("role/me"), user: iam("user/me"), group: iam("user/member-of-us") };

describe("every known way", () => {
  it("has an id of its own, a source and a sentence", () => {
    expect(new Set(EVERY_WAY.map(({ id }) => id)).size).toBe(EVERY_WAY.length);
    for (const { id, source, can } of EVERY_WAY) {
      expect({ id, ok: /^[PRBCZ] ./.test(source) && /^[a-z]/.test(can) }).toEqual({ id, ok: true });
    }
  });

  describe.each(Object.entries(WALKERS))("of a %s", (_kind, arn) => {
    it.each(WAYS.map((way) => [way.id, way] as const))(
      "%s is open with its calls on everything",
      (id, way) => {
        const found = openWays(walker([allow(actionsOf(way))], { arn }), []);
        // A way that does with fewer of the same calls stands for it.
        const stands = found.filter((open) =>
          actionsOf(open.way).every((one) => actionsOf(way).includes(one)),
        );
        expect({ id, found: stands.map(({ severity }) => severity) }).toEqual({
          id,
          found: expect.arrayContaining(["error"]) as unknown,
        });
      },
    );
  });

  it.each(WAYS.map((way) => [way.id, way] as const))(
    "%s is closed without any one of its calls",
    (id, way) => {
      const all = [...new Set(actionsOf(way))];
      for (const left of all) {
        const rest = all.filter((action) => action !== left);
        const found = openWays(walker([allow(rest.length > 0 ? rest : ["s3:GetObject"])]), []);
        expect({ id, left, open: ids(found).filter((one) => one.endsWith(` ${id}`)) }).toEqual({
          id,
          left,
          open: [],
        });
      }
    },
  );

  const DEFUSED: readonly (readonly [string, (actions: readonly string[]) => Walker])[] = [
    [
      "a deny",
      (actions) => walker([allow(actions), { Effect: "Deny", Action: actions, Resource: "*" }]),
    ],
    [
      "a boundary",
      (actions) => {
        const me = walker([allow(actions)]);
        const document: IamPolicy = { Version: "2012-10-17", Statement: allow(["s3:*"]) };
        return { ...me, policies: { ...me.policies, boundary: { name: "b", document } } };
      },
    ],
    [
      "an organization",
      (actions) => {
        const me = walker([allow(actions)]);
        const document: IamPolicy = { Version: "2012-10-17", Statement: allow(["s3:*"]) };
        return { ...me, policies: { ...me.policies, scp: [[{ name: "scp", document }]] } };
      },
    ],
    ["a resource of another kind", (actions) => walker([allow(actions, "arn:aws:s3:::bucket/*")])],
  ];
  describe.each(DEFUSED)("is closed by %s", (_by, made) => {
    it.each(
      WAYS.filter(({ steps }) => !steps.some((step) => step.endsWith(" anything"))).map(
        (way) => [way.id, way] as const,
      ),
    )("%s", (_id, way) => expect(ids(openWays(made(actionsOf(way)), []))).toEqual([]));
  });
});

describe("the ways of a public list", () => {
  it.each(pathfinding.ways.map(({ id, actions }) => [id, actions] as const))("%s", (_id, actions) =>
    expect(openWays(walker([allow(actions)]), []).map(({ severity }) => severity)).toContain(
      "error",
    ),
  );
});

describe("what a target may do decides, with all that holds it back", () => {
  const document = (...Statement: readonly IamStatement[]): IamPolicy => ({
    Version: "2012-10-17",
    Statement,
  });
  const everything = allow(["*"]);
  const named = (...statements: readonly IamStatement[]) => ({
    name: "p",
    document: document(...statements),
  });
  const denied = (Action: string): IamStatement => ({ Effect: "Deny", Action, Resource: "*" });
  const call = allow(["lambda:UpdateFunctionCode"], "arn:aws:lambda:*:*:function:job");
  /** What changing a function brings whoever may read buckets already. */
  const gained = (
    rights: Partial<Walker["policies"]>,
    own: Partial<Walker["policies"]> = {},
    more: { readonly unseenBoundary?: string } = {},
  ) => {
    const identity = [named(call, allow(["s3:Get*"]))];
    const policies = { identity: [named(everything)], ...rights };
    const target = {
      kind: "function" as const,
      arn: "arn:aws:lambda:us-east-1:123456789012:function:job",
      label: "job",
      rights: { policies, unread: [], ...more },
    };
    const me = { ...walker([]), policies: { identity, ...own } };
    return openWays(me, [target]).map(({ severity }) => severity);
  };

  it("an administrator without any", () => expect(gained({})).toEqual(["error"]));

  it.each([
    ["a boundary", { boundary: named(allow(["s3:GetObject"])) }],
    [
      "a boundary of all but",
      {
        boundary: named({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
        identity: [named(allow(["s3:*"]))],
      },
    ],
    ["an organization", { scp: [[named(everything)], [named(allow(["s3:Get*"]))]] }],
    ["a denial of its own", { identity: [named(allow(["s3:Get*", "iam:*"]), denied("iam:*"))] }],
    [
      "a denial of its boundary",
      { identity: [named(allow(["iam:*"]))], boundary: named(everything, denied("iam:*")) },
    ],
  ])("nothing, held back by %s", (_by, rights) => expect(gained(rights)).toEqual([]));

  it.each([
    ["a boundary", { boundary: named(allow(["s3:*"])) }],
    [
      "a boundary of all but",
      { boundary: named({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }) },
    ],
    ["an organization", { scp: [[named(everything)], [named(allow(["s3:Get*", "sqs:*"]))]] }],
    [
      "a denial of its own",
      { identity: [named(allow(["s3:Get*", "iam:*"]), denied("iam:Create*"))] },
    ],
  ])("what is left to it under %s", (_by, rights) => expect(gained(rights)).toEqual(["error"]));

  it("more than whoever is held back itself", () => {
    const reads = { identity: [named(allow(["s3:Get*"]))] };
    expect(gained(reads)).toEqual([]);
    expect(gained(reads, { boundary: named(call) })).toEqual(["error"]);
    const me = named(call, allow(["s3:Get*"]), denied("s3:GetObject"));
    expect(gained(reads, { identity: [me] })).toEqual(["error"]);
    expect(
      gained({ identity: [...reads.identity, named(denied("s3:*"))] }, { identity: [me] }),
    ).toEqual([]);
  });

  it("a warning where it has a boundary that nobody read", () =>
    expect(gained({}, {}, { unseenBoundary: iam("policy/ceiling") })).toEqual(["warning"]));
});

describe("times that are past, and times to come", () => {
  const PAST = "2020-01-01T00:00:00Z";
  const FUTURE = "2999-01-01T00:00:00Z";
  const call = allow(["iam:CreatePolicyVersion"]);
  const open = (Condition: IamStatement["Condition"], Effect: "Allow" | "Deny") =>
    openWays(
      walker(
        Effect === "Allow" ? [{ ...call, Condition }] : [call, { ...call, Effect, Condition }],
      ),
      [],
    ).length > 0;

  it.each([
    ["DateLessThan", "aws:TokenIssueTime", PAST],
    ["DateLessThan", "aws:CurrentTime", PAST],
    ["DateLessThanEqualsIfExists", "aws:CurrentTime", PAST],
    ["DateEquals", "AWS:currenttime", [PAST, "2021-01-01"]],
    ["NumericLessThan", "aws:EpochTime", "1577836800"],
  ])("a grant that ended is none: %s %s %s", (operator, key, value) =>
    expect(open({ [operator]: { [key]: value } }, "Allow")).toBe(false),
  );

  it.each([
    ["DateLessThan", "aws:CurrentTime", FUTURE],
    ["DateLessThan", "aws:CurrentTime", [PAST, FUTURE]],
    ["DateGreaterThan", "aws:CurrentTime", FUTURE],
    ["DateGreaterThan", "aws:TokenIssueTime", PAST],
    ["DateNotEquals", "aws:CurrentTime", PAST],
    // Keys that last have no token, and so no time of one.
    ["DateLessThanIfExists", "aws:TokenIssueTime", PAST],
    ["DateLessThan", "aws:PrincipalTag/since", PAST],
  ])("a grant that lasts, or is to come, is one: %s %s %s", (operator, key, value) =>
    expect(open({ [operator]: { [key]: value } }, "Allow")).toBe(true),
  );

  it.each([
    ["DateGreaterThan", "aws:CurrentTime", PAST, false],
    ["DateNotEquals", "aws:CurrentTime", PAST, false],
    ["DateGreaterThan", "aws:CurrentTime", FUTURE, true],
    ["DateLessThan", "aws:CurrentTime", PAST, true],
    ["DateGreaterThan", "aws:TokenIssueTime", PAST, true],
  ])("a denial holds where its time has begun: %s %s %s", (operator, key, value, is) =>
    expect(open({ [operator]: { [key]: value } }, "Deny")).toBe(is),
  );

  it("a target whose rights ended brings nothing", () => {
    const rights = (Condition: IamStatement["Condition"]) => ({
      policies: {
        identity: [{ name: "p", document: { Statement: { ...allow(["dynamodb:*"]), Condition } } }],
      },
      unread: [],
    });
    const gained = (value: string) =>
      openWays(walker([allow(["lambda:UpdateFunctionCode"], "arn:aws:lambda:*:*:function:job")]), [
        {
          kind: "function",
          arn: "arn:aws:lambda:us-east-1:123456789012:function:job",
          label: "job",
          rights: rights({ DateLessThan: { "aws:CurrentTime": value } }),
        },
      ]).length;
    expect([gained(PAST), gained(FUTURE)]).toEqual([0, 1]);
  });
});
