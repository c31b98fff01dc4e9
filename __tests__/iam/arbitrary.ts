import fc from "fast-check";
import type { IamCondition, IamPolicy, IamStatement } from "../../iam/policy";
import type { Request } from "../../iam/request";

/** Few words each, so that statements and requests meet often. */
const ACTIONS = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:Get*",
  "s3:*",
  "iam:PassRole",
  "*",
  "s3:?etObject",
];
const RESOURCES = [
  "*",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::a/x",
  "arn:aws:s3:::?/x*",
  "arn:aws:s3:::*/x",
  "arn:*:s3:::a/x",
];
const VALUES = ["a", "b", "ab", "A"];
const PATTERNS = [...VALUES, "*", "a*", "?"];
const KEYS = ["aws:k", "aws:l"];

const some = <Value>(values: readonly Value[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: 3 });

const operators = fc.constantFrom(
  "StringEquals",
  "StringLike",
  "StringNotEquals",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringEqualsIfExists",
  "StringLikeIfExists",
  "ForAllValues:StringLike",
  "ForAnyValue:StringLike",
  "ForAllValues:StringNotEquals",
  "ForAnyValue:StringNotLike",
  "ArnLike",
);

export const conditions: fc.Arbitrary<IamCondition> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.dictionary(
      operators,
      fc.dictionary(fc.constantFrom(...KEYS), some(PATTERNS), { minKeys: 1, maxKeys: 2 }),
      { minKeys: 1, maxKeys: 2 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...KEYS)
      .chain((key) =>
        fc.constantFrom("true", "false").map((value) => ({ Null: { [key]: value } })),
      ),
  },
);

/** Statements of a role's policy; Allow more often than Deny. */
export const statements: fc.Arbitrary<IamStatement> = fc.record({
  Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Allow" as const, "Deny" as const),
  Action: some(ACTIONS),
  Resource: some(RESOURCES),
  Condition: conditions,
});

/** Some statements name what they leave out. */
export const anyStatement: fc.Arbitrary<IamStatement> = fc
  .tuple(statements, fc.integer({ min: 0, max: 9 }))
  .map(([{ Action, Resource, ...rest }, number]): IamStatement => {
    if (number === 0) return { ...rest, NotAction: Action, Resource };
    return number === 1
      ? { ...rest, Action, NotResource: Resource }
      : { ...rest, Action, Resource };
  });

const ROLE = "arn:aws:iam::111122223333:role/app";
const FOREIGN = "arn:aws:iam::999999999999";

const principals = fc.constantFrom<IamStatement["Principal"]>(
  "*",
  { AWS: "*" },
  { AWS: "999999999999" },
  { AWS: `${FOREIGN}:role/x` },
  { AWS: "111122223333" },
  { AWS: ROLE },
  { AWS: [ROLE, `${FOREIGN}:root`] },
);

/** Statements of a bucket's policy; some name who is left out. */
export const bucketStatement: fc.Arbitrary<IamStatement> = fc
  .tuple(anyStatement, principals, fc.integer({ min: 0, max: 9 }))
  .map(([statement, Principal, number]) =>
    number === 0 ? { ...statement, NotPrincipal: Principal } : { ...statement, Principal },
  );

/** Who asks for something in a bucket. */
export const callers = fc.constantFrom(ROLE, `${FOREIGN}:role/x`, `${FOREIGN}:role/y`);

/** Two policies that have most statements in common. */
export function twoOf(statement: fc.Arbitrary<IamStatement>) {
  return fc
    .array(fc.tuple(statement, fc.integer({ min: 0, max: 3 })), { maxLength: 5 })
    .map((all): readonly [IamPolicy, IamPolicy] => [
      policyOf(all.flatMap(([one, side]) => (side === 1 ? [] : [one]))),
      policyOf(all.flatMap(([one, side]) => (side === 2 ? [] : [one]))),
    ]);
}

export const contexts = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(fc.constantFrom(...VALUES), fc.subarray([...VALUES], { minLength: 1 })),
);

export const requests: fc.Arbitrary<Request> = fc.record({
  principal: fc.constant(ROLE),
  action: fc.constantFrom(
    "s3:GetObject",
    "s3:PutObject",
    "s3:SetObject",
    "iam:PassRole",
    "ec2:RunInstances",
  ),
  resource: fc.constantFrom(
    "arn:aws:s3:::a/x",
    "arn:aws:s3:::a/xy",
    "arn:aws:s3:::b/x",
    "arn:aws:s3:::c",
    "arn:aws-cn:s3:::a/x",
  ),
  context: contexts,
});

export function policyOf(list: readonly IamStatement[]): IamPolicy {
  return { Version: "2012-10-17", Statement: list };
}
