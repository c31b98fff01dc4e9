import { deadGrants } from "../../iam/dead-grants";
import type { Resource } from "../../terraform/model";
import type { Rule } from "../rule";
import { bootstrapSets } from "../identify/bootstrap-sets";
import { identifiedRoles } from "../identify/roles";
import { fail } from "../results";
import { reading } from "../policies/statements";
import { orPass } from "../results";

export const rule: Rule = {
  id: "dead-grant",
  title: "What policies allow can happen",
  why: "A grant that matches nothing looks like a right that is there; what needs it fails later. AWS's reference, which tells, has errors of its own, so this is a hint.",
  fix: "compare with policyEdition: current, which mends some of them; docs/deviations.md lists all of the documents' own",
  snippet: { language: "yaml", text: "policyEdition: current" },
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
