import { groupBy } from "../../text/group";
import type { DeploymentSummary, Review, StackSummary } from "../review";
import { code, details, parts, spans } from "./text";

/** Stacks that a finding or deviation is about: `all 100 project stacks`, or their ids. */
export function stacksWords(ids: readonly string[], { stacks }: Pick<Review, "stacks">): string {
  const named = new Set(ids);
  const bySection = groupBy(
    stacks.filter(({ id }) => named.has(id)),
    ({ section }) => section,
  );
  return [...bySection]
    .map(([section, of]) => {
      const all = stacks.filter((stack) => stack.section === section).length;
      return of.length === all && all > 1
        ? `all ${all} ${section} stacks`
        : spans(of.map(({ id }) => id));
    })
    .join(", ");
}

/**
 * One part for each deployment; with several, each opens on a click. Deployments whose parts differ
 * only in name, account and region share one: of a fleet, what differs is what there is to review.
 */
export function perDeployment(
  { deployments, stacks }: Pick<Review, "deployments" | "stacks">,
  partOf: (deployment: string, stacks: readonly StackSummary[]) => string,
): string {
  const byDeployment = groupBy(stacks, ({ deployment }) => deployment);
  const bodies = deployments.map((deployment) => {
    const { name } = deployment;
    const body = partOf(name, byDeployment.get(name) ?? []);
    return { name, body, pattern: patternOf(body, deployment) };
  });
  const [only] = bodies;
  if (only && bodies.length === 1) return only.body;
  const alike = [...groupBy(bodies, ({ pattern }) => pattern).values()];
  return parts(
    ...alike.map((same) => {
      const { name, body, pattern } = same[0]!;
      if (same.length === 1) return details(code(name), body);
      const names = same.map((one) => one.name);
      const legend = `Alike: ${spans(names)}. \`{name}\`, \`{account}\` and \`{region}\` are those of each.`;
      const shown = names.slice(0, 3).map(code).join(", ");
      const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
      return details(`${shown}${more}`, body === "" ? "" : parts(legend, pattern));
    }),
  );
}

/** A part with names in place of what is a deployment's own. */
function patternOf(body: string, { name, accountId, region }: DeploymentSummary): string {
  return body
    .replaceAll(name, "{name}")
    .replaceAll(accountId, "{account}")
    .replaceAll(region, "{region}");
}
