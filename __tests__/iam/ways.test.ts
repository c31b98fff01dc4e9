import { openWays, WAYS, type OpenWay, type Walker } from "../../iam/ways";
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
    expect(new Set(WAYS.map(({ id }) => id)).size).toBe(WAYS.length);
    for (const { id, source, can } of WAYS) {
      expect({ id, ok: /^[PRBC] ./.test(source) && /^[a-z]/.test(can) }).toEqual({ id, ok: true });
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
