import type { BootstrapSection, Deployment } from "../../config/deployment";
import { bootstrapNames, type BootstrapNames } from "../../policies/bootstrap/names";
import { DEFAULTS } from "../../config/defaults";
import type { Resource } from "../../terraform/model";
import { modulePrefix } from "../../terraform/references";
import type { RuleContext } from "../rule";
import { localAddress } from "./kinds";
import { ownAccount } from "./roles";

export type BootstrapPolicyKey = Exclude<keyof BootstrapNames, "bootstrapRole" | "managementRole">;

/** Column "Terraform Resource Identifier" of byoc-prerequisites, "IAM permissions". */
export const IDENTIFIERS: Readonly<Record<keyof BootstrapNames, string>> = {
  awsLbIrsaPolicy: "aws_iam_policy.aws_lb_irsa_policy",
  bootstrapPolicy: "aws_iam_policy.bootstrap_policy",
  clusterAutoscalerIrsaPolicy: "aws_iam_policy.cluster_autoscaler_irsa_policy",
  ebsCsiIrsaPolicy: "aws_iam_policy.ebs_csi_irsa_policy",
  managementPolicy: "aws_iam_policy.management_policy",
  permissionBoundary: "aws_iam_policy.permission_boundary",
  zillizBusinessIrsaPolicy: "aws_iam_policy.zilliz_business_irsa_policy",
  bootstrapRole: "aws_iam_role.bootstrap_role",
  managementRole: "aws_iam_role.management_role",
};

export const BOOTSTRAP_KEYS = Object.keys(IDENTIFIERS) as readonly (keyof BootstrapNames)[];

/** A module that makes the documented set, or a part of it. */
export interface BootstrapSet {
  readonly members: Readonly<Partial<Record<keyof BootstrapNames, Resource>>>;
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

const known = new WeakMap<RuleContext, readonly BootstrapSet[]>();

/** Every set of bootstrap roles and policies, told by identifiers or by documented names. */
export function bootstrapSets(context: RuleContext): readonly BootstrapSet[] {
  const before = known.get(context);
  if (before) return before;
  const groups = new Map<string, Map<keyof BootstrapNames, Resource>>();
  const { model } = context;
  for (const resource of model.ofType("aws_iam_policy", "aws_iam_role")) {
    const key = keyOf(resource, context);
    if (!key) continue;
    const module = JSON.stringify([model.inputOf(resource).root, modulePrefix(resource.address)]);
    const members = groups.get(module) ?? new Map<keyof BootstrapNames, Resource>();
    groups.set(module, members.set(key, members.get(key) ?? resource));
  }
  const sets = [...groups.values()].flatMap((members) => setOf(members, context) ?? []);
  known.set(context, sets);
  return sets;
}

function keyOf(resource: Resource, { parameters }: RuleContext) {
  const local = localAddress(resource.address);
  const name = textOf(resource, "name");
  const prefixes = [
    DEFAULTS.bootstrap.prefix,
    ...parameters.deployments.flatMap(({ bootstrap }) => bootstrap?.prefix ?? []),
  ];
  return BOOTSTRAP_KEYS.find(
    (key) =>
      IDENTIFIERS[key].startsWith(`${resource.type}.`) &&
      (IDENTIFIERS[key] === local ||
        prefixes.some((prefix) => bootstrapNames(prefix)[key] === name)),
  );
}

function setOf(
  members: ReadonlyMap<keyof BootstrapNames, Resource>,
  context: RuleContext,
): BootstrapSet | undefined {
  const all = [...members];
  const anchor = all[0]?.[1];
  if (!anchor || members.size < ENOUGH) return undefined;
  const account = ownAccount(context, anchor);
  const prefix = mostOf(all.flatMap(([key, resource]) => prefixOf(key, resource) ?? []));
  const path = mostOf(all.map(([, resource]) => textOf(resource, "path") ?? "/"));
  const deployment = context.parameters.deployments.find(
    (candidate): candidate is NonNullable<BootstrapSet["deployment"]> =>
      candidate.bootstrap !== undefined &&
      candidate.accountId === account &&
      candidate.bootstrap.prefix === prefix,
  );
  return {
    members: Object.fromEntries(members),
    anchor,
    prefix: prefix ?? DEFAULTS.bootstrap.prefix,
    path: deployment?.bootstrap.path ?? path ?? "/",
    account,
    ...(deployment && { deployment }),
  };
}

/** What comes before the documented end of a name. */
function prefixOf(key: keyof BootstrapNames, resource: Resource): string | undefined {
  const name = textOf(resource, "name");
  const end = bootstrapNames("")[key];
  return name?.endsWith(end) ? name.slice(0, -end.length) : undefined;
}

export function textOf(resource: Resource, attribute: string): string | undefined {
  const value = resource.resolve(attribute);
  return value.known && typeof value.value === "string" ? value.value : undefined;
}

function mostOf(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
