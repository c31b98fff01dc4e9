import { isEveryArn } from "../arn-glob";
import { touches, within, type Extent } from "../containment";
import { uncovered } from "../coverage";
import type { NamedPolicy } from "../policy";
import { statementsOf, type Statement } from "../statement";
import { effectOf, type Effect } from "./rights";
import type { TargetRights, Walker, WaySeverity } from "./walker";

/**
 * What somebody wins who comes to some rights: `error` where they allow anything that its own do
 * not, `warning` where that cannot be told, nothing where its own allow as much.
 */
export function gainFrom(
  rights: TargetRights | undefined,
  { policies, unread }: Walker,
): WaySeverity | undefined {
  if (!rights) return "warning";
  const own = effectOf(policies);
  if (allowsMore(effectOf(rights.policies), own)) {
    return rights.unseenBoundary === undefined ? "error" : "warning";
  }
  // Whoever has the same unread policy wins nothing by it.
  const unlimited = own.denies.length === 0 && own.allows.some(allowsAll);
  return unlimited || rights.unread.every((one) => unread.includes(one)) ? undefined : "warning";
}

/** Whether policies allow everything without a condition, and take nothing back. */
export function isUnlimited(policies: readonly NamedPolicy[]): boolean {
  const statements = policies.flatMap(({ document }) => statementsOf(document));
  return statements.some(allowsAll) && statements.every(({ effect }) => effect === "Allow");
}

/** Whether one allows anything that the other does not, or is free where the other is denied. */
function allowsMore(one: Effect, own: Effect): boolean {
  const heldBack = (extent: Extent) => one.denies.some((deny) => within(extent, deny));
  const freed = own.denies.filter((deny) => !heldBack(deny));
  return one.allows.some(
    (statement) =>
      freed.some((deny) => touches(statement, deny)) ||
      beyond(statement, own.allows).some((part) => !heldBack(part)),
  );
}

/** What every workload is given: to write its logs, metrics and traces is no gain to anybody. */
const TELEMETRY =
  /^(?:logs|xray|cloudwatch|ssmmessages|ec2messages):(?:create|put|describe|open|update)/;

function beyond(statement: Statement, own: readonly Statement[]): readonly Extent[] {
  if (own.some(allowsAll)) return [];
  return uncovered(statement, own).filter(
    ({ action, whole }) => whole || !TELEMETRY.test(action.toLowerCase()),
  );
}

/** Every action on every resource; all but a few of them are as good. */
function allowsAll({ effect, actions, resources, tests }: Statement): boolean {
  if (effect !== "Allow" || tests.length > 0 || actions.negated || !resources) return false;
  return (
    actions.elements.some(isEveryArn) && resources.elements.some(isEveryArn) !== resources.negated
  );
}
