import type { Index } from "./index-resources";
import { needed, type PolicyLookup } from "./join-roles";
import { textsIn } from "./json";
import { mapKnown, unknown } from "./known";
import { partsOf, type LinkEnd } from "./link";
import type { KeyView, OidcProviderView } from "./model-view";

const KEY: LinkEnd = { type: "aws_kms_key", names: ["key_id", "arn"] };

/** KMS keys with their aliases and policies. */
export function joinKeys(index: Index, lookup: PolicyLookup): KeyView[] {
  const aliases = partsOf(index, { aws_kms_alias: "target_key_id" }, KEY).parts;
  const policies = partsOf(index, { aws_kms_key_policy: "key_id" }, KEY).parts;
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
    const isSet = ids.known && Array.isArray(ids.value);
    return {
      resource,
      issuer: mapKnown(needed(resource, "url"), (url) => url.replace(/^https:\/\//, "")),
      arn: needed(resource, "arn"),
      clientIds: ids.known && !isSet ? unknown(attribute, "it is not set") : mapKnown(ids, textsIn),
    };
  });
}
