import type { Partition } from "../../aws/partition";
import { roleRow } from "../../policies/catalogue";
import type { ManagedRow } from "../../policies/catalogue-row";
import { UNTOLD, type TextFacts } from "../../policies/text-facts";
import { bootstrapSets, type BootstrapSet } from "../identify/bootstrap-sets";
import { pathAndName, rolesBeside, type IdentifiedRole } from "../identify/roles";
import type { RuleContext } from "../rule";
import { allowed, bucketOf, keyOf } from "../buckets/of-role";

/** What the texts of a role's policies may be filled with. */
export function policyFacts(context: RuleContext, role: IdentifiedRole): readonly TextFacts[] {
  const { deployment, view } = role;
  if (roleRow(role.kind).section === "bootstrap") {
    return bootstrapSets(context)
      .filter(({ members }) => [...members.values()].includes(view.resource))
      .flatMap((set) => scopeOf(set) ?? []);
  }
  const { partition } = context.model.placeOf(view.resource);
  const told = deployment?.partition ?? (partition.known ? partition.value : "aws");
  const plain = { ...UNTOLD, partition: told as Partition, bucket: bucketOf(context, role) };
  const key = keyOf(role);
  // A config says whether there is a key; without one, both are right.
  const keys = key && !deployment ? [undefined, key] : [key];
  const eksRoles = eksRoleNames(context, role);
  return keys.flatMap((one) =>
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
  const scope = scopeOf(set);
  if (!scope) return [];
  if (id !== "permission_boundary") return [scope];
  const { deployment, anchor } = set;
  if (deployment) {
    const { boundsProject, boundsEncryptedBuckets } = deployment.bootstrap;
    const region = boundsEncryptedBuckets ? deployment.region : undefined;
    return [{ ...scope, projectRoles: boundsProject, encryptedBucketRegion: region }];
  }
  const { region } = model.placeOf(anchor);
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
 * The EKS role that the current text names: of the config, of the same Terraform, or else the one
 * that the policy itself names.
 */
function eksRoleNames(context: RuleContext, role: IdentifiedRole): readonly string[] {
  const configured = role.deployment?.project?.eksRole;
  if (configured) return [`${configured.path}${configured.name}`.slice(1)];
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
