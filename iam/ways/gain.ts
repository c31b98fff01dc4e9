import { uncovered } from "../coverage";
import type { NamedPolicy } from "../policy";
import { statementsOf, type Statement } from "../statement";

/** Whether some policies allow anything that others do not; what only telemetry needs does not count. */
export function allowMore(
  policies: readonly NamedPolicy[],
  others: readonly NamedPolicy[],
): boolean {
  const own = others.flatMap(allowing);
  return policies.flatMap(allowing).some((statement) => !isWithin(statement, own));
}

/** Whether policies allow everything without a condition, and take nothing back. */
export function isUnlimited(policies: readonly NamedPolicy[]): boolean {
  const statements = policies.flatMap(({ document }) => statementsOf(document));
  return statements.some(allowsAll) && statements.every(({ effect }) => effect === "Allow");
}

function allowing({ document }: NamedPolicy): readonly Statement[] {
  return statementsOf(document).filter(({ effect }) => effect === "Allow");
}

/** What every workload is given: to write its logs, metrics and traces is no gain to anybody. */
const TELEMETRY =
  /^(?:logs|xray|cloudwatch|ssmmessages|ec2messages):(?:create|put|describe|open|update)/;

function isWithin(statement: Statement, own: readonly Statement[]): boolean {
  if (own.some(allowsAll)) return true;
  if (isNegated(statement)) return false;
  const plain = own.filter((one) => !isNegated(one));
  return uncovered(statement, plain).every(({ action }) => TELEMETRY.test(action.toLowerCase()));
}

function isNegated({ actions, resources }: Statement): boolean {
  return actions.negated || resources?.negated === true;
}

function allowsAll({ effect, actions, resources, tests }: Statement): boolean {
  return effect === "Allow" && tests.length === 0 && isAll(actions) && isAll(resources);
}

function isAll(scope: Statement["resources"]): boolean {
  return scope !== undefined && !scope.negated && scope.elements.includes("*");
}
