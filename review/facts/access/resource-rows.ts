import { groupBy } from "../../../text/group";
import { rootAccount } from "../../../iam/principal";
import { statementsOf, type Statement } from "../../../iam/statement";
import { principalWords } from "../../../iam/words/principal";
import type { PolicyOf } from "../../../terraform/model-view";
import type { AccessRow } from "../../review";
import { documentOf } from "../source";
import { grantsIn, mergeGrants, type PolicyGrant } from "./grants";

/**
 * What a bucket's or key's policy says, for each principal that it names.
 *
 * @param self the resource in words; in a key's policy `*` is the key itself.
 */
export function resourceGrants(
  policy: PolicyOf,
  self: string,
): readonly (PolicyGrant & Pick<AccessRow, "principal">)[] {
  const named = statementsOf(documentOf(policy)).flatMap((statement) =>
    principalsIn(statement).map((principal) => ({ statement, ...principal })),
  );
  return [...groupBy(named, ({ words }) => words)].flatMap(([principal, statements]) => {
    const grants = statements.flatMap(({ statement, owner }) =>
      grantsIn(statement).map((grant) =>
        policy.use === "key" ? ofKey(grant, self, owner) : grant,
      ),
    );
    return mergeGrants(grants).map((grant) => ({ ...grant, principal }));
  });
}

interface Named {
  readonly words: string;
  /** Whether it is the root of an account, which leaves the choice to that account's policies. */
  readonly owner: boolean;
}

function principalsIn({ principals }: Statement): readonly Named[] {
  if (!principals) return [{ words: "everybody", owner: false }];
  const { negated, elements } = principals;
  const words = elements.map(principalWords);
  if (negated) return [{ words: `everybody except ${words.join(", ")}`, owner: false }];
  return elements.map((element, index) => ({
    words: words[index]!,
    owner: rootAccount(element.name) !== undefined,
  }));
}

function ofKey(grant: PolicyGrant, self: string, owner: boolean): PolicyGrant {
  return {
    ...grant,
    resources: grant.resources.map((resource) => (resource === "*" ? self : resource)),
    conditions: [
      ...grant.conditions,
      ...(owner ? ["policies of that account allow it as well"] : []),
    ],
  };
}
