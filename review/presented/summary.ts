import type { Provenance } from "../../policies/document";
import { directionOf } from "../../iam/difference";
import { count } from "../../text/count";
import { unique } from "../../text/unique";
import type { DeploymentSummary, Review, TrustEdge, TrustNode } from "../review";
import {
  chip,
  code,
  codes,
  foldMany,
  heading,
  lines,
  listed,
  none,
  note,
  paragraph,
  places,
  strong,
  table,
  type Column,
} from "../../text/page";
import { keyed } from "../../text/group";
import type { ReviewBlock, ReviewBlocks, Chapter } from "./data";
import { SECTION_NAMES } from "./inventory";
import { by, sameness, stacksWords } from "./scope";

/** What the whole review comes down to: what was configured, figures, who gets in, whose texts. */
export const SUMMARY: Chapter = {
  id: "summary",
  title: "Summary",
  intro: () => "What was configured, and what this review holds.",
  blocks: (review) => [
    configured(review.deployments),
    figures(review),
    heading("Who gets in from elsewhere"),
    comers(review),
    heading("Whose texts the policies are"),
    origins(review),
  ],
};

const FACTS: readonly Column<DeploymentSummary>[] = [
  ["Config file", ({ config }) => code(config)],
  ["AWS account", ({ accountId }) => code(accountId)],
  [
    "Region",
    ({ region, partition }) =>
      partition === "aws" ? code(region) : [code(region), ` (${partition})`],
  ],
  [
    "Zilliz Cloud account",
    ({ zillizAccountId: id }) => (id === undefined ? none("none") : code(id)),
  ],
  ["Policy edition", ({ edition }) => edition],
  ["Sections", ({ sections }) => sections.map((name) => SECTION_NAMES[name]).join(", ")],
  ["Terraform backend", ({ backend }) => backend],
  [
    "Tags",
    ({ tags }) => codes(Object.entries(tags).map(([name, value]) => `${name}=${value}`)),
    "names",
  ],
];

function configured(deployments: readonly DeploymentSummary[]): ReviewBlock {
  const [first, ...others] = deployments;
  if (first !== undefined && others.length === 0) {
    return { kind: "facts", facts: FACTS.map(([title, words]) => [title, words(first)]) };
  }
  const columns: typeof FACTS = [["Name", ({ name }) => code(name)], ...FACTS];
  return foldMany("deployment", 12, table("What was configured", columns, deployments, "nowrap"));
}

function figures({ stacks, roles, policies, deviations }: Review): ReviewBlock {
  const resources = stacks.reduce((sum, stack) => sum + stack.resources.length, 0);
  const more = policies.filter(({ differences }) =>
    differences?.some(({ kind }) => directionOf(kind) === "weaker"),
  ).length;
  const open = deviations.filter(({ kind }) => kind === "open");
  const vendors = open.filter(({ whose }) => whose === "documented" || whose === "current").length;
  const own = open.filter(({ whose }) => whose === "derived").length;
  const others = open.length - vendors - own;
  const figure = (number: number, words: string, section: string) => ({ number, words, section });
  const counted = (number: number, noun: string, section: string, more = "") =>
    figure(number, `${nounOf(number, noun)}${more}`, section);
  const ways = (number: number, whose: string) =>
    counted(number, "way", "deviations", ` left open by ${whose}`);
  return {
    kind: "figures",
    figures: [
      counted(stacks.length, "stack", "inventory"),
      counted(resources, "resource", "inventory"),
      counted(roles.length, "role", "access"),
      counted(policies.length, "policy text", "policies"),
      figure(more, `${more === 1 ? "allows" : "allow"} more than documented`, "policies"),
      ways(vendors, "the vendor’s texts"),
      ...(own > 0 ? [ways(own, "this project’s own texts")] : []),
      ...(others > 0 ? [ways(others, "texts of other projects")] : []),
    ],
  };
}

/** A noun in the number of a figure. */
function nounOf(number: number, singular: string): string {
  return count(number, singular).replace(/^\d+ /, "");
}

const FOREIGN: ReadonlySet<string> = new Set(["account", "anyone", "identity-provider"]);

/** Principals that are not the account's own, with what they may become or reach. */
function comers({ trusts: { nodes, edges } }: Review): ReviewBlock {
  const byId = keyed(nodes, "id");
  const entering = edges.filter(({ from }) => FOREIGN.has(byId.get(from)?.kind ?? ""));
  const rows = sameness(entering, by("from", "label"));
  if (rows.length === 0) return paragraph("Nobody.");
  const who = ({ label, detail }: TrustNode) =>
    detail === undefined ? label : lines([label, note(detail)]);
  const endsOf = (same: readonly TrustEdge[]) =>
    unique(same.map(({ to }) => byId.get(to)?.label ?? to));
  return table(
    "Other accounts, everybody, and tokens of clusters, with what lets them in",
    [
      ["Who", ([{ from }]) => who(byId.get(from)!), "prose"],
      ["Given", ([{ label }]) => label, "prose"],
      ["Reaches", (same) => places(endsOf(same).map((end) => code(end))), "names"],
    ],
    rows,
  );
}

/** What each label of a policy text promises. */
const ORIGINS: Readonly<Record<Provenance, string>> = {
  documented: "word for word the text of one of the vendor’s documents",
  current: "text that the vendor’s own Terraform ships today; newer than the documents",
  upstream: "text of the controller’s own project or of AWS, at a named version",
  derived: "written by this project from a description, because no original has been published",
};

/** How many texts are whose, and which are not what they should be. */
function origins(review: Review): ReviewBlocks {
  const { policies } = review;
  const rows = (Object.keys(ORIGINS) as Provenance[]).flatMap((provenance) => {
    const of = policies.filter((policy) => policy.provenance === provenance);
    const compared = of.filter(({ differences }) => differences !== undefined);
    const other = compared.filter(({ differences }) => differences!.length > 0);
    return of.length === 0 ? [] : [{ provenance, of, compared, other }];
  });
  const broken = policies.filter(
    ({ provenance, differences = [] }) => provenance === "documented" && differences.length > 0,
  );
  if (rows.length === 0) return paragraph("There is no policy.");
  return [
    table(
      "What the label of a policy text promises, and how many carry it",
      [
        ["Label", ({ provenance }) => chip(provenance, provenance)],
        ["What it promises", ({ provenance }) => ORIGINS[provenance], "prose"],
        ["Policies", ({ of }) => String(of.length), "number"],
        ["Compared with a document", ({ compared }) => String(compared.length), "number"],
        ["Mean something else", ({ other }) => String(other.length), "number"],
      ],
      rows,
    ),
    broken.length > 0 &&
      paragraph([
        strong("Not what they say they are:"),
        " ",
        listed(
          broken.map(({ address, stack }) => [code(address), " of ", stacksWords([stack], review)]),
        ),
        ".",
      ]),
  ];
}
