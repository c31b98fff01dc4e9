import { makeMask, type Mask } from "../../compliance/reporters/mask";
import type { Deployment } from "../../config/deployment";
import type { Review } from "../review";

/** A mask for every external ID of the configs: what was synthesized has no others. */
export function maskOf(deployments: readonly Deployment[]): Mask {
  const configured = deployments.flatMap(({ bootstrap, project, integration }) =>
    [bootstrap, project, integration].flatMap((section) => section?.externalId ?? []),
  );
  return makeMask(configured.filter((id) => id !== ""));
}

/**
 * A review without any external ID, wherever it may have got in: an ID can stand in a tag or a name.
 * The texts of policies keep it; they would not be policies any more.
 */
export function maskedReview(review: Review, mask: Mask): Review {
  const { policies, report, deployments, ...rest } = review;
  return {
    ...(masked(rest, mask) as typeof rest),
    deployments: deployments.map((deployment) => ({
      ...(masked(deployment, mask) as typeof deployment),
      tags: maskedTags(deployment.tags, mask),
    })),
    // The engine has masked what it found.
    report,
    policies: policies.map((policy) => ({
      ...(masked({ ...policy, text: "" }, mask) as typeof policy),
      text: policy.text,
    })),
  };
}

function maskedTags(tags: Readonly<Record<string, string>>, mask: Mask) {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [mask(key), mask(value)]));
}

function masked(value: unknown, mask: Mask): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one, mask));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, masked(inner, mask)]);
  return Object.fromEntries(entries) as unknown;
}
