import { testHolds, testsOf } from "../../iam/condition";
import { contextOf, type RequestContext } from "../../iam/context";
import { PolicyShapeError, type IamCondition } from "../../iam/policy";

function holds(condition: IamCondition, context: RequestContext, variables = true): boolean {
  const prepared = contextOf(context);
  return testsOf(condition).every((test) => testHolds(test, prepared, variables));
}

type Case = readonly [operator: string, wanted: string | string[], actual: string, holds: boolean];

// What IAM's guide says of each operator is asked in hand-cases.yaml.
describe("operators", () => {
  it.each<Case>([
    ["NumericEquals", "10", "10.0", true],
    ["NumericEquals", "10", "ten", false],
    ["NumericEquals", "1000", "1e3", false],
    ["NumericEquals", "16", "0x10", false],
    ["NumericEquals", "10", " 10 ", false],
    ["NumericLessThan", "10", "Infinity", false],
    ["IpAddress", "::ffff:10.0.0.0/104", "::ffff:10.0.0.1", true],
    ["IpAddress", "::ffff:10.0.0.0/104", "::ffff:a00:1", true],
    ["IpAddress", "::ffff:10.0.0.0/104", "::ffff:11.0.0.1", false],
    ["IpAddress", "10.0.0.0/8", "::ffff:10.0.0.1", false],
    ["NumericEquals", "0", "", false],
    ["DateEquals", "2026-01-01T00:00:00Z", "1767225600", true],
    ["DateNotEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false],
    ["DateLessThan", "2026-01-02", "yesterday", false],
    ["Bool", "false", "False", true],
    ["IpAddress", "::/0", "203.0.113.7", false],
    ["IpAddress", "203.0.113.0/33", "203.0.113.7", false],
    ["IpAddress", "203.0.113.0/24", "somewhere", false],
    ["ArnLike", "arn:*:role/a", "arn:aws:sns:us-west-2:111122223333:role/b", false],
  ])("%s %j on %j: %s", (operator, wanted, actual, expected) => {
    expect(holds({ [operator]: { "aws:Key": wanted } }, { "aws:Key": actual })).toBe(expected);
  });

  it.each(["stringequals", "STRINGEQUALS"])("%s is StringEquals", (operator) => {
    expect(holds({ [operator]: { key: "a" } }, { KEY: "a" })).toBe(true);
  });

  it.each(["StringEqual", "NullIfExists", "ForSomeValues:StringEquals", ""])(
    "%j is none",
    (operator) => {
      const act = () => holds({ [operator]: { key: "a" } }, {});
      expect(act).toThrow(PolicyShapeError);
      expect(act).toThrow(`IAM has no condition operator "${operator}"`);
    },
  );
});

describe("a key that the request does not have", () => {
  it.each([
    ["StringEquals", false],
    ["StringNotLike", true],
    ["BoolIfExists", true],
    ["ForAllValues:StringEquals", true],
    ["ForAnyValue:StringNotEquals", false],
    ["ForAnyValue:StringEqualsIfExists", true],
  ])("%s: %s", (operator, expected) => {
    expect(holds({ [operator]: { key: "*" } }, {})).toBe(expected);
    expect(holds({ [operator]: { key: "*" } }, { key: [] })).toBe(expected);
  });
});

test.each([
  ["StringEquals", true],
  ["StringNotEquals", false],
])("several values of a request, and no word for sets: %s %s", (operator, expected) => {
  const tags = { "aws:TagKeys": ["Vendor", "Owner"] };
  expect(holds({ [operator]: { "aws:TagKeys": "Owner" } }, tags)).toBe(expected);
});

describe("a condition of several parts", () => {
  it("holds when every operator and every key does", () => {
    const condition = { StringEquals: { a: "1", b: "2" }, Bool: { c: true } };
    expect(holds(condition, { a: 1, b: 2, c: "true" })).toBe(true);
    expect(holds(condition, { a: 1, b: 2, c: false })).toBe(false);
    expect(holds(condition, { a: 1, c: true })).toBe(false);
  });

  it("holds when there is none", () => {
    expect(holds({}, {})).toBe(true);
  });
});

describe("policy variables", () => {
  const own = { StringEquals: { "s3:prefix": "home/${aws:username}" } };

  it("stand for the request's value", () => {
    expect(holds(own, { "aws:username": "ann", "s3:prefix": "home/ann" })).toBe(true);
    expect(holds(own, { "aws:username": "ann", "s3:prefix": "home/bob" })).toBe(false);
    expect(holds(own, { "AWS:Username": "ann", "s3:prefix": "home/ann" })).toBe(true);
  });

  it("match nothing without a value", () => {
    expect(holds(own, { "s3:prefix": "home/" })).toBe(false);
    expect(holds({ StringNotEquals: own.StringEquals }, { "s3:prefix": "home/" })).toBe(false);
    expect(holds(own, { "aws:username": ["a", "b"], "s3:prefix": "home/a" })).toBe(false);
  });

  it("never bring in wildcards", () => {
    const like = { StringLike: { "s3:prefix": "home/${aws:username}/*" } };
    expect(holds(like, { "aws:username": "*", "s3:prefix": "home/bob/x" })).toBe(false);
    expect(holds(like, { "aws:username": "*", "s3:prefix": "home/*/x" })).toBe(true);
  });

  it("stand for characters that would be wildcards", () => {
    const like = { StringLike: { "s3:prefix": "a${*}b*" } };
    expect(holds(like, { "s3:prefix": "a*bc" })).toBe(true);
    expect(holds(like, { "s3:prefix": "axbc" })).toBe(false);
    expect(holds({ StringEquals: { key: "${$}{x}" } }, { key: "${x}" })).toBe(true);
  });

  it("are plain text in policies of the old version", () => {
    expect(holds(own, { "aws:username": "ann", "s3:prefix": "home/ann" }, false)).toBe(false);
    expect(holds(own, { "s3:prefix": "home/${aws:username}" }, false)).toBe(true);
  });
});
