import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { testHolds, testsOf } from "../../iam/condition";
import { contextOf } from "../../iam/context";
import { implies } from "../../iam/implication";
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
