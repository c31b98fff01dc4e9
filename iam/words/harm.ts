import { compareText } from "../../text/order";
import { GROUPS, groupsOf } from "./action-groups";
import actions from "./harmful-actions.json";

/** By one of these somebody gets the rights of somebody else, or lets others in. */
const TAKES_OVER = named(actions.takesOver);

/** By these somebody reads what is stored, rather than what is there. */
const READS_DATA = named(actions.readsData);

function named(actions: readonly string[]): ReadonlySet<string> {
  return new Set(actions.map((action) => action.toLowerCase()));
}

/** How much an action lets happen, to order what readers see first: the more, the higher. */
export function harmOf(action: string): number {
  const lower = action.toLowerCase();
  if (lower === "*" || lower === "*:*") return 100;
  if (lower === "iam:*") return 90;
  const groups = groupsOf(action).map(({ group }) => GROUPS.indexOf(group));
  const level = 10 * Math.max(...groups);
  if (TAKES_OVER.has(lower)) return 10 * GROUPS.indexOf("permissions") + 5;
  if (READS_DATA.has(lower)) return 10 * GROUPS.indexOf("write") + 5;
  const destroys = /:(delete|schedulekeydeletion|terminate|remove|destroy)/.test(lower);
  return destroys && level === 10 * GROUPS.indexOf("write") ? level + 6 : level;
}

/** The most harmful first; what is equally harmful by its name. */
export function byHarm(actions: readonly string[]): string[] {
  return [...actions].sort((a, b) => harmOf(b) - harmOf(a) || compareText(a, b));
}
