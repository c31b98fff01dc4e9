import type { Deployment } from "../../config/deployment";
import { VENDOR_TAG } from "../../config/defaults";
import { MASKED, maskFields, maskOf, type Mask } from "../../text/mask";
import type { Review } from "../review";

/** Every external ID of the configs: what was synthesized has no others. */
export function externalIdsOf(deployments: readonly Deployment[]): readonly string[] {
  return deployments.flatMap(({ bootstrap, project, integration }) =>
    [bootstrap, project, integration].flatMap((section) => section?.externalId ?? []),
  );
}

/**
 * The review as it may be shown: the one place that says which of its texts people wrote. What holds
 * it together is none of them: ids of stacks, names of deployments and files, addresses, actions.
 * Conditions and outputs never had an external ID in them, and the report was masked by the engine.
 */
export function maskedReview(review: Review, externalIds: readonly string[]): Review {
  const mask = maskOf(externalIds);
  const each = <Item extends object>(items: readonly Item[], change: (item: Item) => Item) =>
    items.map(change);
  return {
    ...review,
    deployments: each(review.deployments, (one) => ({
      ...maskFields(one, mask, "config"),
      tags: maskedTags(one.tags, externalIds, mask),
    })),
    stacks: each(review.stacks, (stack) => ({
      ...stack,
      resources: each(stack.resources, (row) => maskFields(row, mask, "name")),
    })),
    access: each(review.access, (row) =>
      maskFields(row, mask, "principal", "resources", "conditions"),
    ),
    roles: each(review.roles, ({ boundary, ...role }) => ({
      ...maskFields(role, mask, "name", "description"),
      ...(boundary && { boundary: maskFields(boundary, mask, "arn") }),
    })),
    elsewhere: each(review.elsewhere, (one) => maskFields(one, mask, "principal", "arn")),
    trusts: {
      nodes: each(review.trusts.nodes, (node) => maskFields(node, mask, "label", "detail")),
      edges: each(review.trusts.edges, (edge) => maskFields(edge, mask, "label")),
    },
    policies: each(review.policies, ({ differences, ...policy }) => ({
      ...maskFields(policy, mask, "holder"),
      ...(differences && {
        differences: each(differences, (difference) =>
          maskFields(difference, mask, "sid", "text", "resources", "principals"),
        ),
      }),
    })),
    deviations: each(review.deviations, (one) => maskFields(one, mask, "what", "citation")),
    console: each(review.console, (one) => maskFields(one, mask, "field", "value")),
  };
}

/** A tag is the one place where nothing but people's words stand: an ID of any form is masked. */
function maskedTags(
  tags: Readonly<Record<string, string>>,
  externalIds: readonly string[],
  mask: Mask,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => {
      if (key === VENDOR_TAG.key) return [key, value];
      return [mask(key), externalIds.includes(value) ? MASKED : mask(value)];
    }),
  );
}
