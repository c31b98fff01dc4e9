import { isUnknownAction } from "../../iam/actions";
import { isEveryArn } from "../../iam/arn-glob";
import { holdsWithoutKey } from "../../iam/condition";
import { deadGrants } from "../../iam/dead-grants";
import { list } from "../../iam/policy";
import type { Statement } from "../../iam/statement";
import type { Resource } from "../../terraform/model";
import type { PolicyOf } from "../../terraform/model-view";
import { bootstrapSets } from "../identify/bootstrap-sets";
import { identifiedRoles } from "../identify/roles";
import {
  boundaries,
  hasAction,
  identityPolicies,
  nameOf,
  problemsIn,
  reading,
  type StatementProblem,
} from "../policies/statements";
import { fail, orPass, pass, policies, type Results, ruleForEach } from "../results";
import { ruleOf } from "../rule";

export const serviceWildcard = ruleOf("policy-service-wildcard", function* ({ model }) {
  const isBoundary = boundaries(model);
  for (const policy of identityPolicies(model)) {
    if (isBoundary(policy)) {
      const { resource, attribute } = policy;
      yield pass(resource, "the policy is a boundary, which grants nothing", { attribute });
      continue;
    }
    yield* problemsIn(policy, wholeServices, "no service is allowed as a whole");
  }
});

function wholeServices({ effect, actions }: Statement): StatementProblem[] {
  if (effect !== "Allow" || actions.negated) return [];
  return actions.elements
    .filter((action) => /^[^:]+:\*+$/.test(action))
    .map((action) => ({ text: `allows ${action}`, of: action }));
}

export const unknownAction = ruleForEach("policy-unknown-action", policies, (policy) =>
  problemsIn(policy, misspelt, "all actions exist"),
);

/** By the text as written: statements in one spelling have lost the case. */
function misspelt({ source: { Action, NotAction } }: Statement): StatementProblem[] {
  return [...list(Action), ...list(NotAction)]
    .filter(isUnknownAction)
    .map((action) => ({ text: `names ${action}, which AWS does not have`, of: action }));
}

/** Of the newer text, which there is no other to take the place of. */
const OF_CURRENT =
  "leave it: the text is the vendor's newest, and what grants nothing does no harm; docs/deviations.md lists it";

export const deadGrant = ruleOf("dead-grant", function* (context) {
  const { model, parameters } = context;
  const wanted = new Set<Resource>([
    ...identifiedRoles(context).flatMap(({ view }) =>
      view.identity.map(({ resource }) => resource),
    ),
    ...bootstrapSets(context).flatMap(({ members }) => [...members.values()]),
  ]);
  const editions = parameters.deployments.map(({ edition }) => edition);
  const isNewest = (edition: string) => edition === "current";
  const ceilings = new Set(model.roles().map(({ boundary }) => boundary?.policy?.resource));
  for (const policy of model.policies()) {
    const { resource, attribute, use } = policy;
    if (!wanted.has(resource) || ceilings.has(resource)) continue;
    if (use !== "managed" && use !== "inline") continue;
    yield* reading(policy, (_, document) => {
      const isCurrent =
        resource.provenance === "current" || (editions.length > 0 && editions.every(isNewest));
      const dead = deadGrants(document).map(({ sid, element, text }) =>
        fail(resource, `statement ${sid}: ${text}`, {
          attribute,
          key: `${sid}:${element}`,
          fix: isCurrent ? OF_CURRENT : undefined,
        }),
      );
      return orPass(dead, resource, "every grant matches something", { attribute });
    });
  }
});

/** Actions that make plain text of what some key has encrypted. */
const DECRYPTING = ["kms:Decrypt", "kms:ReEncryptFrom"];

/** Every key of an account and region, or more. */
const ALL_KEYS = /^(\*+|arn:[^:]*:kms:[^:]*:[^:]*:(key\/)?\*+|arn:[^:]*:(kms|\*)(:[^:]*)?:?\*+)$/;

/** Condition keys that leave some of the keys: by alias, by tag, by what asks and for what. */
const NARROWING =
  /^(kms:(ResourceAliases|RequestAlias|ViaService|EncryptionContext.*)|aws:ResourceTag\/.+)$/i;

export const kmsEverywhere = ruleOf("policy-kms-everywhere", function* ({ model }) {
  const isBoundary = boundaries(model);
  for (const policy of identityPolicies(model)) {
    if (!isBoundary(policy)) yield* reading(policy, (statements) => kmsIn(policy, statements));
  }
});

function* kmsIn({ resource, attribute }: PolicyOf, statements: readonly Statement[]): Results {
  const allowing = statements
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => ({
      statement,
      names: DECRYPTING.filter((name) => hasAction(statement.actions, name.toLowerCase())),
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
