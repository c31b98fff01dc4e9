import { isUnknownAction } from "../../iam/actions";
import { deadGrants } from "../../iam/dead-grants";
import { list } from "../../iam/policy";
import type { Resource } from "../../terraform/model";
import { boundaries, identityPolicies, problemsIn, reading } from "../policies/statements";
import { fail, orPass, pass } from "../results";
import { hcl, yaml, type Rule } from "../rule";
import { bootstrapSets } from "../identify/bootstrap-sets";
import { identifiedRoles } from "../identify/roles";

export const serviceWildcard: Rule = {
  id: "policy-service-wildcard",
  title: "Policies name actions, not whole services",
  why: "A whole service, such as s3:*, is every action that it has and will ever have, changing its policies included.",
  fix: "list the actions; a boundary, which grants nothing, may name services",
  snippet: hcl('actions = ["s3:ListBucket", "s3:GetObject", "s3:PutObject"] # not s3:*'),
  severity: "warning",
  standards: ["FSBP IAM.21", "CKV2_AWS_40", "AWS-0345"],
  documents: ["create-bucket-and-role, step 3", "create-cross-account-role, step 2"],
  *check({ model }) {
    const isBoundary = boundaries(model);
    for (const policy of identityPolicies(model)) {
      const { resource, attribute } = policy;
      if (isBoundary(policy)) {
        yield pass(resource, "the policy is a boundary, which grants nothing", { attribute });
        continue;
      }
      const found = problemsIn(policy, ({ effect, actions }) =>
        effect === "Allow" && !actions.negated
          ? actions.elements
              .filter((action) => /^[^:]+:\*+$/.test(action))
              .map((action) => ({ text: `allows ${action}`, of: action }))
          : [],
      );
      yield* orPass(found, resource, "no service is allowed as a whole", { attribute });
    }
  },
};

export const unknownAction: Rule = {
  id: "policy-unknown-action",
  title: "Policies name actions that exist",
  why: "A misspelt action allows nothing and, in a Deny, refuses nothing; IAM says no word of it.",
  fix: "correct the action's name; the service authorization reference of AWS lists them",
  snippet: hcl('actions = ["s3:GetObject", "s3:ListBucket"] # there is no s3:ListObjects'),
  severity: "warning",
  documents: ["create-cross-account-role, step 2"],
  *check({ model }) {
    for (const policy of model.policies()) {
      const { resource, attribute } = policy;
      // The text as written: statements in one spelling have lost the case.
      const found = problemsIn(policy, ({ source: { Action, NotAction } }) =>
        [...list(Action), ...list(NotAction)]
          .filter(isUnknownAction)
          .map((action) => ({ text: `names ${action}, which AWS does not have`, of: action })),
      );
      yield* orPass(found, resource, "all actions exist", { attribute });
    }
  },
};

export const deadGrant: Rule = {
  id: "dead-grant",
  title: "What policies allow can happen",
  why: "A grant that matches nothing looks like a right that is there; what needs it fails later. AWS's reference, which tells, has errors of its own, so this is a hint.",
  fix: "compare with policyEdition: current, which mends some of them; docs/deviations.md lists all of the documents' own",
  snippet: yaml("policyEdition: current"),
  severity: "info",
  documents: ["create-cross-account-role, step 2"],
  *check(context) {
    const { model } = context;
    const wanted = new Set<Resource>([
      ...identifiedRoles(context).flatMap(({ view }) =>
        view.identity.map(({ resource }) => resource),
      ),
      ...bootstrapSets(context).flatMap(({ members }) => [...members.values()]),
    ]);
    const ceilings = new Set(model.roles().map(({ boundary }) => boundary?.policy?.resource));
    for (const policy of model.policies()) {
      const { resource, attribute, use } = policy;
      if (!wanted.has(resource) || ceilings.has(resource)) continue;
      if (use !== "managed" && use !== "inline") continue;
      yield* reading(policy, (_, document) => {
        const dead = deadGrants(document).map(({ sid, element, text }) =>
          fail(resource, `statement ${sid}: ${text}`, { attribute, key: `${sid}:${element}` }),
        );
        return orPass(dead, resource, "every grant matches something", { attribute });
      });
    }
  },
};
