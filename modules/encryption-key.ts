import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { Deployment } from "../config/deployment";
import { bucketKeyPolicy } from "../policies/protection/key-policy";
import { renderPolicy } from "../policies/render";
import { address } from "./address";

export interface EncryptionKeyProps {
  readonly deployment: Deployment;
  /** `alias/…`; policies find the key by it. */
  readonly alias: string;
  readonly bucketName: string;
  readonly preventDestroy: boolean;
}

/** A KMS key, with rotation, that encrypts one bucket. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const policy = bucketKeyPolicy(props.deployment);
    const key = new KmsKey(this, "key", {
      description: `Encrypts the bucket ${props.bucketName}`,
      enableKeyRotation: true,
      // The longest wait that KMS offers: a deleted key takes the bucket's data with it.
      deletionWindowInDays: 30,
      policy: renderPolicy(policy, "key"),
      ...(props.preventDestroy && { lifecycle: { preventDestroy: true } }),
    });
    address(key, id, props.alias, policy);
    const alias = new KmsAlias(this, "alias", { name: props.alias, targetKeyId: key.keyId });
    address(alias, id, props.alias);
    this.arn = key.arn;
  }
}
