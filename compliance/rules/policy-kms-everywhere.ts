import { isEveryArn } from "../../iam/arn-glob";
import { holdsWithoutKey } from "../../iam/condition";
import type { Statement } from "../../iam/statement";
import type { PolicyOf } from "../../terraform/model-view";
import type { RuleResult } from "../finding";
import { hcl, type Rule } from "../rule";
import { boundaries, hasAction, identityPolicies, nameOf, reading } from "../policies/statements";
import { fail, orPass } from "../results";

/** Actions that make plain text of what some key has encrypted. */
const ACTIONS = ["kms:Decrypt", "kms:ReEncryptFrom"];

/** Every key of an account and region, or more. */
const ALL_KEYS = /^(\*+|arn:[^:]*:kms:[^:]*:[^:]*:(key\/)?\*+|arn:[^:]*:(kms|\*)(:[^:]*)?:?\*+)$/;

/** Condition keys that leave some of the keys: by alias, by tag, by what asks and for what. */
const NARROWING =
  /^(kms:(ResourceAliases|RequestAlias|ViaService|EncryptionContext.*)|aws:ResourceTag\/.+)$/i;

export const rule: Rule = {
  id: "policy-kms-everywhere",
  title: "Roles decrypt with named keys only",
  why: "With every key of the account, the role reads what other teams have encrypted.",
  fix: "name the key, or its alias in a condition on kms:ResourceAliases",
  snippet: hcl(`{
  Effect    = "Allow"
  Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
  Resource  = ["arn:aws:kms:us-west-2:111122223333:key/*"]
  Condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/zilliz-byoc-acme" } }
}`),
  severity: "error",
  standards: ["FSBP KMS.1", "FSBP KMS.2"],
  documents: ["integrate-with-aws-s3, step 3"],
  *check({ model }) {
    const isBoundary = boundaries(model);
    for (const policy of identityPolicies(model)) {
      if (!isBoundary(policy)) yield* reading(policy, (statements) => judge(policy, statements));
    }
  },
};

function* judge(
  { resource, attribute }: PolicyOf,
  statements: readonly Statement[],
): Iterable<RuleResult> {
  const allowing = statements
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => ({
      statement,
      names: ACTIONS.filter((name) => hasAction(statement.actions, name.toLowerCase())),
    }))
    .filter(({ names }) => names.length > 0);
  // What has nothing to do with KMS is not judged.
  if (allowing.length === 0) return;
  const wide = allowing
    .filter(({ statement }) => isEverywhere(statement))
    .map(({ statement, names }) => {
      const message = `${nameOf(statement)} allows ${names.join(" and ")} with every key`;
      return fail(resource, message, { attribute, key: statement.label });
    });
  yield* orPass(wide, resource, "the keys are narrowed down", { attribute });
}

function isEverywhere({ resources, tests }: Statement): boolean {
  if (!resources) return false;
  const all =
    resources.negated ||
    resources.elements.some((element) => isEveryArn(element) || ALL_KEYS.test(element));
  const narrowed = tests.some(
    (test) =>
      NARROWING.test(test.key) &&
      !test.negated &&
      test.comparison !== "Null" &&
      !holdsWithoutKey(test) &&
      !test.values.some((value) => /^[*?]*$/.test(value)),
  );
  return all && !narrowed;
}
