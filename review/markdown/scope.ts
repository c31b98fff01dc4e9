import { groupBy } from "../../text/group";
import { endsOf } from "../presented/trusts";
import type { DeploymentSummary, Review } from "../review";
import { code, details, parts, span } from "./text";

/**
 * One part for each deployment; with several, each opens on a click. Deployments whose parts differ
 * only in name, account and region share one: of a fleet, what differs is what there is to review.
 */
export function perDeployment(review: Review, textOf: (part: Review) => string): string {
  const { deployments } = review;
  if (deployments.length === 1) return textOf(review);
  const bodies = deployments.map((deployment) => {
    const { name } = deployment;
    const body = textOf(partOf(review, name));
    return { name, body, pattern: patternOf(body, deployment) };
  });
  const alike = [...groupBy(bodies, ({ pattern }) => pattern).values()];
  return parts(
    ...alike.map((same) => {
      const { name, body, pattern } = same[0]!;
      if (same.length === 1) return details(code(name), body);
      const names = same.map((one) => one.name);
      const legend = `Alike: ${names.map(span).join(", ")}. \`{name}\`, \`{account}\` and \`{region}\` are those of each.`;
      const shown = names.slice(0, 3).map(code).join(", ");
      const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
      return details(`${shown}${more}`, body.trim() === "" ? "" : parts(legend, pattern));
    }),
  );
}

/** What a review says of the stacks of one deployment. */
function partOf(review: Review, deployment: string): Review {
  const stacks = review.stacks.filter((stack) => stack.deployment === deployment);
  const ids = new Set(stacks.map(({ id }) => id));
  const own = <Item extends { readonly stack: string }>(items: readonly Item[]) =>
    items.filter(({ stack }) => ids.has(stack));
  const edges = review.trusts.edges.filter((edge) => edge.deployment === deployment);
  const tied = endsOf(edges);
  return {
    ...review,
    stacks,
    access: own(review.access),
    roles: own(review.roles),
    policies: own(review.policies),
    console: own(review.console),
    trusts: { nodes: review.trusts.nodes.filter(({ id }) => tied.has(id)), edges },
  };
}

/** A part with names in place of what is a deployment's own. */
function patternOf(body: string, { name, accountId, region }: DeploymentSummary): string {
  return body
    .replaceAll(name, "{name}")
    .replaceAll(accountId, "{account}")
    .replaceAll(region, "{region}");
}
