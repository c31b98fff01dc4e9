import type { Partition } from "../../aws/partition";
import { CATALOGUE, roleRow } from "../../policies/catalogue";
import type { ManagedRow } from "../../policies/catalogue-row";
import { UNTOLD, type TextFacts } from "../../policies/text-facts";
import { bootstrapSets, type BootstrapSet } from "../identify/bootstrap-sets";
import { pathAndName, rolesBeside, type IdentifiedRole } from "../identify/roles";
import type { RuleContext } from "../rule";
import { allowed, bucketOf, keyOf } from "../buckets/of-role";

/** What the texts of a role's policies may be filled with. */
export function policyFacts(context: RuleContext, role: IdentifiedRole): readonly TextFacts[] {
  const { deployment, view, kind } = role;
  const { section } = roleRow(kind);
  if (section === "bootstrap") {
    return bootstrapSets(context)
      .filter(({ members }) => [...members.values()].includes(view.resource))
      .flatMap((set) => scopeOf(set) ?? []);
  }
  const configured = deployment && CATALOGUE[section].facts(deployment);
  if (configured) return [configured];
  const place = context.model.placeOf(view.resource).partition;
  const partition = (place.known ? place.value : "aws") as Partition;
  const plain = { ...UNTOLD, partition, bucket: bucketOf(context, role) };
  const key = keyOf(role);
  const eksRoles = eksRoleNames(context, role);
  // Nothing says whether there must be a key: with it and without, both are right.
  return (key ? [undefined, key] : [undefined]).flatMap((one) =>
    (eksRoles.length > 0 ? eksRoles : [undefined]).map((eksRole) => ({
      ...plain,
      key: one,
      eksRole,
    })),
  );
}

/**
 * What the text of a policy of the set may be filled with; nothing where nothing tells the account.
 * The boundary grows with what other sections ask of it; without a config, any size is right.
 */
export function setFacts(
  { model, parameters }: RuleContext,
  set: BootstrapSet,
  { id }: ManagedRow,
): readonly TextFacts[] {
  const configured = set.deployment && CATALOGUE.bootstrap.facts(set.deployment);
  if (configured) return [configured];
  const scope = scopeOf(set);
  if (!scope) return [];
  if (id !== "permission_boundary") return [scope];
  const { region } = model.placeOf(set.anchor);
  const regions = [undefined, ...(region.known ? [region.value] : parameters.regions)];
  return [false, true].flatMap((projectRoles) =>
    regions.map((encryptedBucketRegion) => ({ ...scope, projectRoles, encryptedBucketRegion })),
  );
}

function scopeOf({ account: accountId, path, prefix }: BootstrapSet): TextFacts | undefined {
  // At the root path without a prefix the scope would be every role of the account.
  if (accountId === undefined || (path === "/" && prefix === "")) return undefined;
  return { ...UNTOLD, accountId, path, prefix };
}

/**
 * The EKS role that the current text names: of the same Terraform, or else the one that the policy
 * itself names.
 */
function eksRoleNames(context: RuleContext, role: IdentifiedRole): readonly string[] {
  const beside = rolesBeside(context, role, "eks").map(({ view }) => pathAndName(view));
  const names = beside.flatMap((name) => (name.known ? [name.value] : []));
  if (names.length > 0) return names;
  const read = allowed(role)
    .filter(({ actions }) => actions.elements.includes("iam:getrole"))
    .flatMap(({ resources }) => resources?.elements ?? [])
    .flatMap(
      (resource) => /^arn:aws:iam::\*:role\/([^*?]*zilliz-byoc[^*?]*)$/.exec(resource)?.[1] ?? [],
    );
  return [...new Set(read)];
}
