import fc from "fast-check";
import { evaluate, type Policies } from "../../iam/evaluate";
import type { IamStatement } from "../../iam/policy";
import type { Request } from "../../iam/request";
import { policyOf, requests, statements } from "./arbitrary";

describe("whatever the policies", () => {
  const result = (request: Request, policies: Policies) => evaluate(request, policies).result;
  const policiesOf = (list: readonly IamStatement[]) => ({
    identity: [{ name: "p", document: policyOf(list) }],
  });

  it("one more Allow never takes anything away", () => {
    fc.assert(
      fc.property(fc.array(statements), statements, requests, (list, more, request) => {
        const before = result(request, policiesOf(list));
        const after = result(request, policiesOf([...list, { ...more, Effect: "Allow" }]));
        expect([before, after]).not.toEqual(["Allowed", "ImplicitlyDenied"]);
        expect([before, after]).not.toEqual(["Allowed", "ExplicitlyDenied"]);
      }),
    );
  });

  it("one more Deny never allows anything", () => {
    fc.assert(
      fc.property(fc.array(statements), statements, requests, (list, more, request) => {
        const after = result(request, policiesOf([...list, { ...more, Effect: "Deny" }]));
        expect(after === "Allowed" && result(request, policiesOf(list)) !== "Allowed").toBe(false);
      }),
    );
  });

  it("a boundary or a service control policy only takes away", () => {
    fc.assert(
      fc.property(
        fc.array(statements),
        fc.array(statements),
        requests,
        fc.constantFrom("boundary", "scp"),
        (list, above, request, layer) => {
          const policy = { name: "above", document: policyOf(above) };
          const limited = {
            ...policiesOf(list),
            ...(layer === "scp" ? { scp: [[policy]] } : { boundary: policy }),
          };
          const allowed = result(request, limited) === "Allowed";
          expect(allowed && result(request, policiesOf(list)) !== "Allowed").toBe(false);
        },
      ),
    );
  });

  it("order and division of statements make no difference", () => {
    fc.assert(
      fc.property(fc.array(statements), requests, (list, request) => {
        const divided = {
          identity: list.map((one) => ({ name: "p", document: policyOf([one]) })).reverse(),
        };
        expect(result(request, divided)).toBe(result(request, policiesOf(list)));
      }),
    );
  });

  it("a request is allowed, or some layer stands in the way", () => {
    fc.assert(
      fc.property(fc.array(statements), requests, (list, request) => {
        const { result: is, blockedBy, by } = evaluate(request, policiesOf(list));
        expect(blockedBy.length === 0).toBe(is === "Allowed");
        expect(by.length > 0).toBe(is !== "ImplicitlyDenied");
      }),
    );
  });
});
