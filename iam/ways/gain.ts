import { isEveryArn } from "../arn-glob";
import { uncovered } from "../coverage";
import type { NamedPolicy } from "../policy";
import { statementsOf, type Statement } from "../statement";
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
  const own = policies.identity ?? [];
  if (allowMore(rights.known, own)) return "error";
  // Whoever has the same unread policy wins nothing by it.
  return isUnlimited(own) || rights.unread.every((one) => unread.includes(one))
    ? undefined
    : "warning";
}

/** Whether policies allow everything without a condition, and take nothing back. */
export function isUnlimited(policies: readonly NamedPolicy[]): boolean {
  const statements = policies.flatMap(({ document }) => statementsOf(document));
  return statements.some(allowsAll) && statements.every(({ effect }) => effect === "Allow");
}

/** Whether some policies allow anything that others do not. */
function allowMore(policies: readonly NamedPolicy[], others: readonly NamedPolicy[]): boolean {
  const own = others.flatMap(allowing);
  return policies.flatMap(allowing).some((statement) => !isWithin(statement, own));
}

function allowing({ document }: NamedPolicy): readonly Statement[] {
  return statementsOf(document).filter(({ effect }) => effect === "Allow");
}

/** What every workload is given: to write its logs, metrics and traces is no gain to anybody. */
const TELEMETRY =
  /^(?:logs|xray|cloudwatch|ssmmessages|ec2messages):(?:create|put|describe|open|update)/;

function isWithin(statement: Statement, own: readonly Statement[]): boolean {
  if (own.some(allowsAll)) return true;
  return uncovered(statement, own).every(
    ({ action, whole }) => !whole && TELEMETRY.test(action.toLowerCase()),
  );
}

/** Every action on every resource; all but a few of them are as good. */
function allowsAll({ effect, actions, resources, tests }: Statement): boolean {
  if (effect !== "Allow" || tests.length > 0 || actions.negated || !resources) return false;
  return (
    actions.elements.some(isEveryArn) && resources.elements.some(isEveryArn) !== resources.negated
  );
}
