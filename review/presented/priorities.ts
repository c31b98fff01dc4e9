import { waysTogether } from "../../compliance/escalation/together";
import type { Finding } from "../../compliance/finding";
import { EVERY_WAY } from "../../iam/ways";
import { count } from "../../text/count";
import { groupBy, keyed } from "../../text/group";
import { sorted, unique } from "../../text/unique";
import type { AccessRow, Review, TrustNode } from "../review";
import {
  chip,
  code,
  codes,
  foldMany,
  heading,
  lines,
  none,
  note,
  paragraph,
  places,
  table,
  type Column,
  type Words,
} from "../../text/page";
import type { ReviewBlocks, Chapter } from "./data";
import { acceptedBy, DECIDED_BY } from "./accepted";
import { whatWords } from "./inventory";
import { by, placed, ranked, sameness, stacksWords, whereOf, type Same } from "./scope";

/** With more rows than this a table is folded. */
const MANY = 40;

/** What to weigh before anything else, the gravest first. */
export const PRIORITIES: Chapter = {
  id: "priorities",
  title: "What matters first",
  intro: () =>
    "What to weigh before you sign, the gravest first. All of it stands below again, with every detail.",
  blocks: (review) => [
    heading("Who can become administrator, or get more than was given"),
    ways(review),
    heading("Who reaches data"),
    data(review),
    heading("What faces the internet"),
    internet(review),
    heading("What the vendor can change"),
    vendor(review),
    heading("What was accepted, and by whom"),
    accepted(review),
  ],
};

const isTold = ({ verdict, severity }: Finding) =>
  verdict === "WAIVED" || verdict === "UNKNOWN" || (verdict === "FAIL" && severity !== "info");

/** Findings of these rules that somebody has to answer for, or has. */
function told({ report }: Review, rules: ReadonlySet<string>): readonly Finding[] {
  return report.findings.filter((finding) => rules.has(finding.rule) && isTold(finding));
}

const MORE_RIGHTS: ReadonlySet<string> = new Set(["escalation-path", "policy-admin"]);
/** Ids of ways, the gravest first; what is no more than harm to another's things comes last. */
const GRAVITY = EVERY_WAY.map(({ id }) => id);

function ways(review: Review): ReviewBlocks {
  const found = waysTogether(told(review, MORE_RIGHTS));
  if (found.length === 0) return paragraph("Nobody, by any way that the checks know.");
  const gravity = ({ key = "" }: Finding) => GRAVITY.indexOf(key.split(":").at(-1)!);
  const standingOf = ({ verdict }: Finding) => (verdict === "WAIVED" ? GRAVITY.length + 1 : 0);
  return findings(
    "way",
    "Each with the statements that open it; what nobody accepted comes first",
    ranked(found, (one) => standingOf(one) + gravity(one)),
    review,
  );
}

/** Findings that say the same are one line, with how they stand. */
function findings(
  noun: string,
  caption: string,
  all: readonly Finding[],
  review: Review,
): ReviewBlocks {
  const columns: readonly Column<Same<Finding>>[] = [
    ["Standing", ([first]) => standing(first)],
    ["What", ([{ message }]) => inTwo(message), "prose"],
    whereOf(review),
  ];
  const same = sameness(all, by("rule", "verdict", "severity", "waiver", "message"));
  return foldMany(noun, MANY, table(caption, columns, same));
}

function standing({ verdict, severity, waiver }: Finding): Words {
  if (waiver) return chip("accepted", "warning");
  return verdict === "UNKNOWN" ? chip("unknown", "unknown") : chip("open", severity);
}

/** What is possible, then what opens it. */
function inTwo(message: string): Words {
  const at = message.indexOf("; allowed by ");
  return at < 0 ? message : lines([message.slice(0, at), note(message.slice(at + 2))]);
}

/** Buckets and keys by who reaches them, with who may become that. */
function data({ trusts: { nodes, edges } }: Review): ReviewBlocks {
  const byId = keyed(nodes, "id");
  const name = (id: string): Words => code(byId.get(id)?.label ?? id);
  const uses = edges.filter(({ kind }) => kind === "use");
  if (uses.length === 0) return paragraph("Nobody, by any policy that was read.");
  const comers = groupBy(
    edges.filter(({ kind }) => kind === "assume"),
    ({ to }) => to,
  );
  const become = (id: string) =>
    unique((comers.get(id) ?? []).map(({ from }) => endWords(byId.get(from))));
  const drawn = table(
    "Buckets and keys, who reaches them by its policies, and who may be that",
    [
      ["Who", ([{ from }]) => name(from), "names"],
      ["May", ([{ label }]) => label, "prose"],
      ["Reaches", (same) => places(same.map(({ to }) => name(to))), "names"],
      [
        "Who may be that",
        ([{ from }]) => (become(from).length === 0 ? none("–") : places(become(from))),
        "prose",
      ],
    ],
    sameness(uses, by("from", "label")),
  );
  return foldMany("line", MANY, drawn);
}

