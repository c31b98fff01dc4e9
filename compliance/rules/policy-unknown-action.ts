import { isUnknownAction } from "../../iam/actions";
import { list } from "../../iam/policy";
import type { Rule } from "../rule";
import { nameOf, readStatements } from "../policies/statements";
import { fail, pass } from "../results";

export const rule: Rule = {
  id: "policy-unknown-action",
  title: "Policies name actions that exist",
  why: "A misspelt action allows nothing and, in a Deny, refuses nothing; IAM says no word of it.",
  fix: "correct the action's name; the service authorization reference of AWS lists them",
  snippet: {
    language: "hcl",
    text: 'actions = ["s3:GetObject", "s3:ListBucket"] # there is no s3:ListObjects',
  },
  severity: "warning",
  documents: ["create-cross-account-role, step 2"],
  *check({ model }) {
    for (const policy of model.policies()) {
      const { resource, attribute } = policy;
      const read = readStatements(policy);
      if (!read.statements) {
        yield read.result;
        continue;
      }
      const found = read.statements.flatMap((statement) => {
        // The text as written: statements in one spelling have lost the case.
        const { Action, NotAction } = statement.source;
        const unknown = [...list(Action), ...list(NotAction)].filter(isUnknownAction);
        return unknown.map((action) => ({ statement, action }));
      });
      for (const { statement, action } of found) {
        const message = `${nameOf(statement)} names ${action}, which AWS does not have`;
        yield fail(resource, message, { attribute, key: `${statement.label} ${action}` });
      }
      if (found.length === 0) yield pass(resource, "all actions exist", { attribute });
    }
  },
};
