import type { ActionGroup } from "../../iam/words/action-groups";
import { enumerate } from "../../iam/words/enumerate";
import { resourceWords } from "../../iam/words/resource";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { sorted } from "../../text/unique";
import type { AccessRow, RoleReview } from "../review";
import {
  chip,
  code,
  codes,
  foldMany,
  grouped,
  lines,
  none,
  note,
  strong,
  table,
  type Column,
  type Words,
} from "../../text/page";
import { ofStack, type ReviewBlock, type ReviewBlocks, type Chapter } from "./data";
import { by, ranked, sameness, type Same } from "./scope";

/** With more rows than this, stacks begin folded. */
const MANY = 60;

/** Who may do what: a table that tells the most at a glance, the roles, then every row by stack. */
export const ACCESS: Chapter = {
  id: "access",
  title: "Who may do what",
  byStack: true,
  intro: () =>
    "What policies allow, in AWS’s own access levels: list, read, tag, write, and permissions, which change who may do what; everything is all of a service. Write is AWS’s word: passing a role and decrypting are in it. A role with a ceiling may do no more than its ceiling allows as well, and a ban wins over any allowance.",
  blocks: ({ access, roles }) => [
    overview(access),
    rolesTable(roles),
    [...groupBy(access, ({ stack }) => stack)].map(([stack, rows]) => {
      const note = `${count(new Set(rows.map(({ principal }) => principal)).size, "principal")}, ${count(rows.length, "row")}`;
      return ofStack(stack, note, access.length <= MANY, rowsTable(stack, rows));
    }),
  ],
};

/** Of one principal: the services in which it may do each group of actions. */
const OVERVIEW: readonly Column<Same<AccessRow>>[] = [
  ["Principal", ([{ principal }]) => code(principal)],
  level("List, read", ["list", "read"]),
  level("Tag", ["tag"]),
  level("Write", ["write"]),
  // What gives others more stands out.
  level("Permissions", ["permissions"], "strong"),
  level("Everything", ["everything"], "strong"),
  ["Banned", (own) => services(own.filter(({ effect }) => effect === "Deny"))],
];

function level(
  title: string,
  groups: readonly ActionGroup[],
  set?: "strong",
): Column<readonly AccessRow[]> {
  const isOf = ({ effect, group }: AccessRow) => effect === "Allow" && groups.includes(group);
  return [title, (own) => services(own.filter(isOf)), set];
}

/** One line for each principal. */
function overview(all: readonly AccessRow[]): ReviewBlocks {
  const rows = all.filter(({ standing, withoutEffect }) => !standing && !withoutEffect);
  if (rows.length === 0) return undefined;
  const groups = [...groupBy(rows, ({ stack }) => stack)].map(([stack, of]) => ({
    title: strong(code(stack)),
    rows: sameness(of, by("principal")),
  }));
  const caption =
    "At a glance: the services in which each principal may do what, whatever the resources and conditions";
  return foldMany("principal", 60, grouped(caption, OVERVIEW, groups, "overview"));
}

function services(rows: readonly AccessRow[]): Words {
  const names = sorted(rows.map(({ service }) => (service === "*" ? "all" : service)));
  return names.length === 0 ? none("–") : codes(names);
}

/** What a role's own policies do not tell: what it is for, its ceiling, and rights from elsewhere. */
function rolesTable(roles: readonly RoleReview[]): ReviewBlocks {
  if (roles.length === 0) return undefined;
  const caption =
    "The roles, the most that each may do, and rights by policies whose texts are not part of this review";
  return foldMany("role", 24, table(caption, ROLES, roles));
}

const ROLES: readonly Column<RoleReview>[] = [
  [
    "Role",
    ({ name, address, stack }) => lines([code(name), note([code(address), " of ", stack])]),
    "names",
  ],
  ["What it is for", ({ description }) => description ?? none("–"), "prose"],
  ["Ceiling", ceiling, "names"],
  [
    "Rights from elsewhere",
    ({ attached }) => (attached.length === 0 ? none("–") : lines(attached.map((arn) => code(arn)))),
    "names",
  ],
];

function ceiling({ stack, boundary }: RoleReview): Words {
  if (!boundary) return none("none");
  const { arn, policy } = boundary;
  if (policy !== undefined) return code(policy, stack);
  return [code(arn), ", whose text is not part of this review"];
}

/** Every row of one stack, under who it is about and the policy that says so. */
function rowsTable(stack: string, rows: readonly AccessRow[]): ReviewBlock {
  const groups = sameness(rows, by("address", "principal", "standing", "policy"));
  return grouped(
    ["Who may do what by the policies of ", code(stack)],
    ROWS,
    ranked(groups, ([first]) => standingOf(first).rank).map((own) => ({
      title: title(own[0]),
      rows: own,
    })),
  );
}

const ROWS: readonly Column<AccessRow>[] = [
  ["May", may],
  ["Actions", ({ actions }) => codes(actions), "actions"],
  [
    "On",
    ({ resources }) => lines([...resources.map((one) => code(one)), ...inWords(resources)]),
    "names",
  ],
  ["Only if", when, "prose"],
];

/** What grants something comes before what does not. */
const STANDINGS = {
  granted: { rank: 0, may: chip("may"), more: "" },
  ceiling: {
    rank: 1,
    may: chip("at most", "ceiling"),
    more: ", a ceiling: it grants nothing, and its roles can do no more than this",
  },
  unattached: {
    rank: 2,
    may: chip("would", "unattached"),
    more: ", attached to nothing yet: it grants nothing until it is",
  },
} as const;

const standingOf = ({ standing }: AccessRow) => STANDINGS[standing ?? "granted"];

function title(row: AccessRow): Words {
  const source = ["by ", code(row.policy, row.stack), standingOf(row).more];
  return [strong(code(row.principal)), " ", note(source)];
}

/** By effect, and by what its policy is for. */
function may(row: AccessRow): Words {
  const { service, group, effect } = row;
  const verb = effect === "Deny" ? chip("must not", "deny") : standingOf(row).may;
  return [verb, ` ${DEEDS[group] ?? group} `, strong(service === "*" ? "all services" : service)];
}

const DEEDS: Readonly<Partial<Record<ActionGroup, string>>> = {
  permissions: "change permissions",
  everything: "do everything",
};

/** Resources for who knows no ARNs, where there is one. */
function inWords(resources: readonly string[]): readonly Words[] {
  const said = resources.some((one) => one !== "*" && resourceWords(one) !== one);
  return said ? [note(enumerate(resources.map(resourceWords)))] : [];
}

function when({ conditions, withoutEffect }: AccessRow): Words {
  if (withoutEffect) return note("without effect: the actions never act on such resources");
  if (conditions.length === 0) return none("always");
  return lines(
    conditions.map((condition, index) => (index === 0 ? condition : `and ${condition}`)),
  );
}
