import type { BootstrapSection, Deployment } from "../../config/deployment";
import { BOOTSTRAP_IDS, bootstrapNames, type BootstrapId } from "../../policies/bootstrap/names";
import { DEFAULTS } from "../../config/defaults";
import { cachedOf } from "../../text/cache";
import { groupBy } from "../../text/group";
import { textOf } from "../../terraform/known";
import type { Resource } from "../../terraform/model";
import type { RuleContext } from "../rule";
import { localAddress, moduleOf, ownAccount } from "./roles";

/** Address of a part of the set. */
export function identifierOf(id: BootstrapId): string {
  return `aws_iam_${id.endsWith("_role") ? "role" : "policy"}.${id}`;
}

/** A module that makes the documented set, or a part of it. */
export interface BootstrapSet {
  /** By Terraform id. */
  readonly members: ReadonlyMap<string, Resource>;
  /** Any member, for findings about the set. */
  readonly anchor: Resource;
  /** How names begin and where they are: of the config, or as most of the members have it. */
  readonly prefix: string;
  readonly path: string;
  readonly account: string | undefined;
  readonly deployment?: Deployment & { readonly bootstrap: BootstrapSection };
}

/** Fewer may be called so by chance. */
const ENOUGH = 3;

/** Every set of bootstrap roles and policies, told by identifiers or by documented names. */
export const bootstrapSets = cachedOf((context: RuleContext): readonly BootstrapSet[] => {
  const { model } = context;
  const groups = new Map<string, Map<BootstrapId, Resource>>();
  for (const resource of model.ofType("aws_iam_policy", "aws_iam_role")) {
    const id = idOf(resource, context);
    if (!id) continue;
    const module = moduleOf(model, resource);
    const members = groups.get(module) ?? new Map<BootstrapId, Resource>();
    groups.set(module, members.set(id, members.get(id) ?? resource));
  }
  return [...groups.values()].flatMap((members) => setOf(members, context) ?? []);
});

function idOf(resource: Resource, { parameters }: RuleContext) {
  const local = localAddress(resource.address);
  const name = textOf(resource, "name");
  const prefixes = [
    DEFAULTS.bootstrap.prefix,
    ...parameters.deployments.flatMap(({ bootstrap }) => bootstrap?.prefix ?? []),
  ];
  return BOOTSTRAP_IDS.find((id) => {
    const identifier = identifierOf(id);
    if (!identifier.startsWith(`${resource.type}.`)) return false;
    return identifier === local || prefixes.some((prefix) => bootstrapNames(prefix)[id] === name);
  });
}

function setOf(
  members: ReadonlyMap<BootstrapId, Resource>,
  context: RuleContext,
): BootstrapSet | undefined {
  const all = [...members];
  const anchor = all[0]?.[1];
  if (!anchor || members.size < ENOUGH) return undefined;
  const account = ownAccount(context, anchor);
  const prefix = mostOf(all.flatMap(([id, resource]) => prefixOf(id, resource) ?? []));
  const path = mostOf(all.map(([, resource]) => textOf(resource, "path") ?? "/"));
  const deployment = context.parameters.deployments.find(
    (candidate): candidate is NonNullable<BootstrapSet["deployment"]> =>
      candidate.bootstrap !== undefined &&
      candidate.accountId === account &&
      candidate.bootstrap.prefix === prefix,
  );
  return {
    members,
    anchor,
    prefix: prefix ?? DEFAULTS.bootstrap.prefix,
    path: deployment?.bootstrap.path ?? path ?? "/",
    account,
    deployment,
  };
}

/** What comes before the documented end of a name. */
function prefixOf(id: BootstrapId, resource: Resource): string | undefined {
  const name = textOf(resource, "name");
  const end = bootstrapNames("")[id];
  return name?.endsWith(end) ? name.slice(0, -end.length) : undefined;
}

function mostOf(values: readonly string[]): string | undefined {
  return [...groupBy(values, (value) => value)].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
