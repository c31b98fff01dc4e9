import { cachedOf } from "../../text/cache";
import { parseArn } from "../../aws/arn";
import type { BucketSettings } from "../../config/deployment";
import { roleRow } from "../../policies/catalogue";
import { keyReference, type KeyReference } from "../../policies/kms-key";
import { groupBy } from "../../text/group";
import { unique } from "../../text/unique";
import { isPattern } from "../../iam/glob";
import type { Statement } from "../../iam/statement";
import { valueOf } from "../../terraform/known";
import type { BucketView, Model } from "../../terraform/model-view";
import type { RuleContext } from "../rule";
import { cachedOfRole, identifiedRoles, moduleOf, type IdentifiedRole } from "../identify/roles";
import { allowsOf } from "../identify/shape";

/** Stands for a bucket that nothing names, so that nothing equals it. */
export const NO_BUCKET = "{bucketName}";

/**
 * The bucket that a role is for: of the config, or the one that its policies name, if it is a name
 * and no pattern. Where they name several, one that the same Terraform makes comes first.
 */
export const bucketOf = cachedOfRole((context, role): string => {
  const settings = bucketSettings(role);
  if (settings) return settings.name;
  const made = bucketsBeside(context, role);
  const named = literal(
    allowed(role)
      .flatMap(({ resources }) => resources?.elements ?? [])
      .map((resource) => /^arn:[^:]*:s3:::([^/]+)/.exec(resource)?.[1]),
  );
  const only = made.length === 1 ? made[0] : undefined;
  return named.find((name) => made.includes(name)) ?? named[0] ?? only ?? NO_BUCKET;
});

/**
 * The key of that bucket: of the config, or the one that the policies name: one key, or one alias.
 * A pattern of keys is none, so it goes beyond every documented text.
 */
export function keyOf(role: IdentifiedRole): KeyReference | undefined {
  const { deployment } = role;
  const settings = bucketSettings(role);
  if (deployment && settings) return settings.key && keyReference(deployment, settings.key);
  for (const { actions, resources, tests } of allowed(role)) {
    if (!actions.elements.some((action) => action.startsWith("kms:"))) continue;
    const [arn, ...others] = resources?.elements ?? [];
    if (arn === undefined || others.length > 0) continue;
    if (!isPattern(arn)) return { arn };
    const alias = tests.find(({ key }) => key.toLowerCase() === "kms:resourcealiases")?.values[0];
    const whole = parseArn(arn);
    const ofOnePlace = whole && !isPattern(`${whole.region}${whole.account}`);
    if (alias !== undefined && !isPattern(alias) && ofOnePlace) return { alias, keys: arn };
  }
  return undefined;
}

/** Whether a bucket is one that the documents are about: a documented role's, or made beside one. */
export function isDocumented(context: RuleContext, { resource, name }: BucketView): boolean {
  const { names, modules } = documented(context);
  return (name.known && names.has(name.value)) || modules.has(moduleOf(context.model, resource));
}

const documented = cachedOf((context: RuleContext) => {
  const { model, parameters } = context;
  const roles = identifiedRoles(context);
  const configured = parameters.deployments.flatMap(({ project, integration, milvus }) =>
    [project, integration, milvus].flatMap((section) => section?.bucket.name ?? []),
  );
  return {
    names: new Set([...configured, ...roles.map((role) => bucketOf(context, role))]),
    modules: new Set(roles.map(({ view }) => moduleOf(model, view.resource))),
  };
});

function bucketSettings({ kind, deployment }: IdentifiedRole): BucketSettings | undefined {
  const { section } = roleRow(kind);
  // The bootstrap roles work with the project's.
  return deployment?.[section === "bootstrap" ? "project" : section]?.bucket;
}

function bucketsBeside({ model }: RuleContext, { view }: IdentifiedRole): string[] {
  const beside = byModule(model).get(moduleOf(model, view.resource)) ?? [];
  return literal(beside.map(({ name }) => valueOf(name)));
}

const byModule = cachedOf((model: Model) =>
  groupBy(model.buckets(), ({ resource }) => moduleOf(model, resource)),
);

/** Statements that a role's own policies allow, of those that can be read. */
export function allowed({ view }: IdentifiedRole): readonly Statement[] {
  return view.identity.flatMap((policy) => allowsOf(policy) ?? []);
}

/** Names that are no patterns, each once. */
function literal(names: readonly (string | undefined)[]): string[] {
  return unique(names).filter((name) => !isPattern(name));
}
