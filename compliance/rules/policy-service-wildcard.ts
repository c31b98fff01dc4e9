import type { Rule } from "../rule";
import { boundaries, identityPolicies, nameOf, readStatements } from "../policies/statements";
import { fail, pass } from "../results";

export const rule: Rule = {
  id: "policy-service-wildcard",
  title: "Policies name actions, not whole services",
  why: "A whole service, such as s3:*, is every action that it has and will ever have, changing its policies included.",
  fix: "list the actions; a boundary, which grants nothing, may name services",
  snippet: {
    language: "hcl",
    text: 'actions = ["s3:ListBucket", "s3:GetObject", "s3:PutObject"] # not s3:*',
  },
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
      const read = readStatements(policy);
      if (!read.statements) {
        yield read.result;
        continue;
      }
      const found = read.statements
        .filter(({ effect, actions }) => effect === "Allow" && !actions.negated)
        .flatMap((statement) =>
          statement.actions.elements
            .filter((action) => /^[^:]+:\*+$/.test(action))
            .map((action) => ({ statement, action })),
        );
      for (const { statement, action } of found) {
        const message = `${nameOf(statement)} allows ${action}`;
        yield fail(resource, message, { attribute, key: `${statement.label} ${action}` });
      }
      if (found.length === 0)
        yield pass(resource, "no service is allowed as a whole", { attribute });
    }
  },
};
