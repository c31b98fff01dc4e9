import fc from "fast-check";
import { evaluate } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import type { Request } from "../../iam/request";
import { statementsOf } from "../../iam/statement";
import { touches, within } from "../../iam/containment";
import { bucketStatement, callers, policyOf, requests } from "./arbitrary";

const ACCOUNT = "111122223333";
const EVERYTHING = policyOf([{ Effect: "Allow", Action: "*", Resource: "*" }]);

/** Statements that are only about requests: what they ask besides is another question. */
const about = bucketStatement.map((statement): IamPolicy =>
  policyOf([{ ...statement, Effect: "Allow", Condition: {} }]),
);

/** Whether the policy of the resource is among those that let a request through. */
function allows(document: IamPolicy, request: Request): boolean {
  const identity = [{ name: "own", document: EVERYTHING }];
  const { by } = evaluate(request, { identity, resource: { name: "bucket", document } });
  return by.some(({ layer }) => layer === "resource");
}

test("what is within another is about nothing else, and what does not touch about nothing the same", () => {
  const seen = { within: 0, apart: 0 };
  fc.assert(
    fc.property(
      about,
      about,
      fc.array(requests, { maxLength: 4 }),
      callers,
      (inner, outer, asked, principal) => {
        const [one, other] = [statementsOf(inner)[0]!, statementsOf(outer)[0]!];
        const isWithin = within(one, other, ACCOUNT);
        const isApart = !touches(one, other);
        seen.within += Number(isWithin);
        seen.apart += Number(isApart);
        for (const request of asked) {
          const full = { ...request, principal, resourceAccount: ACCOUNT };
          const [first, second] = [allows(inner, full), allows(outer, full)];
          expect(isWithin && first && !second).toBe(false);
          expect(isApart && first && second).toBe(false);
        }
      },
    ),
    { numRuns: 1000 },
  );
  expect(seen.within).toBeGreaterThan(50);
  expect(seen.apart).toBeGreaterThan(50);
});
