import { assumedRoles } from "./chains";
import { WAYS } from "./table";
import { Walk } from "./walk";
import type { OpenWay, Target, Walker } from "./walker";
import type { Way } from "./way";

/** The door of the known ways to more rights. */
export { WAYS } from "./table";
export { isUnlimited } from "./gain";
export type { OpenWay, Target, Walker } from "./walker";

/**
 * Tries every known way with what somebody's policies, boundary and organization allow together, on
 * what the input holds, on what the policies name, and on anything else of the kind. Condition keys
 * of which a way says nothing are taken to be as the walker needs them.
 *
 * @throws PolicyShapeError for a policy that IAM would not take.
 */
export function openWays(walker: Walker, targets: readonly Target[]): readonly OpenWay[] {
  const found = [
    ...WAYS.flatMap((way) => new Walk(walker, targets, way).open()),
    ...assumedRoles(walker, targets),
  ];
  return found.filter((open) => !found.some((other) => makesNeedless(other, open)));
}

/** Whether a way does with some of another's calls what that does with all of them. */
function makesNeedless(shorter: OpenWay, longer: OpenWay): boolean {
  if (shorter.severity !== longer.severity && longer.severity === "error") return false;
  const [few, many] = [actionsOf(shorter.way), actionsOf(longer.way)];
  return few.length < many.length && few.every((action) => many.includes(action));
}

function actionsOf({ passedTo, steps }: Way): readonly string[] {
  const own = steps.map((step) => step.split(" ")[0]!);
  return passedTo === undefined ? own : ["iam:PassRole", ...own];
}
