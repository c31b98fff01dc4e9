import { cached, cachedOf } from "../text/cache";
import type { Input, Known, Resource } from "./model";
import { indexOf, type Index } from "./index-resources";
import { joinBuckets } from "./join-buckets";
import { isGone, mapKnown, unknown } from "./known";
import { partsOf, type LinkEnd } from "./link";
import { joinHolders } from "./join-users";
import { joinWorkloads } from "./join-workloads";
import { joinRoles, needed, type PolicyLookup } from "./join-roles";
import { textsIn } from "./json";
import type { DeploymentPlace, KeyView, Model, OidcProviderView } from "./model-view";
import { hasIamPolicy, policyOf } from "./policy";

const POLICY_ATTRIBUTES = ["policy", "assume_role_policy"];

/**
 * Joins inputs, so that a role in one and its policy in another are judged together. The same stack
 * given twice, as synthesized file and as plan, stays two: each of its roles is seen once in each.
 */
export function joinInputs(inputs: readonly Input[]): Model {
  const index = indexOf(inputs);
  const resources = inputs.flatMap((input) => input.resources);
  // Each policy is read once: it may hang on many roles.
  const read = cachedOf((resource: Resource) =>
    cached((attribute: string) => policyOf(resource, attribute)),
  );
  const policy: PolicyLookup = (resource, attribute) => read(resource)(attribute);
  const roles = once(() => joinRoles(index, policy));
  const buckets = once(() => joinBuckets(index, policy));
  const byAddress = once(
    () => new Map(resources.map((resource) => [`${resource.file}\0${resource.address}`, resource])),
  );
  return {
    inputs,
    resources,
    ofType: (...types) => types.flatMap((type) => index.ofType(type)),
    byAddress: (file, address) => byAddress().get(`${file}\0${address}`),
    inputOf: index.inputOf,
    placeOf: (resource) => index.rootOf(resource).place,
    roles: () => roles().roles,
    holders: once(() => joinHolders(index, policy)),
    workloads: once(() => joinWorkloads(index)),
    buckets: () => buckets().buckets,
    keys: once(() => joinKeys(index, policy)),
    oidcProviders: once(() => joinOidcProviders(index)),
    policies: once(() => {
      const owned = new Set(buckets().buckets.map((view) => view.policy));
      const inline = roles().roles.flatMap(({ resource, identity }) =>
        identity.filter((one) => one.resource === resource),
      );
      const written = resources
        .filter((resource) => !isGone(resource) && hasIamPolicy(resource))
        .flatMap((resource) =>
          POLICY_ATTRIBUTES.flatMap((attribute) => policy(resource, attribute) ?? []),
        );
      // A bucket repeats the policy that a resource of its own gives it.
      const own = written.filter((one) => one.resource.type !== "aws_s3_bucket" || owned.has(one));
      return [...own, ...inline];
    }),
    unlinked: () => [...roles().unlinked, ...buckets().unlinked],
    accountIds: everywhere(({ account }) => account),
    regions: everywhere(({ region }) => region),
  };

  function everywhere(part: (place: DeploymentPlace) => Known<string>): string[] {
    const told = index.roots.flatMap(({ place }) => {
      const value = part(place);
      return value.known ? [value.value] : [];
    });
    return [...new Set(told)].sort();
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

const KEY: LinkEnd = { type: "aws_kms_key", names: ["key_id", "arn"] };

/** KMS keys with their aliases and policies. */
function joinKeys(index: Index, lookup: PolicyLookup): KeyView[] {
  const aliases = partsOf(index, { aws_kms_alias: "target_key_id" }, KEY).parts;
  const policies = partsOf(index, { aws_kms_key_policy: "key_id" }, KEY).parts;
  return index.ofType("aws_kms_key").map((key) => {
    const [carrier = key] = policies.get(key) ?? [];
    return {
      resource: key,
      arn: needed(key, "arn"),
      aliases: aliases.get(key) ?? [],
      policy: lookup(carrier, "policy"),
    };
  });
}

/** OIDC providers of IAM. */
function joinOidcProviders(index: Index): OidcProviderView[] {
  return index.ofType("aws_iam_openid_connect_provider").map((resource) => {
    const attribute = "client_id_list";
    const ids = resource.resolve(attribute);
    const isSet = ids.known && Array.isArray(ids.value);
    return {
      resource,
      issuer: mapKnown(needed(resource, "url"), (url) => url.replace(/^https:\/\//, "")),
      arn: needed(resource, "arn"),
      clientIds: ids.known && !isSet ? unknown(attribute, "it is not set") : mapKnown(ids, textsIn),
    };
  });
}
