import { cachedOf } from "../../text/cache";
import { statementsFor } from "../request";
import { statementsOf, type Statement } from "../statement";
import { ASSUME_ROLE, assumedRoles } from "./chains";
import { EVERY_WAY, WAYS } from "./table";
import { Walk } from "./walk";
import { openWay, type OpenWay, type Target, type Walker } from "./walker";
import type { Way } from "./way";

/** The door of the known ways to more rights. */
export { EVERY_WAY, WAYS } from "./table";
export { isUnlimited } from "./gain";
export type { ResourceKind } from "./kinds";
export type { Opened, OpenWay, Target, TargetRights, Walker } from "./walker";

/**
 * Tries known ways with what somebody's policies, boundary and organization allow together, on
 * what the input holds, on what the policies name, and on anything else of the kind. Condition keys
 * of which a way says nothing are taken to be as the walker needs them.
 *
 * @param tried default: those to more rights.
 * @throws PolicyShapeError for a policy that IAM would not take.
 */
export function openWays(
  walker: Walker,
  targets: readonly Target[],
  tried: readonly Way[] = WAYS,
): readonly OpenWay[] {
  const allowed = new Set(
    (walker.policies.identity ?? []).flatMap(({ document }) =>
      statementsOf(document).flatMap((statement) => callsAllowed(statement)),
    ),
  );
  const ways = tried.filter((way) => actionsOf(way).every((action) => allowed.has(action)));
  const found = ways.flatMap((way) => new Walk(walker, targets, way).open());
  const direct = found.find(({ way }) => way === ASSUME_ROLE);
  // Whoever can assume any role needs no chain of them.
  if (direct?.severity !== "error") {
    const opened = [...assumedRoles(walker, targets), ...(direct?.opened ?? [])];
    found.splice(direct ? found.indexOf(direct) : found.length, 1, ...openWay(ASSUME_ROLE, opened));
  }
  return found.filter((open) => !found.some((other) => makesNeedless(other, open)));
}

/** Calls of ways that a statement allows on something. */
const callsAllowed = cachedOf((statement: Statement): readonly string[] =>
  statement.effect === "Allow"
    ? CALLS.filter((action) => statementsFor([statement], action.toLowerCase()).length > 0)
    : [],
);

/** Whether a way does with some of another's calls what that does with all of them. */
function makesNeedless(shorter: OpenWay, longer: OpenWay): boolean {
  if (shorter.severity !== longer.severity && longer.severity === "error") return false;
  const [few, many] = [actionsOf(shorter.way), actionsOf(longer.way)];
  return few.length < many.length && within(few, many);
}

function within(few: readonly string[], many: readonly string[]): boolean {
  return few.every((action) => many.includes(action));
}

const actionsOf = cachedOf(({ passedTo, steps }: Way): readonly string[] => {
  const own = steps.map((step) => step.split(" ")[0]!);
  return passedTo === undefined ? own : ["iam:PassRole", ...own];
});

const CALLS = [...new Set(EVERY_WAY.flatMap(actionsOf))];