function endWords(node: TrustNode | undefined): string {
  if (node === undefined) return "";
  return node.detail === undefined ? node.label : `${node.label}, ${node.detail}`;
}

/** Rules about what everybody can reach. */
const PUBLIC: ReadonlySet<string> = new Set([
  "bucket-acl",
  "bucket-public-access",
  "release-exposure",
  "trust-wildcard",
]);

function internet(review: Review): ReviewBlocks {
  const found = told(review, PUBLIC);
  const resources = review.stacks.flatMap(({ id, resources: all }) =>
    all.filter((one) => one.internet).map((row) => ({ row, stack: id })),
  );
  const same = sameness(resources, ({ row }) => [row.address, row.noun, row.does]);
  if (found.length === 0 && same.length === 0) return paragraph("Nothing that was read.");
  return [
    found.length > 0 && findings("finding", "What everybody can reach", found, review),
    same.length > 0 &&
      foldMany(
        "resource",
        MANY,
        table(
          "Resources that let something to or from the internet",
          [
            ["What it is", ([{ row }]) => whatWords(row), "prose"],
            [
              "Where",
              (of) =>
                placed(
                  of[0].row.address,
                  stacksWords(
                    of.map(({ stack }) => stack),
                    review,
                  ),
                ),
              "names",
            ],
          ],
          same,
        ),
      ),
  ];
}

/** What changes something, the gravest first. */
const CHANGES = ["everything", "permissions", "write", "tag"] as const;

/** What roles may change that another account may become. */
function vendor({ trusts: { nodes, edges }, stacks, access }: Review): ReviewBlocks {
  const byId = keyed(nodes, "id");
  const comers = new Map<string, TrustNode>();
  for (const { kind, from, to, deployment } of edges) {
    const [who, role] = [byId.get(from), byId.get(to)];
    if (kind !== "assume" || who?.kind !== "account" || role === undefined) continue;
    comers.set(JSON.stringify([deployment, role.label]), who);
  }
  const deploymentOf = new Map(stacks.map(({ id, deployment }) => [id, deployment]));
  const rows = access.flatMap((row) => {
    const changes = CHANGES.some((group) => group === row.group) && row.effect === "Allow";
    const who = comers.get(JSON.stringify([deploymentOf.get(row.stack), row.principal]));
    return changes && who && !row.standing && !row.withoutEffect ? [{ ...row, who }] : [];
  });
  if (rows.length === 0) return paragraph("Nothing: no other account may become a role.");
  const services =
    (group: AccessRow["group"]): Column<readonly AccessRow[]>[1] =>
    (own) => {
      const names = sorted(own.filter((row) => row.group === group).map(({ service }) => service));
      return names.length === 0 ? none("–") : codes(names);
    };
  const drawn = table(
    "Services in which a role that another account may become can change something",
    [
      ["Role", ([{ principal }]) => code(principal)],
      ["Who may be that", ([{ who }]) => endWords(who), "prose"],
      ["Everything", services("everything"), "strong"],
      ["Permissions", services("permissions"), "strong"],
      ["Write", services("write")],
      ["Tag", services("tag")],
    ],
    sameness(rows, ({ stack, principal }) => [stack, principal]),
    "overview",
  );
  return foldMany("role", MANY, drawn);
}

function accepted(review: Review): ReviewBlocks {
  const waived = review.report.findings.filter(({ verdict }) => verdict === "WAIVED");
  if (waived.length === 0) return paragraph("Nothing: no finding is waived.");
  return table(
    `${count(waived.length, "finding")} that count no longer because somebody decided so`,
    [
      DECIDED_BY,
      ["How many", (same) => String(same.length), "number"],
      ["Rules", (same) => codes(unique(same.map(({ rule }) => rule))), "names"],
      [
        "Reasons",
        (same) => places(unique(same.map(({ waiver }) => waiver?.reason ?? ""))),
        "prose",
      ],
    ],
    sameness(waived, ({ waiver }) => [waiver?.kind, waiver?.expires, waiver && acceptedBy(waiver)]),
  );
}
