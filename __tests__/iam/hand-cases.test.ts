import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { evaluate, type Decision } from "../../iam/evaluate";
import type { IamStatement, NamedPolicy } from "../../iam/policy";
import type { Request } from "../../iam/request";
import { ROLE } from "./ask";

type Statements = readonly Partial<IamStatement>[];

interface Case {
  readonly title: string;
  readonly request?: Partial<Request>;
  readonly identity?: Statements;
  readonly boundary?: Statements;
  readonly scp?: readonly Statements[];
  readonly resource?: Statements;
  readonly trust?: Statements;
  /** Of all its policies; 2012-10-17 where it says none. */
  readonly version?: string;
  readonly verdict: Decision["result"];
}

interface Group {
  readonly source: string;
  readonly cases: readonly Case[];
}

const groups = parse(readFileSync(join(__dirname, "hand-cases.yaml"), "utf8")) as readonly Group[];

/** A layer's policy, with what its statements leave out. */
function policyOf(layer: string, statements: Statements, version = "2012-10-17"): NamedPolicy {
  const whole = statements.map((statement): IamStatement => ({
    Effect: "Allow",
    ...(statement.NotAction === undefined && { Action: "*" }),
    ...(statement.NotResource === undefined && layer !== "trust" && { Resource: "*" }),
    ...statement,
  }));
  return { name: layer, document: { Version: version, Statement: whole } };
}

function decide({ request, identity, boundary, scp, resource, trust, version }: Case) {
  const asked = { principal: ROLE, action: "s3:GetObject", resource: "arn:aws:s3:::b/x" };
  const own = resource ?? trust;
  return evaluate(
    { ...asked, ...request },
    {
      identity: identity && [policyOf("identity", identity, version)],
      boundary: boundary && policyOf("boundary", boundary, version),
      scp: scp?.map((level) => (level.length > 0 ? [policyOf("scp", level, version)] : [])),
      resource: own && policyOf(resource ? "resource" : "trust", own, version),
    },
  ).result;
}

test("there are two hundred of them, or more", () => {
  expect(groups.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(200);
});

describe.each(groups)("$source", ({ cases }) => {
  test.each(cases)("$title: $verdict", (one) => {
    expect(decide(one)).toBe(one.verdict);
  });
});
