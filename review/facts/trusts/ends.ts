import type { PolicyOf } from "../../../terraform/model-view";
import { groupBy } from "../../../text/group";
import type { Resource } from "../../../terraform/model";
import type { TrustNode } from "../../review";
import { aliasesIn } from "../inventory";
import type { ReviewSource } from "../source";
import { node } from "./nodes";

/** A bucket or a key of a deployment, at which an edge ends. */
export interface TrustEnd {
  readonly node: TrustNode;
  readonly kind: "bucket" | "key";
  /** Absent where only AWS gives one. */
  readonly arn?: string;
  readonly alias?: string;
  readonly policy?: PolicyOf;
}

/** Buckets and keys that each deployment makes. */
export function endsIn(source: ReviewSource): ReadonlyMap<string, readonly TrustEnd[]> {
  const { model } = source;
  const aliases = aliasesIn(model);
  const buckets = model.buckets().map(({ resource, name, arn, policy }) => {
    const label = name.known ? name.value : resource.address;
    const told = arn.known ? arn.value : undefined;
    return made(resource, { ...bucketEnd(label, told), policy });
  });
  const keys = model.keys().map(({ resource, arn, policy }) => {
    const alias = aliases.get(resource);
    const detail = `key of account ${source.deploymentOf(source.stackOf(resource)).accountId}`;
    const end = node("key", alias ?? resource.address, detail);
    return made(resource, {
      kind: "key",
      node: end,
      alias,
      policy,
      ...(arn.known && { arn: arn.value }),
    });
  });
  const byDeployment = groupBy([...buckets, ...keys], ({ deployment }) => deployment);
  return new Map(
    [...byDeployment].map(([deployment, ends]) => [deployment, ends.map(({ end }) => end)]),
  );

  function made(resource: Resource, end: TrustEnd) {
    return { deployment: source.stackOf(resource).deployment, end };
  }
}

/** A bucket; its name is enough to know it by, whoever makes it. */
export function bucketEnd(name: string, arn: string | undefined): TrustEnd {
  return { kind: "bucket", node: node("bucket", name, arn), ...(arn !== undefined && { arn }) };
}
