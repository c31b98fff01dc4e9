import { bootstrapSets } from "../identify/bootstrap-sets";
import { bootstrapReferences } from "./bootstrap-references";
import type { RuleContext } from "../rule";
import { nearestPolicy } from "./results";
import type { IdentifiedRole } from "../identify/roles";
import type { RoleKind } from "../identify/kinds";
import {
  crossAccountReferences,
  eksReferences,
  integrationReferences,
  milvusReferences,
  storageReferences,
  type References,
} from "./policy-references";
import type { Reference } from "./reference";

const bootstrapRoleReferences =
  (key: "bootstrapPolicy" | "managementPolicy"): References =>
  (context, { view }) =>
    bootstrapSets(context)
      .filter(({ members }) => Object.values(members).includes(view.resource))
      .flatMap((set) => bootstrapReferences(context, set, key));

const REFERENCES: Readonly<Record<RoleKind, References>> = {
  storage: storageReferences,
  "cross-account": crossAccountReferences,
  eks: eksReferences,
  integration: integrationReferences,
  milvus: milvusReferences,
  bootstrap: bootstrapRoleReferences("bootstrapPolicy"),
  management: bootstrapRoleReferences("managementPolicy"),
};

/** The documented text that the policies of a role come nearest to. */
export function nearestText(context: RuleContext, role: IdentifiedRole): Reference | undefined {
  return nearestPolicy(context, role, REFERENCES[role.kind])?.reference;
}
