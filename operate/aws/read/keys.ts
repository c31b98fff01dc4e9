import { cached } from "../../../text/cache";
import { UnreadError, type Asking } from "../asking";
import { defined, tagsOf, textIn, type Readers } from "./reader";

/** Questions about KMS keys. */
export function keysOf(asking: Asking) {
  const { sdk } = asking.session;
  const kms = asking.session.client("kms");
  return {
    /** @param KeyId id, ARN or alias. */
    described: cached(async (KeyId: string) => {
      const describe = () => kms.send(new sdk.DescribeKeyCommand({ KeyId }));
      return (await asking.ask("kms:DescribeKey", describe))?.KeyMetadata;
    }),
    rotation: (KeyId: string) =>
      asking.ask("kms:GetKeyRotationStatus", () =>
        kms.send(new sdk.GetKeyRotationStatusCommand({ KeyId })),
      ),
    policy: (KeyId: string) =>
      asking.ask("kms:GetKeyPolicy", () =>
        kms.send(new sdk.GetKeyPolicyCommand({ KeyId, PolicyName: "default" })),
      ),
    async tags(KeyId: string): Promise<Record<string, string>> {
      const pages = sdk.paginateListResourceTags({ client: kms }, { KeyId });
      const tags = await asking.all("kms:ListResourceTags", pages, ({ Tags }) => Tags);
      return tagsOf(tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })));
    },
  };
}

export type KeyQuestions = ReturnType<typeof keysOf>;

/** KMS keys, which are known by their aliases. */
export function keyReaders(keys: KeyQuestions): Readers {
  return {
    async aws_kms_alias({ body }) {
      const name = textIn(body, "name");
      const key = await keys.described(name);
      return key && { id: name, name, target_key_id: key.KeyId, target_key_arn: key.Arn };
    },
    async aws_kms_key({ referring }) {
      const [alias] = await referring("aws_kms_alias");
      if (alias === undefined) throw new UnreadError("no alias tells which key it is");
      const key = await keys.described(textIn(alias, "name"));
      const id = key?.KeyId;
      if (id === undefined) return undefined;
      const rotation = await keys.rotation(id);
      const policy = await keys.policy(id);
      return defined({
        id,
        key_id: id,
        arn: key?.Arn,
        description: key?.Description,
        is_enabled: key?.Enabled,
        enable_key_rotation: rotation?.KeyRotationEnabled,
        policy: policy?.Policy,
        tags: await keys.tags(id),
      });
    },
  };
}
