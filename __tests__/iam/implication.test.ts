import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { testHolds, testsOf } from "../../iam/condition";
import { contextOf } from "../../iam/context";
import { implies, impliesSome } from "../../iam/implication";
import type { IamCondition } from "../../iam/policy";
import { conditions, contexts } from "./arbitrary";
import { runs } from "../support/runs";

const PAIRS = parse(readFileSync(join(__dirname, "implication.yaml"), "utf8")) as Readonly<
  Record<"implies" | "implies not", [IamCondition, IamCondition][]>
>;

function stricter(one: IamCondition, other: IamCondition): boolean {
  return implies(testsOf(one), testsOf(other));
}

describe("what asks at least as much", () => {
  it.each(PAIRS.implies)("%j over %j", (one, other) => {
    expect(stricter(one, other)).toBe(true);
  });

  it.each(PAIRS["implies not"])("%j not over %j", (one, other) => {
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
  const on = (operator: string, values: string | string[]): IamCondition => ({
    [operator]: { k: values },
  });
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
