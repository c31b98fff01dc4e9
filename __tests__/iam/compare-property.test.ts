import fc from "fast-check";
import { compare } from "../../iam/compare";
import { directionOf } from "../../iam/difference";
import { evaluate } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import { policyOf, requests, statements } from "./arbitrary";

describe("whatever the policies", () => {
  const policies = fc.array(statements, { maxLength: 5 }).map(policyOf);
  const allowed = (document: IamPolicy, request: Parameters<typeof evaluate>[0]) =>
    evaluate(request, { identity: [{ name: "p", document }] }).result === "Allowed";
  const directions = (policy: IamPolicy, reference: IamPolicy) =>
    compare(policy, reference).map(({ kind }) => directionOf(kind));

  it("none differs from itself", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(compare(policy, structuredClone(policy))).toEqual([]);
      }),
    );
  });

  it("whoever is not told of a weaker policy has none", () => {
    let silent = 0;
    fc.assert(
      fc.property(policies, policies, requests, (policy, reference, request) => {
        if (directions(policy, reference).includes("weaker")) return;
        silent += 1;
        expect(allowed(policy, request) && !allowed(reference, request)).toBe(false);
      }),
      { numRuns: 3000 },
    );
    expect(silent).toBeGreaterThan(100);
  });

  it("whoever is not told of a stricter policy has none", () => {
    fc.assert(
      fc.property(policies, policies, requests, (policy, reference, request) => {
        if (directions(policy, reference).includes("stricter")) return;
        expect(allowed(reference, request) && !allowed(policy, request)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("a statement that allows something new is told", () => {
    fc.assert(
      fc.property(fc.array(statements, { maxLength: 5 }), (list) => {
        const more = { Effect: "Allow", Action: "ec2:RunInstances", Resource: "*" } as const;
        const everything = list.some(
          ({ Effect, Action, Resource, Condition }) =>
            Effect === "Allow" &&
            [Action].flat().includes("*") &&
            [Resource].flat().includes("*") &&
            Object.keys(Condition ?? {}).length === 0,
        );
        const told = directions(policyOf([...list, more]), policyOf(list)).includes("weaker");
        expect(told).toBe(!everything);
      }),
    );
  });
});
