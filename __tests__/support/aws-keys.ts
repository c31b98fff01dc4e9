import { REGION } from "./moto";

export interface KeyFacts {
  readonly arn: string;
  readonly state: string;
  readonly rotation: boolean;
  readonly policy: unknown;
  readonly aliases: readonly string[];
}

/** Reads the KMS keys of an emulated account by KMS's own protocol. */
export class Keys {
  constructor(private readonly endpoint: string) {}

  async facts(): Promise<KeyFacts[]> {
    const { Keys: keys } = await this.ask<{ Keys: { KeyId: string }[] }>("ListKeys", {});
    return Promise.all(keys.map(({ KeyId }) => this.key(KeyId)));
  }

  private async key(KeyId: string): Promise<KeyFacts> {
    const { KeyMetadata: metadata } = await this.ask<{
      KeyMetadata: { Arn: string; KeyState: string };
    }>("DescribeKey", { KeyId });
    const { Aliases: aliases } = await this.ask<{ Aliases: { AliasName: string }[] }>(
      "ListAliases",
      { KeyId },
    );
    const { Policy: policy } = await this.ask<{ Policy: string }>("GetKeyPolicy", {
      KeyId,
      PolicyName: "default",
    });
    return {
      arn: metadata.Arn,
      state: metadata.KeyState,
      rotation: await this.rotates(KeyId, metadata.KeyState),
      policy: JSON.parse(policy),
      aliases: aliases.map(({ AliasName: alias }) => alias),
    };
  }

  /** KMS refuses the question for a key that waits for its end. */
  private async rotates(KeyId: string, state: string): Promise<boolean> {
    if (state !== "Enabled") return false;
    const answer = await this.ask<{ KeyRotationEnabled: boolean }>("GetKeyRotationStatus", {
      KeyId,
    });
    return answer.KeyRotationEnabled;
  }

  private async ask<Answer>(action: string, body: object): Promise<Answer> {
    const response = await fetch(this.endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `TrentService.${action}`,
        // The emulator reads service and region here, and checks no signature.
        Authorization: `AWS4-HMAC-SHA256 Credential=testing/20200101/${REGION}/kms/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`KMS ${action}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}
