import { evaluate, type Policies } from "../../iam/evaluate";
import type { IamStatement, NamedPolicy } from "../../iam/policy";
import type { Request } from "../../iam/request";

export const ROLE = "arn:aws:iam::111122223333:role/app";
export const USER = "arn:aws:iam::111122223333:user/ann";
export const FOREIGN = "arn:aws:iam::444455556666:role/app";

export function named(name: string, ...list: readonly IamStatement[]): NamedPolicy {
  return { name, document: { Version: "2012-10-17", Statement: list } };
}

export const allow = (
  Action: string,
  Resource = "*",
  more: Partial<IamStatement> = {},
): IamStatement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
export const deny = (
  Action: string,
  Resource = "*",
  more: Partial<IamStatement> = {},
): IamStatement => ({
  ...allow(Action, Resource, more),
  Effect: "Deny",
});

/** What is asked unless a test says otherwise. */
const read: Request = { principal: ROLE, action: "s3:GetObject", resource: "arn:aws:s3:::b/x" };
export const ask = (policies: Policies, more: Partial<Request> = {}) =>
  evaluate({ ...read, ...more }, policies);
