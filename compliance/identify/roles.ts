import { stackId, type Deployment } from "../../config/deployment";
import { CATALOGUE, ROLES, roleRow, type RoleKind } from "../../policies/catalogue";
import type { RoleRow } from "../../policies/catalogue-row";
import { cachedOf } from "../../text/cache";
import { groupBy } from "../../text/group";
import type { Resource } from "../../terraform/model";
import { mapKnown, valueOf } from "../../terraform/known";
import type { Model, RoleView } from "../../terraform/model-view";
import { modulePrefix, staticAddress } from "../../terraform/references";
import type { RuleContext } from "../rule";
import { kindByShape, kindByVendor, trustsServiceAccount } from "./shape";

/** A role of the input that is one of the documented ones. */
export interface IdentifiedRole {
  readonly view: RoleView;
  readonly kind: RoleKind;
  /**
   * What told: its name or service account in the config, a documented name, its fixed address, or
   * that its trust, or that of a role beside it, names the vendor.
   */
  readonly by: "config" | "name" | "address" | "vendor";
  /** The config that made it; absent without one. */
  readonly deployment?: Deployment;
}

/**
 * Every role of the input that is a documented one; one that cannot be identified is left out. Under
 * the profile `general` there are none.
 */
export function identifiedRoles(context: RuleContext): readonly IdentifiedRole[] {
  return sortedOut(context).identified;
}

/** Roles whose policies are like those of a documented one, while nothing says that they are it. */
export function likenesses(context: RuleContext): readonly Likeness[] {
  return sortedOut(context).alike;
}

interface Likeness {
  readonly view: RoleView;
  readonly kind: RoleKind;
}

const sortedOut = cachedOf((context: RuleContext) => {
  const { model, profile } = context;
  const told = model
    .roles()
    .map((view) => [view, profile === "general" ? undefined : identify(view, context)] as const);
  const projects = new Set(
    told.flatMap(([{ resource }, role]) =>
      role && roleRow(role.kind).section === "project" ? [moduleOf(model, resource)] : [],
    ),
  );
  const identified: IdentifiedRole[] = [];
  const alike: Likeness[] = [];
  for (const [view, role] of told) {
    const kind = role ? undefined : kindByShape(view, ownAccount(context, view.resource));
    // The role of the nodes names nobody of the vendor's; the roles beside it do.
    const beside = kind === "eks" && projects.has(moduleOf(model, view.resource));
    if (role) identified.push(role);
    else if (kind && beside) identified.push({ view, kind, by: "vendor" });
    else if (kind) alike.push({ view, kind });
  }
  return { identified, alike };
});

/** The documented roles of some kinds. */
export function rolesOfKind(
  context: RuleContext,
  ...kinds: readonly RoleKind[]
): readonly IdentifiedRole[] {
  const lists = kinds.map((kind) => rolesByKind(context).get(kind) ?? []);
  // Rules ask for each role of a fleet: the list of one kind is not copied.
  return lists.length === 1 ? lists[0]! : lists.flat();
}

const rolesByKind = cachedOf((context: RuleContext) =>
  groupBy(identifiedRoles(context), ({ kind }) => kind),
);

/** Remembers what is made of a role among all that was read. */
export function cachedOfRole<Value>(make: (context: RuleContext, role: IdentifiedRole) => Value) {
  const made = cachedOf((context: RuleContext) =>
    cachedOf((role: IdentifiedRole) => make(context, role)),
  );
  return (context: RuleContext, role: IdentifiedRole): Value => made(context)(role);
}

/** Documented roles that one root module makes, so that they belong together. */
export function rolesBeside(
  context: RuleContext,
  { view: { resource } }: IdentifiedRole,
  kind: RoleKind,
): readonly IdentifiedRole[] {
  return rolesByModule(context).get(`${kind} ${moduleOf(context.model, resource)}`) ?? [];
}

const rolesByModule = cachedOf((context: RuleContext) =>
  groupBy(
    identifiedRoles(context),
    ({ kind, view }) => `${kind} ${moduleOf(context.model, view.resource)}`,
  ),
);

function identify(view: RoleView, context: RuleContext): IdentifiedRole | undefined {
  const name = valueOf(view.name);
  const configured = byConfig(view, name, context);
  if (configured) return { view, by: "config", ...configured };
  const { model, parameters } = context;
  const { resource } = view;

  const named = ROLES.find((row) => name !== undefined && row.name.test(name));
  const row = named ?? ROLES.find((one) => isAtFixedAddress(model, resource, one));
  if (row) {
    const by = named ? "name" : "address";
    return { view, kind: row.kind, by, ...ofStack(context, resource, row) };
  }

  const kind = kindByVendor(view, parameters.zillizAccountIds);
  return kind && { view, kind, by: "vendor" };
}

/** Whether a resource stands at the address of a documented role, with what belongs to it. */
function isAtFixedAddress(model: Model, resource: Resource, { id, section }: RoleRow): boolean {
  const address = `aws_iam_role.${id}`;
  if (localAddress(resource.address) !== address) return false;
  const module = addressesByModule(model).get(moduleOf(model, resource));
  return CATALOGUE[section].companions
    .filter((companion) => companion !== address)
    .every((companion) => module?.has(companion) === true);
}

const addressesByModule = cachedOf((model: Model) => {
  const local = [...groupBy(model.resources, (resource) => moduleOf(model, resource))].map(
    ([module, resources]) =>
      [module, new Set(resources.map(({ address }) => localAddress(address)))] as const,
  );
  return new Map(local);
});

/** A role that a config names, or whose name is not told yet and whose pods are the config's. */
function byConfig(view: RoleView, name: string | undefined, context: RuleContext) {
  const place = context.model.placeOf(view.resource).account;
  for (const deployment of context.parameters.deployments) {
    if (place.known && place.value !== deployment.accountId) continue;
    const row = ROLES.find(({ kind, settings }) => {
      const wanted = settings(deployment);
      if (name !== undefined || !wanted) return wanted !== undefined && wanted.name === name;
      const pods = deployment.milvus?.serviceAccount;
      return kind === "milvus" && pods !== undefined && trustsServiceAccount(view, pods);
    });
    if (row) return { kind: row.kind, deployment };
  }
  return undefined;
}

/** The config that a stack was made from, where its id tells. */
function ofStack({ model, parameters }: RuleContext, resource: Resource, { section }: RoleRow) {
  const { stack } = model.inputOf(resource);
  const deployment = parameters.deployments.find(
    (candidate) => candidate[section] !== undefined && stackId(candidate, section) === stack,
  );
  return deployment && { deployment };
}

/** Account that a resource is in; undefined when nothing tells. */
export function ownAccount({ model, parameters }: RuleContext, resource: Resource) {
  const { account } = model.placeOf(resource);
  if (account.known) return account.value;
  return parameters.accountIds.length === 1 ? parameters.accountIds[0] : undefined;
}

/** Path and name of a role as its ARN has them, without the leading slash. */
export function pathAndName({ path, name }: RoleView) {
  return mapKnown(name, (text) => `${path}${text}`.slice(1));
}

/** Tells modules of root modules apart: resources of one belong together. */
export function moduleOf(model: Model, resource: Resource): string {
  return `${model.inputOf(resource).root}\0${modulePrefix(resource.address)}`;
}

/** An address without its module and its index: what it is called where it is written. */
export function localAddress(address: string): string {
  return staticAddress(address.slice(modulePrefix(address).length));
}
