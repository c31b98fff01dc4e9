import type { Resource } from "./model";
import { push } from "../text/group";
import type { Index } from "./index-resources";
import { needed, type PolicyLookup } from "./join-roles";
import { mapKnown, unknown } from "./known";
import { follow, type LinkEnd } from "./link";
import type { KeyView, OidcProviderView } from "./model-view";

const KEY: LinkEnd = { type: "aws_kms_key", names: ["key_id", "arn"] };

/** KMS keys with their aliases and policies. */
export function joinKeys(index: Index, lookup: PolicyLookup): KeyView[] {
  const linked = (type: string, attribute: string) => {
    const found = new Map<Resource, Resource[]>();
    for (const part of index.ofType(type)) {
      for (const key of follow(index, part, attribute, KEY).resources) {
        push(found, key, part);
      }
    }
    return found;
  };
  const aliases = linked("aws_kms_alias", "target_key_id");
  const policies = linked("aws_kms_key_policy", "key_id");
  return index.ofType("aws_kms_key").map((key) => {
    const [carrier = key] = policies.get(key) ?? [];
    const policy = lookup(carrier, "policy");
    return {
      resource: key,
      arn: needed(key, "arn"),
      aliases: aliases.get(key) ?? [],
      ...(policy && { policy }),
    };
  });
}

/** OIDC providers of IAM. */
export function joinOidcProviders(index: Index): OidcProviderView[] {
  return index.ofType("aws_iam_openid_connect_provider").map((resource) => {
    const attribute = "client_id_list";
    const ids = resource.resolve(attribute);
    const list: readonly unknown[] | undefined =
      ids.known && Array.isArray(ids.value) ? ids.value : undefined;
    return {
      resource,
      issuer: mapKnown(needed(resource, "url"), (url) => url.replace(/^https:\/\//, "")),
      arn: needed(resource, "arn"),
      clientIds: list
        ? { known: true, value: list.filter((id) => typeof id === "string") }
        : ids.known
          ? unknown(attribute, "it is not set")
          : ids,
    };
  });
}
