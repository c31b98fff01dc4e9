import type { Deployment } from "../../config/deployment";
import { VENDOR_TAG } from "../../config/defaults";
import { MASKED, maskFields, maskOf, type Mask } from "../../text/mask";
import type { Review } from "../review";
import { vendorSections } from "./source";

/** Every external ID of the configs: what was synthesized has no others. */
export function externalIdsOf(deployments: readonly Deployment[]): readonly string[] {
  return deployments.flatMap(vendorSections).flatMap(({ externalIds }) => externalIds);
}

/**
 * The review as it may be shown: the one place that says which of its texts people wrote. What holds
 * it together is none of them: ids of stacks, names of deployments and files, addresses, actions.
 * Conditions and outputs never had an external ID in them, and the report was masked by the engine.
 */
export function maskedReview(review: Review, externalIds: readonly string[]): Review {
  const mask = maskOf(externalIds);
  return {
    ...review,
    deployments: review.deployments.map((one) => ({
      ...maskFields(one, mask, "config"),
      tags: maskedTags(one.tags, externalIds, mask),
    })),
    stacks: review.stacks.map((stack) => ({
      ...stack,
      resources: stack.resources.map((row) => maskFields(row, mask, "name")),
    })),
    access: review.access.map((row) =>
      maskFields(row, mask, "principal", "resources", "conditions"),
    ),
    roles: review.roles.map(({ boundary, ...role }) => ({
      ...maskFields(role, mask, "name", "description", "attached"),
      boundary: boundary && maskFields(boundary, mask, "arn"),
    })),
    trusts: {
      nodes: review.trusts.nodes.map((node) => maskFields(node, mask, "label", "detail")),
      edges: review.trusts.edges.map((edge) => maskFields(edge, mask, "label")),
    },
    policies: review.policies.map(({ differences, ...policy }) => ({
      ...maskFields(policy, mask, "holder"),
      differences: differences?.map((difference) =>
        maskFields(difference, mask, "sid", "text", "resources", "principals"),
      ),
    })),
    deviations: review.deviations.map((one) => maskFields(one, mask, "what", "citation")),
    console: review.console.map((one) => maskFields(one, mask, "field", "value")),
  };
}

/** A tag is the one place where nothing but people's words stand: an ID of any form is masked. */
function maskedTags(
  tags: Readonly<Record<string, string>>,
  externalIds: readonly string[],
  mask: Mask,
): Record<string, string> {
  const shown = (value: string) => (externalIds.includes(value) ? MASKED : mask(value));
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) =>
      key === VENDOR_TAG.key ? [key, value] : [mask(key), shown(value)],
    ),
  );
}
