import { matches } from "../../../iam/glob";
import { PolicyShapeError } from "../../../iam/policy";
import { statementsOf, type Selection, type Statement } from "../../../iam/statement";
import type { RuleResult } from "../../finding";
import type { Model, PolicyOf } from "../../../terraform/model-view";
import { unknownWords } from "./results";

/** Policies of roles: what they may do. */
export function identityPolicies(model: Model): readonly PolicyOf[] {
  return model.policies().filter(({ use }) => use === "managed" || use === "inline");
}

/** Policies that some role has as its boundary: they are ceilings and grant nothing. */
export function boundaries(model: Model): (policy: PolicyOf) => boolean {
  const names = new Set(
    model.roles().flatMap(({ boundary }) => {
      const policy = boundary?.policy;
      return policy ? [policy.resource.address] : [];
    }),
  );
  return ({ use, resource }) => use === "managed" && names.has(resource.address);
}

/** A policy's statements; none, and the result that says so, when it cannot be read. */
export function readStatements(
  policy: PolicyOf,
):
  | { readonly statements: readonly Statement[] }
  | { readonly statements?: undefined; readonly result: RuleResult } {
  const { resource, attribute, document } = policy;
  const result = (message: string): { result: RuleResult } => ({
    result: { verdict: "UNKNOWN", resource, attribute, message },
  });
  if (!document.known) return result(unknownWords(document));
  try {
    return { statements: statementsOf(document.value) };
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    return result(`cannot be judged: ${error.message}`);
  }
}

/** Whether a scope takes in every text. */
export function isEverything({ negated, elements }: Selection<string>): boolean {
  return negated
    ? elements.length === 0
    : elements.some((element) => /^[*:]*\*[*:]*$/.test(element));
}

/** Whether an action, in lower case, is in scope. */
export function hasAction({ negated, elements }: Selection<string>, action: string): boolean {
  return elements.some((pattern) => matches(pattern, action)) !== negated;
}

/** A statement in the words of messages: `statement EC2Read`. */
export function nameOf({ label }: Statement): string {
  return `statement ${label}`;
}
