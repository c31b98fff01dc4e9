import fc from "fast-check";
import { compare } from "../../iam/compare";
import { directionOf } from "../../iam/difference";
import { evaluate, type Policies } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import type { Request } from "../../iam/request";
import {
  anyStatement,
  bucketStatement,
  callers,
  policyOf,
  requests,
  statements,
  twoOf,
} from "./arbitrary";
import { runs } from "../support/runs";

const named = (document: IamPolicy) => ({ name: "p", document });
const allowed = (request: Request, policies: Policies) =>
  evaluate(request, policies).result === "Allowed";
const directions = (policy: IamPolicy, reference: IamPolicy) =>
  compare(policy, reference).map(({ kind }) => directionOf(kind));
/** Whether somebody who reads the differences takes it that no such one is there. */
const isSilent = (told: ReturnType<typeof directions>, direction: "weaker" | "stricter") =>
  !told.includes(direction) && !told.includes("unknown");

describe("whatever the policies", () => {
  it("none differs from itself", () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 5 }).map(policyOf), (policy) => {
        expect(compare(policy, structuredClone(policy))).toEqual([]);
      }),
    );
  });

  it.each([
    ["one of its own", anyStatement, fc.constant(undefined)],
    ["one of a bucket", bucketStatement, callers],
  ])("whoever is not told of a weaker or stricter policy has none: %s", (_, statement, caller) => {
    let silent = 0;
    fc.assert(
      fc.property(twoOf(statement), requests, caller, ([policy, reference], request, principal) => {
        const told = directions(policy, reference);
        const may = (document: IamPolicy) =>
          principal === undefined
            ? allowed(request, { identity: [named(document)] })
            : allowed(
                { ...request, principal, resourceAccount: "111122223333" },
                { identity: [EVERYTHING], resource: named(document) },
              );
        const [is, was] = [may(policy), may(reference)];
        const [noWeaker, noStricter] = [isSilent(told, "weaker"), isSilent(told, "stricter")];
        if (noWeaker && told.length > 0) silent += 1;
        expect(noWeaker && is && !was).toBe(false);
        expect(noStricter && was && !is).toBe(false);
      }),
      { numRuns: runs(2000) },
    );
    expect(silent).toBeGreaterThan(runs(100));
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

const EVERYTHING = named(policyOf([{ Effect: "Allow", Action: "*", Resource: "*" }]));
