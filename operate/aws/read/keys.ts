import { cached } from "../../../text/cache";
import { UnreadError } from "../asking";
import { given, textIn, type Readers } from "./reader";

/** KMS keys, which are known by their aliases. */
export const keyReaders: Readers = (asking) => {
  const { sdk } = asking.session;
  const kms = asking.session.client("kms");
  const described = cached(async (KeyId: string) => {
    const found = await asking.ask("kms:DescribeKey", () =>
      kms.send(new sdk.DescribeKeyCommand({ KeyId })),
    );
    return found?.KeyMetadata;
  });
  return {
    async aws_kms_alias({ body }) {
      const name = textIn(body, "name");
      const key = await described(name);
      return key && { id: name, name, target_key_id: key.KeyId, target_key_arn: key.Arn };
    },
    async aws_kms_key({ aliases }) {
      const [alias] = aliases;
      if (alias === undefined) throw new UnreadError("no alias tells which key it is");
      const key = await described(alias);
      const KeyId = key?.KeyId;
      if (KeyId === undefined) return undefined;
      const rotation = await asking.ask("kms:GetKeyRotationStatus", () =>
        kms.send(new sdk.GetKeyRotationStatusCommand({ KeyId })),
      );
      const policy = await asking.ask("kms:GetKeyPolicy", () =>
        kms.send(new sdk.GetKeyPolicyCommand({ KeyId, PolicyName: "default" })),
      );
      const tags = await asking.ask("kms:ListResourceTags", () =>
        kms.send(new sdk.ListResourceTagsCommand({ KeyId })),
      );
      return given({
        id: KeyId,
        key_id: KeyId,
        arn: key?.Arn,
        description: key?.Description,
        is_enabled: key?.Enabled,
        enable_key_rotation: rotation?.KeyRotationEnabled,
        policy: policy?.Policy,
        tags: Object.fromEntries(
          (tags?.Tags ?? []).map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]),
        ),
      });
    },
  };
};
