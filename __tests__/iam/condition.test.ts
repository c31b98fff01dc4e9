import { testHolds, testsOf } from "../../iam/condition";
import { contextOf, type RequestContext } from "../../iam/context";
import { PolicyShapeError, type IamCondition } from "../../iam/policy";

function holds(condition: IamCondition, context: RequestContext, variables = true): boolean {
  const prepared = contextOf(context);
  return testsOf(condition).every((test) => testHolds(test, prepared, variables));
}

type Case = readonly [operator: string, wanted: string | string[], actual: string, holds: boolean];

describe("operators, as the IAM user guide describes them", () => {
  it.each<Case>([
    ["StringEquals", "a", "a", true],
    ["StringEquals", "a", "A", false],
    ["StringEquals", "a*", "ab", false],
    ["StringEquals", ["a", "b"], "b", true],
    ["StringNotEquals", "a", "b", true],
    ["StringNotEquals", ["a", "b"], "b", false],
    ["StringEqualsIgnoreCase", "aB", "Ab", true],
    ["StringNotEqualsIgnoreCase", "aB", "Ab", false],
    ["StringLike", "mil*", "milvus", true],
    ["StringLike", "Mil*", "milvus", false],
    ["StringLike", "mi?vus", "milvus", true],
    ["StringNotLike", "mil*", "milvus", false],
    ["StringNotLike", "mil*", "loki", true],
    ["NumericEquals", "10", "10.0", true],
    ["NumericNotEquals", "10", "11", true],
    ["NumericLessThan", "10", "9", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "10", "10", false],
    ["NumericGreaterThanEquals", "10", "10", true],
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
    ["DateLessThan", "2026-01-02", "2026-01-01T00:00:00Z", true],
    ["DateLessThanEquals", "2026-01-01", "2026-01-01", true],
    ["DateGreaterThan", "2026-01-02", "2026-01-01", false],
    ["DateGreaterThanEquals", "2026-01-01", "2026-01-01", true],
    ["DateLessThan", "2026-01-02", "yesterday", false],
    ["Bool", "false", "False", true],
    ["Bool", "true", "false", false],
    ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
    ["BinaryEquals", "QmluYXJ5", "QmluYXJ6", false],
    ["IpAddress", "203.0.113.0/24", "203.0.113.7", true],
    ["IpAddress", "203.0.113.0/24", "203.0.114.7", false],
    ["IpAddress", "203.0.113.7", "203.0.113.7", true],
    ["IpAddress", "2001:DB8:1234::/48", "2001:db8:1234:5678::1", true],
    ["IpAddress", "2001:db8::/32", "2001:db9::1", false],
    ["IpAddress", "::/0", "203.0.113.7", false],
    ["IpAddress", "203.0.113.0/33", "203.0.113.7", false],
    ["IpAddress", "203.0.113.0/24", "somewhere", false],
    ["NotIpAddress", "203.0.113.0/24", "203.0.113.7", false],
    ["NotIpAddress", "203.0.113.0/24", "198.51.100.1", true],
    ["ArnEquals", "arn:aws:iam::*:role/a", "arn:aws:iam::111122223333:role/a", true],
    ["ArnLike", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/x/y", true],
    ["ArnLike", "arn:*:role/a", "arn:aws:sns:us-west-2:111122223333:role/b", false],
    ["ArnNotEquals", "arn:aws:iam::*:role/a", "arn:aws:iam::111122223333:role/a", false],
    ["ArnNotLike", "arn:aws:iam::*:role/a", "arn:aws:iam::111122223333:role/b", true],
  ])("%s %j on %j: %s", (operator, wanted, actual, expected) => {
    expect(holds({ [operator]: { "aws:Key": wanted } }, { "aws:Key": actual })).toBe(expected);
  });

  it.each([
    ["true", {}, true],
    ["true", { "aws:Key": "a" }, false],
    ["false", {}, false],
    ["false", { "aws:Key": "a" }, true],
    ["true", { "aws:Key": [] }, true],
  ])("Null %s on %j: %s", (wanted, context, expected) => {
    expect(holds({ Null: { "aws:Key": wanted } }, context)).toBe(expected);
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
    ["StringLike", false],
    ["Bool", false],
    ["ArnLike", false],
    ["NumericLessThan", false],
    ["IpAddress", false],
    ["StringNotEquals", true],
    ["StringNotLike", true],
    ["ArnNotLike", true],
    ["NotIpAddress", true],
    ["StringEqualsIfExists", true],
    ["BoolIfExists", true],
    ["ForAllValues:StringEquals", true],
    ["ForAnyValue:StringEquals", false],
    ["ForAnyValue:StringNotEquals", false],
    ["ForAnyValue:StringEqualsIfExists", true],
  ])("%s: %s", (operator, expected) => {
    expect(holds({ [operator]: { key: "*" } }, {})).toBe(expected);
    expect(holds({ [operator]: { key: "*" } }, { key: [] })).toBe(expected);
  });

  it("is not saved by IfExists when it is there with another value", () => {
    expect(holds({ StringEqualsIfExists: { key: "a" } }, { key: "b" })).toBe(false);
  });
});

describe("several values of a request", () => {
  const tags = { "aws:TagKeys": ["Vendor", "Owner"] };

  it.each([
    ["ForAllValues:StringEquals", ["Vendor", "Owner", "Name"], true],
    ["ForAllValues:StringEquals", ["Vendor"], false],
    ["ForAnyValue:StringEquals", ["Vendor"], true],
    ["ForAnyValue:StringEquals", ["Name"], false],
    ["ForAllValues:StringNotEquals", ["Name"], true],
    ["ForAllValues:StringNotEquals", ["Owner"], false],
    ["ForAnyValue:StringNotEquals", ["Owner"], true],
    ["ForAnyValue:StringNotEquals", ["Owner", "Vendor"], false],
    ["StringEquals", ["Owner"], true],
    ["StringNotEquals", ["Owner"], false],
  ])("%s %j: %s", (operator, wanted, expected) => {
    expect(holds({ [operator]: { "aws:TagKeys": wanted } }, tags)).toBe(expected);
  });
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

  it("may have a default", () => {
    const condition = { StringEquals: { team: "${aws:PrincipalTag/team, 'none'}" } };
    expect(holds(condition, { team: "none" })).toBe(true);
    expect(holds(condition, { team: "x", "aws:PrincipalTag/team": "x" })).toBe(true);
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
