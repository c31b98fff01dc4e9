import { cached } from "../../text/cache";
import { groupBy } from "../../text/group";
import { actionOf, expandAction, type AccessLevel } from "../actions";
import { isPattern } from "../glob";

/** Groups of actions, from the least to the most that they let happen. */
export const GROUPS = ["list", "read", "tag", "write", "permissions", "everything"] as const;
export type ActionGroup = (typeof GROUPS)[number];

/** The part of an action of a policy that falls into one group. */
export interface GroupedAction {
  /** Prefix of the service; `*` for all. */
  readonly service: string;
  readonly group: ActionGroup;
  /** Known actions that it comes to; empty where nothing is known of it. */
  readonly known: readonly string[];
}

/**
 * The groups that an action or a pattern of actions reaches into: `iam:Get*` reads and lists. A whole
 * service is one group of its own, and what nobody knows is told by its verb, so nothing is lost.
 */
export const groupsOf = cached((action: string): readonly GroupedAction[] => {
  const [prefix = "", name] = action.split(":");
  if (name === undefined || prefix === "*") {
    return [{ service: "*", group: "everything", known: [] }];
  }
  const service = prefix.toLowerCase();
  const known = isPattern(action) ? expandAction(action) : [actionOf(action)?.name ?? []].flat();
  if (/^\*+$/.test(name)) return [{ service, group: "everything", known }];
  if (known.length === 0) return [{ service, group: byVerb(name), known }];
  const byGroup = groupBy(known, (one) => LEVELS[actionOf(one)!.accessLevel]);
  return GROUPS.flatMap((group) => {
    const members = byGroup.get(group);
    return members ? [{ service, group, known: members }] : [];
  });
});

const LEVELS: Readonly<Record<AccessLevel, ActionGroup>> = {
  List: "list",
  Read: "read",
  Tagging: "tag",
  Write: "write",
  "Permissions management": "permissions",
};

/** By the first word; what is none of these may change something. */
function byVerb(name: string): ActionGroup {
  if (/^(list|search)/i.test(name)) return "list";
  if (/^(get|describe|head|batchget|lookup|query|scan|view|select)/i.test(name)) return "read";
  if (/^(un)?tag/i.test(name)) return "tag";
  return /policy|permission|acl$/i.test(name) ? "permissions" : "write";
}
