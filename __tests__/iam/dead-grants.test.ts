import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { deadGrants } from "../../iam/dead-grants";
import type { IamStatement } from "../../iam/policy";
import { oracle } from "../policies/oracle";
import { EVERY_POLICY } from "../policies/every-policy";

interface Grants {
  /** Statement, kind and element of each. */
  readonly documented: string[][];
  readonly newer: string[][];
  readonly passedOver: [title: string, statement: Partial<IamStatement>][];
  readonly dead: [title: string, statement: Partial<IamStatement>, found: string[][]][];
}

const GRANTS = parse(readFileSync(join(__dirname, "dead-grants.yaml"), "utf8")) as Grants;

function found(document: unknown) {
  return deadGrants(document as never).map(({ kind, sid, element }) => [sid, kind, element]);
}

describe("documented cross-account policy", () => {
  it("has exactly the dead grants that the analysis lists", () => {
    expect(found(oracle("cross-account-policy", { "{bucketName}": "b" }))).toEqual(
      GRANTS.documented,
    );
  });

  it("is told in words", () => {
    const texts = deadGrants(oracle("cross-account-policy", { "{bucketName}": "b" }) as never).map(
      ({ text }) => text,
    );
    expect(texts).toContain(
      "eks:AssociateAccessPolicy acts on access-entry, which no resource of the statement matches",
    );
    expect(texts).toContain(
      'eks:DescribeAddonVersions takes no resource, so it is only ever allowed on "*"',
    );
    expect(texts).toContain(
      "no resource of eks has an ARN like arn:aws:eks::aws:access-policy/zilliz-byoc-*/*",
    );
    expect(texts).toContain(
      "none of the statement's actions acts on arn:aws:eks:*:*:addon/zilliz-byoc-*/*/*",
    );
  });
});

describe("newer cross-account policy", () => {
  it("matches access entries, and still no access policies", () => {
    const document = oracle("current/cross-account-policy", {
      "${var.name}": "acme",
      "${var.bucketName}": "b",
    });
    expect(found(document)).toEqual(GRANTS.newer);
  });
});

it("finds nothing in the other policies of this project", () => {
  const others = EVERY_POLICY.filter(([name]) => !name.startsWith("crossAccountPolicy"));
  expect(others.length).toBeGreaterThan(15);
  for (const [name, { document }] of others) expect([name, found(document)]).toEqual([name, []]);
});

describe("a statement", () => {
  const statement = (more: Partial<IamStatement>) => ({
    Version: "2012-10-17",
    Statement: [{ Sid: "S", Effect: "Allow", ...more }],
  });

  it.each(GRANTS.passedOver)("of %s is passed over", (_title, more) => {
    expect(found(statement(more))).toEqual([]);
  });

  it.each(GRANTS.dead)("of %s is dead", (_title, more, expected) => {
    expect(found(statement(more))).toEqual(expected.map((one) => ["S", ...one]));
  });
});
