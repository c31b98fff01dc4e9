import fc from "fast-check";
import { testHolds, testsOf } from "../../iam/condition";
import { contextOf } from "../../iam/context";
import { implies, impliesSome } from "../../iam/implication";
import type { IamCondition } from "../../iam/policy";
import { conditions, contexts } from "./arbitrary";
import { runs } from "../support/runs";

function stricter(one: IamCondition, other: IamCondition): boolean {
  return implies(testsOf(one), testsOf(other));
}

const on = (operator: string, values: string | string[]): IamCondition => ({
  [operator]: { k: values },
});

describe("what asks at least as much", () => {
  it.each<[IamCondition, IamCondition]>([
    [on("StringEquals", "a"), {}],
    [on("StringEquals", "a"), on("StringEquals", ["a", "b"])],
    [on("StringEquals", "a"), on("StringLike", "a")],
    [on("StringLike", "a"), on("StringEquals", "a")],
    [on("StringLike", "ab*"), on("StringLike", "a*")],
    [on("StringEquals", "a"), on("StringEqualsIfExists", "a")],
    [on("StringEquals", "a"), on("StringEqualsIgnoreCase", "A")],
    [on("StringNotEquals", ["a", "b"]), on("StringNotEquals", "a")],
    [on("StringNotLike", "a*"), on("StringNotEquals", "ab")],
    [on("StringNotEqualsIgnoreCase", "a"), on("StringNotEquals", "A")],
    [on("StringEquals", "a"), on("Null", "false")],
    [on("ForAnyValue:StringNotEquals", "a"), on("Null", "false")],
    [on("NumericLessThan", "5"), on("NumericLessThanEquals", "5")],
    [on("NumericLessThanEquals", "5"), on("NumericLessThan", "6")],
    [on("NumericEquals", "5"), on("NumericGreaterThan", "4")],
    [on("NumericGreaterThanEquals", "5"), on("NumericGreaterThan", "4")],
    [on("DateLessThan", "2026-01-01"), on("DateLessThan", "2027-01-01")],
    [on("IpAddress", "203.0.113.0/25"), on("IpAddress", "203.0.113.0/24")],
    [on("NotIpAddress", "203.0.113.0/24"), on("NotIpAddress", "203.0.113.0/25")],
    [on("ArnEquals", "arn:aws:iam::111122223333:role/a"), on("ArnLike", "arn:aws:iam::*:role/*")],
    [on("Bool", "true"), on("Bool", "True")],
    [on("Null", "true"), on("Null", "TRUE")],
    [on("StringEquals", "home/${aws:username}"), on("StringLike", "home/*")],
    [{ StringEquals: { K: "a", l: "b" } }, { stringequals: { k: "a" } }],
  ])("%j over %j", (one, other) => {
    expect(stricter(one, other)).toBe(true);
  });

  it.each<[IamCondition, IamCondition]>([
    [{}, on("StringEquals", "a")],
    [on("StringEquals", ["a", "b"]), on("StringEquals", "a")],
    [on("StringEquals", "a"), on("StringEquals", "b")],
    [on("StringEquals", "a"), { StringEquals: { l: "a" } }],
    [on("StringLike", "a*"), on("StringEquals", "a")],
    [on("StringEqualsIfExists", "a"), on("StringEquals", "a")],
    [on("ForAllValues:StringEquals", "a"), on("StringEquals", "a")],
    [on("StringEqualsIgnoreCase", "a"), on("StringEquals", "a")],
    [on("StringNotEquals", "a"), on("StringNotEquals", ["a", "b"])],
    [on("StringNotEquals", "a"), on("StringNotEqualsIgnoreCase", "a")],
    [on("StringNotEquals", "a"), on("Null", "false")],
    [on("StringEqualsIfExists", "a"), on("Null", "false")],
    [on("Null", "false"), on("StringEquals", "a")],
    [on("NumericLessThanEquals", "5"), on("NumericLessThan", "5")],
    [on("NumericLessThan", "6"), on("NumericLessThan", "5")],
    [on("NumericLessThan", "five"), on("NumericLessThan", "6")],
    [on("IpAddress", "203.0.113.0/24"), on("IpAddress", "203.0.113.0/25")],
    [on("Bool", "true"), on("Bool", "false")],
    // A variable may have any value, also one that begins otherwise or has another length.
    [on("StringEquals", "${aws:username}"), on("StringLike", "$*")],
    [on("StringEquals", "${aws:username}"), on("StringLike", "?")],
    [on("StringEquals", "${aws:username}"), on("StringEquals", "${aws:userid}")],
  ])("%j not over %j", (one, other) => {
    expect(stricter(one, other)).toBe(false);
  });

  it("lets no request through that the other would not", () => {
    let proven = 0;
    fc.assert(
      fc.property(conditions, conditions, contexts, (one, other, context) => {
        if (!stricter(one, other)) return;
        proven += 1;
        const request = contextOf(context);
        const holds = (condition: IamCondition) =>
          testsOf(condition).every((test) => testHolds(test, request, true));
        expect(holds(one) && !holds(other)).toBe(false);
      }),
      { numRuns: runs(5000) },
    );
    expect(proven).toBeGreaterThan(runs(500));
  });
});

describe("several lists of tests together", () => {
  const some = (one: IamCondition, others: readonly IamCondition[]) =>
    impliesSome(testsOf(one), others.map(testsOf));
  const both = (more: IamCondition) => ({ Bool: { tls: "false" }, ...more });

  it.each<[IamCondition, IamCondition[]]>([
    [{}, [on("StringEquals", "a"), on("StringNotEquals", "a")]],
    [{}, [on("StringEquals", ["a", "b"]), on("StringNotEquals", ["b", "a"])]],
    [{}, [on("StringEquals", "a"), on("StringEquals", "b"), on("StringNotEquals", ["a", "b"])]],
    [{}, [on("StringLike", "o-*"), on("StringNotEqualsIfExists", "o-1")]],
    [{}, [on("ArnLike", "arn:*:role/*"), on("ArnNotLike", "arn:aws:iam::1:role/a")]],
    [both({}), [both(on("StringEquals", "a")), both(on("StringNotEquals", "a"))]],
    [on("StringEquals", ["a", "b"]), [on("StringEquals", "a"), on("StringEquals", "b")]],
  ])("%j over %j", (one, others) => expect(some(one, others)).toBe(true));

  it.each<[IamCondition, IamCondition[]]>([
    [{}, [on("StringEquals", "a"), on("StringNotEquals", ["a", "b"])]],
    [{}, [on("StringEquals", "a"), { StringNotEquals: { other: "a" } }]],
    [{}, [on("StringEquals", "a"), on("ForAnyValue:StringNotEquals", "a")]],
    [{}, [on("StringEquals", "${aws:username}"), on("StringNotEquals", "${aws:username}")]],
    [{}, [on("Bool", "true"), on("Bool", "false")]],
    [{}, [on("StringEquals", "a"), both(on("StringNotEquals", "a"))]],
  ])("%j not over %j", (one, others) => expect(some(one, others)).toBe(false));

  it("is never wrong", () => {
    fc.assert(
      fc.property(
        conditions,
        fc.array(conditions, { maxLength: 3 }),
        contexts,
        (one, others, of) => {
          if (!some(one, others)) return;
          const holds = (condition: IamCondition) =>
            testsOf(condition).every((test) => testHolds(test, contextOf(of), true));
          expect(holds(one) && !others.some(holds)).toBe(false);
        },
      ),
      { numRuns: runs(2000) },
    );
  });
});
