import { groupBy } from "../../../text/group";
import type { AccessRow } from "../../review";
import type { ActionGroup } from "../../../iam/words/action-groups";
import { html, join, type Html, type Part } from "../html";
import { code, type Column, foldMany, table } from "../parts";

/** What lets a principal give itself, or others, more stands out. */
const COLUMNS: readonly Column[] = [
  { title: "Principal" },
  { title: "List, read" },
  { title: "Tag" },
  { title: "Write" },
  { title: "Permissions", class: "strong" },
  { title: "Everything", class: "strong" },
  { title: "Banned" },
];
/** Groups of actions of each column between the first and the last. */
const GROUPS: readonly (readonly ActionGroup[])[] = [
  ["list", "read"],
  ["tag"],
  ["write"],
  ["permissions"],
  ["everything"],
];
/** One line for each principal: the services in which it may do each group of actions. */
export function overview(all: readonly AccessRow[]): Html | undefined {
  const rows = all.filter(({ standing, withoutEffect }) => !standing && !withoutEffect);
  if (rows.length === 0) return undefined;
  let principals = 0;
  const stacks = [...groupBy(rows, ({ stack }) => stack)].map(([stack, inStack]) => {
    const own = [...groupBy(inStack, ({ principal }) => principal).values()];
    principals += own.length;
    return { title: code(stack), rows: own.map(line) };
  });
  const drawn = table(
    "access-overview",
    "At a glance: the services in which each principal may do what, whatever the resources and conditions",
    COLUMNS,
    stacks,
  );
  return foldMany(principals, "principal", 60, html`<div class="overview">${drawn}</div>`);
}

function line(own: readonly AccessRow[]): Part[] {
  const allowed = own.filter(({ effect }) => effect === "Allow");
  return [
    code(own[0]!.principal),
    ...GROUPS.map((groups) => services(allowed.filter(({ group }) => groups.includes(group)))),
    services(own.filter(({ effect }) => effect === "Deny")),
  ];
}

function services(rows: readonly AccessRow[]): Part {
  const names = [...new Set(rows.map(({ service }) => (service === "*" ? "all" : service)))].sort();
  if (names.length === 0) return html`<span class="none">–</span>`;
  return join(names.map(code), " ");
}
