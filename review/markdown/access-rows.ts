import { groupBy } from "../../text/group";
import { enumerate } from "../../iam/words/action";
import { resourceWords } from "../../iam/words/resource";
import type { AccessRow } from "../review";
import type { ActionGroup } from "../../iam/words/action-groups";
import { prose, span, spans, table } from "./text";

/** What somebody may do, a line for what is allowed on the same resources under the same conditions. */
export function overview(rows: readonly AccessRow[]): string {
  const effective = rows.filter(({ withoutEffect }) => withoutEffect === undefined);
  const lines = groupBy(effective, ({ effect, service, resources, conditions }) =>
    JSON.stringify([effect, service, resources, conditions]),
  );
  return table(
    ["service", "may", "on", "only when"],
    [...lines.values()].map((line) => {
      const { effect, service, conditions, resources } = line[0]!;
      const deeds = groupBy(line, ({ group }) => group);
      const groups = [...deeds].map(([group, of]) => deedWords(group, of)).join(", ");
      return [
        service === "*" ? "every service" : span(service),
        effect === "Deny" ? `**never** ${groups}` : groups,
        prose(enumerate(resources.map(resourceWords))),
        prose(conditions.join(" and ")),
      ];
    }),
  );
}

/** What changes something is named; how much is only seen is told by the word. */
function deedWords(group: ActionGroup, rows: readonly AccessRow[]): string {
  if (group !== "write" && group !== "permissions") return group;
  const names = rows.flatMap(({ service, actions }) =>
    actions.map((action) => span(withoutService(action, service))),
  );
  return `${group} (${enumerate([...new Set(names)])})`;
}

/** Every action on every resource, as the policies have them. */
export function exactRows(rows: readonly AccessRow[]): string {
  return table(
    ["service", "may", "actions", "resources", "only when", "by"],
    rows.map(({ effect, service, group, actions, resources, conditions, policy, ...row }) => [
      service === "*" ? "every service" : span(service),
      row.withoutEffect
        ? `${group}, without effect`
        : effect === "Deny"
          ? `**never** ${group}`
          : group,
      spans(actions.map((action) => withoutService(action, service))),
      spans(resources, "<br>"),
      prose(conditions.join(" and ")),
      span(policy),
    ]),
  );
}

function withoutService(action: string, service: string): string {
  const prefix = `${service}:`;
  return action.toLowerCase().startsWith(prefix) ? action.slice(prefix.length) : action;
}
