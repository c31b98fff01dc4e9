import { isRecord } from "../text/record";
import { PolicyShapeError, type IamPolicy, type IamStatement } from "./policy";

/**
 * Makes sure that what was read is a policy, but for its statements.
 *
 * @throws PolicyShapeError for what IAM would not take.
 */
export function checkPolicy(policy: unknown): asserts policy is IamPolicy {
  if (!isRecord(policy)) throw new PolicyShapeError("the policy is no object");
  if (policy["Statement"] === undefined) throw new PolicyShapeError("the policy has no Statement");
}

/** What reports call a statement: its Sid, or its place. */
export function labelOf(statement: unknown, index: number): string {
  const sid = isRecord(statement) ? statement["Sid"] : undefined;
  return typeof sid === "string" && sid !== "" ? sid : `#${index + 1}`;
}

/**
 * Makes sure that a statement is one: everything else here relies on its types.
 *
 * @throws PolicyShapeError for what IAM would not take.
 */
export function checkStatement(
  statement: unknown,
  label: string,
): asserts statement is IamStatement {
  const fail = (problem: string): never => {
    throw new PolicyShapeError(`statement ${label} ${problem}`);
  };
  if (!isRecord(statement)) return fail("is no object");
  const { Effect, Condition = {} } = statement;
  if (Effect !== "Allow" && Effect !== "Deny") fail(`has the Effect ${JSON.stringify(Effect)}`);
  for (const name of ["Action", "Resource", "Principal"]) {
    const negated = `Not${name}`;
    if (statement[name] !== undefined && statement[negated] !== undefined) {
      fail(`has ${name} and ${negated}`);
    }
    for (const element of [name, negated]) {
      const value = statement[element];
      const isRight = name === "Principal" ? isPrincipal(value) : isTexts(value);
      if (value !== undefined && !isRight) fail(`has the ${element} ${JSON.stringify(value)}`);
    }
  }
  if ((statement["Action"] ?? statement["NotAction"]) === undefined) fail("has no Action");
  if (!isRecord(Condition) || !Object.values(Condition).every(isTest)) {
    fail(`has the Condition ${JSON.stringify(Condition)}`);
  }
}

function isTexts(value: unknown): boolean {
  if (typeof value === "string") return true;
  return Array.isArray(value) && value.flat().every((one) => typeof one === "string");
}

function isPrincipal(value: unknown): boolean {
  return value === "*" || (isRecord(value) && Object.values(value).every(isTexts));
}

/** Keys with one value or more; numbers and truth values stand for their text. */
function isTest(keys: unknown): boolean {
  return (
    isRecord(keys) &&
    Object.values(keys).every((values) =>
      [values].flat().every((value) => ["string", "number", "boolean"].includes(typeof value)),
    )
  );
}
