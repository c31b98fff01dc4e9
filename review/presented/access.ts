import type { ActionGroup } from "../../iam/words/action-groups";
import { enumerate } from "../../iam/words/enumerate";
import { resourceWords } from "../../iam/words/resource";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import type { AccessRow, Review, RoleReview } from "../review";
import {
  chip,
  code,
  codes,
  foldMany,
  lines,
  none,
  note,
  ofStack,
  strong,
  table,
  type Block,
  type Chapter,
  type Table,
  type Words,
} from "./data";
import { sameness } from "./scope";

/** With more rows than this, stacks begin folded. */
const MANY = 60;

/** Who may do what: a table that tells the most at a glance, the roles, then every row by stack. */
export const ACCESS: Chapter = {
  id: "access",
  title: "Who may do what",
  byStack: true,
  intro: () =>
    "What policies allow, in AWS’s own access levels: list, read, tag, write, and permissions, which change who may do what; everything is all of a service. Write is AWS’s word: passing a role and decrypting are in it. A role with a ceiling may do no more than its ceiling allows as well, and a ban wins over any allowance.",
  blocks: (review) => [
    ...overview(review.access),
    ...roles(review),
    ...[...groupBy(review.access, ({ stack }) => stack)].map(([stack, rows]) => {
      const principals = new Set(rows.map(({ principal }) => principal)).size;
      return ofStack(
        stack,
        `${count(principals, "principal")}, ${count(rows.length, "row")}`,
        review.access.length <= MANY,
        [rowsTable(stack, rows)],
      );
    }),
  ],
};

/** Groups of actions of each column of the overview; what gives others more stands out. */
const LEVELS: readonly (readonly [string, readonly ActionGroup[], "strong"?])[] = [
  ["List, read", ["list", "read"]],
  ["Tag", ["tag"]],
  ["Write", ["write"]],
  ["Permissions", ["permissions"], "strong"],
  ["Everything", ["everything"], "strong"],
];

/** One line for each principal: the services in which it may do each group of actions. */
function overview(all: readonly AccessRow[]): readonly Block[] {
  const rows = all.filter(({ standing, withoutEffect }) => !standing && !withoutEffect);
  if (rows.length === 0) return [];
  const groups = [...groupBy(rows, ({ stack }) => stack)].map(([stack, of]) => ({
    title: strong(code(stack)),
    rows: sameness(of, ({ principal }) => [principal]).map(line),
  }));
  const principals = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const drawn: Table = {
    kind: "table",
    caption:
      "At a glance: the services in which each principal may do what, whatever the resources and conditions",
    columns: [
      ["Principal"],
      ...LEVELS.map(([title, , set]) => (set ? ([title, set] as const) : ([title] as const))),
      ["Banned"],
    ],
    groups,
    look: "overview",
  };
  return [foldMany(principals, "principal", 60, drawn)];
}

function line(own: readonly AccessRow[]): readonly Words[] {
  const allowed = own.filter(({ effect }) => effect === "Allow");
  return [
    code(own[0]!.principal),
    ...LEVELS.map(([, groups]) => services(allowed.filter(({ group }) => groups.includes(group)))),
    services(own.filter(({ effect }) => effect === "Deny")),
  ];
}

function services(rows: readonly AccessRow[]): Words {
  const names = [...new Set(rows.map(({ service }) => (service === "*" ? "all" : service)))].sort();
  return names.length === 0 ? none("–") : codes(names);
}

/** What a role's own policies do not tell: what it is for, its ceiling, and rights from elsewhere. */
function roles({ roles: all, elsewhere }: Review): readonly Block[] {
  if (all.length === 0) return [];
  const keyOf = (one: { readonly stack: string; readonly address: string }) =>
    JSON.stringify([one.stack, one.address]);
  const further = groupBy(
    elsewhere.filter(({ as }) => as === "policy"),
    keyOf,
  );
  const drawn = table(
    "The roles, the most that each may do, and rights by policies whose texts are not part of this review",
    [
      ["Role", "names"],
      ["What it is for", "prose"],
      ["Ceiling", "names"],
      ["Rights from elsewhere", "names"],
    ],
    all.map((role) => {
      const arns = (further.get(keyOf(role)) ?? []).map(({ arn }) => code(arn));
      return [
        lines([code(role.name), note([code(role.address), " of ", role.stack])]),
        role.description ?? none("–"),
        ceiling(role),
        arns.length === 0 ? none("–") : lines(arns),
      ];
    }),
  );
  return [foldMany(all.length, "role", 24, drawn)];
}

function ceiling({ stack, boundary }: RoleReview): Words {
  if (!boundary) return none("none");
  const { arn, policy } = boundary;
  if (policy !== undefined) return code(policy, stack);
  return [code(arn), ", whose text is not part of this review"];
}

/** Every row of one stack, under who it is about and the policy that says so. */
function rowsTable(stack: string, rows: readonly AccessRow[]): Table {
  const groups = sameness(rows, ({ address, principal, standing, policy }) => [
    address,
    principal,
    standing,
    policy,
  ]);
  const ranked = [...groups].sort(([a], [b]) => rank(a!) - rank(b!));
  return {
    kind: "table",
    caption: ["Who may do what by the policies of ", code(stack)],
    columns: [["May"], ["Actions", "actions"], ["On", "names"], ["Only if", "prose"]],
    groups: ranked.map((own) => ({ title: title(own[0]!), rows: own.map(cells) })),
  };
}

/** What grants something comes before what does not. */
function rank({ standing }: AccessRow): number {
  return standing === undefined ? 0 : standing === "ceiling" ? 1 : 2;
}

const STANDINGS = {
  ceiling: ", a ceiling: it grants nothing, and its roles can do no more than this",
  unattached: ", attached to nothing yet: it grants nothing until it is",
} as const;

function title({ principal, standing, stack, policy }: AccessRow): Words {
  const more = standing === undefined ? "" : STANDINGS[standing];
  return [strong(code(principal)), " ", note(["by ", code(policy, stack), more])];
}

/** What the first column says of a row: by effect and by what its policy is for. */
function verb({ effect, standing }: AccessRow): Words {
  if (effect === "Deny") return chip("must not", "deny");
  if (standing === "ceiling") return chip("at most", "ceiling");
  return standing === "unattached" ? chip("would", "unattached") : chip("may");
}

const DEEDS: Readonly<Partial<Record<ActionGroup, string>>> = {
  permissions: "change permissions",
  everything: "do everything",
};

function cells(row: AccessRow): readonly Words[] {
  const { service, group, actions, resources } = row;
  const deed = DEEDS[group] ?? group;
  return [
    [verb(row), ` ${deed} `, strong(service === "*" ? "all services" : service)],
    codes(actions),
    lines([...resources.map((one) => code(one)), ...inWords(resources)]),
    when(row),
  ];
}

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
