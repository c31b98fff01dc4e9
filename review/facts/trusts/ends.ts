import type { PolicyOf } from "../../../terraform/model-view";
import type { TrustNode } from "../../review";
import { aliasesIn } from "../inventory";
import type { ReviewSource } from "../source";
import { valueOf } from "../../../terraform/known";
import { node } from "./nodes";

/** A bucket or a key, at which an edge ends. */
export interface TrustEnd {
  readonly node: TrustNode;
  readonly kind: "bucket" | "key";
  /** Undefined where only AWS gives one. */
  readonly arn: string | undefined;
  readonly alias?: string;
  readonly policy?: PolicyOf;
  /** Name of the deployment that makes it. */
  readonly deployment?: string;
}

/** Buckets and keys that deployments make. */
export function endsIn(source: ReviewSource): readonly TrustEnd[] {
  const { model, stackOf, deploymentOf } = source;
  const aliases = aliasesIn(model);
  return [
    ...model.buckets().map(({ resource, name, arn, policy }): TrustEnd => ({
      ...bucketEnd(valueOf(name) ?? resource.address, valueOf(arn)),
      policy,
      deployment: stackOf(resource).deployment,
    })),
    ...model.keys().map(({ resource, arn, policy }): TrustEnd => {
      const alias = aliases.get(resource);
      const { name, accountId } = deploymentOf(stackOf(resource));
      const drawn = node("key", alias ?? resource.address, `key of account ${accountId}`);
      return { kind: "key", node: drawn, alias, arn: valueOf(arn), policy, deployment: name };
    }),
  ];
}

/** A bucket; its name is enough to know it by, whoever makes it. */
export function bucketEnd(name: string, arn: string | undefined): TrustEnd {
  return { kind: "bucket", node: node("bucket", name, arn), arn };
}
