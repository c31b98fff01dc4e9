/**
 * IAM policies as anyone may have written them. The types of policies/document.ts are those that
 * this project writes; these are wider, so that what it reads can be judged as well.
 */
export type OneOrMore<Value> = Value | readonly Value[];

export type IamCondition = Readonly<
  Record<string, Readonly<Record<string, OneOrMore<string | number | boolean>>>>
>;

export type IamPrincipal = "*" | Readonly<Record<string, OneOrMore<string>>>;

export interface IamStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: IamPrincipal;
  readonly NotPrincipal?: IamPrincipal;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: IamCondition;
}

export interface IamPolicy {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: OneOrMore<IamStatement>;
}

/** A policy and what a report calls it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: IamPolicy;
}

/** A policy that IAM would refuse, or that uses something which is not known here. */
export class PolicyShapeError extends Error {
  override readonly name = "PolicyShapeError";
}

/** The list that a value of one or more stands for. */
export function list<Value>(value: OneOrMore<Value> | undefined): readonly Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}
