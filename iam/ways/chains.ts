import { cachedOf } from "../../text/cache";
import { push } from "../../text/group";
import type { StatementRef } from "../evaluate";
import { list } from "../policy";
import { statementsFor } from "../request";
import { statementsOf } from "../statement";
import { gainFrom } from "./gain";
import { WAYS } from "./table";
import { decide, type Opened, type Target, type Walker } from "./walker";

/** The way that may take several roles. */
export const ASSUME_ROLE = WAYS.find(({ id }) => id === "assume-role")!;

/** A role that somebody comes to, and the roles on the way to it. */
interface Reached {
  readonly target: Target;
  readonly through: readonly Target[];
  readonly by: readonly StatementRef[];
}

/**
 * Roles of the input that somebody can assume, one after the other, and that may do more than the
 * one who sets out.
 */
export function assumedRoles(walker: Walker, targets: readonly Target[]): readonly Opened[] {
  return rolesReached(walker, targets).flatMap((reached) => {
    const severity = gainFrom(reached.target.rights, walker);
    return severity ? [{ target: labelOf(reached), severity, by: reached.by }] : [];
  });
}

function labelOf({ target, through }: Reached): string {
  const between = through.map(({ label }) => label).join(", then ");
  return between === "" ? target.label : `${target.label} through ${between}`;
}

/** Breadth first, so that each role is told by the shortest way to it. */
function rolesReached(walker: Walker, targets: readonly Target[]): readonly Reached[] {
  const seen = new Set([walker.arn]);
  const found: Reached[] = [];
  const queue: { readonly from: Walker; readonly last?: Reached }[] = [{ from: walker }];
  for (const { from, last } of queue) {
    for (const { target, by } of assumableBy(from)(targets)) {
      if (seen.has(target.arn)) continue;
      seen.add(target.arn);
      const through = last ? [...last.through, last.target] : [];
      const reached = { target, through, by: [...(last?.by ?? []), ...by] };
      found.push(reached);
      if (target.as) queue.push({ from: target.as, last: reached });
    }
  }
  return found;
}

/** What somebody can assume at once. Every chain that leads through it asks for the same. */
const assumableBy = cachedOf((from: Walker) =>
  cachedOf((targets: readonly Target[]) =>
    doorsOf(from, targets).flatMap((target) => {
      const by = decide(from, "sts:AssumeRole", target.arn, target.trust);
      return by ? [{ target, by }] : [];
    }),
  ),
);

/** Roles that somebody may be able to assume: all where its policies speak of it, else those that name it. */
function doorsOf(from: Walker, targets: readonly Target[]): readonly Target[] {
  const speaks = (from.policies.identity ?? []).some(
    ({ document }) => statementsFor(statementsOf(document), "sts:assumerole").length > 0,
  );
  if (speaks) return targets.filter(({ kind }) => kind === "role");
  return rolesThatName(targets).get(from.arn) ?? [];
}

const rolesThatName = cachedOf((targets: readonly Target[]) => {
  const byPrincipal = new Map<string, Target[]>();
  for (const target of targets) {
    for (const { Principal } of list(target.trust?.document.Statement)) {
      const principals = typeof Principal === "object" ? list(Principal["AWS"]) : [];
      for (const name of principals) push(byPrincipal, name, target);
    }
  }
  return byPrincipal;
});
