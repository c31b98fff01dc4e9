import type { Provenance } from "../../policies/document";
import { directionOf } from "../../iam/difference";
import { count } from "../../text/count";
import type { DeploymentSummary, Review } from "../review";
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
  type Block,
  type Chapter,
  type Words,
} from "./data";
import { SECTION_NAMES } from "./names";
import { sameness, stacksWords } from "./scope";

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
    ...origins(review),
  ],
};

const FACTS: readonly (readonly [string, (deployment: DeploymentSummary) => Words])[] = [
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
  ["Tags", ({ tags }) => codes(Object.entries(tags).map(([name, value]) => `${name}=${value}`))],
];

function configured(deployments: readonly DeploymentSummary[]): Block {
  const factsOf = (one: DeploymentSummary) =>
    FACTS.map(([title, words]) => [title, words(one)] as const);
  if (deployments.length === 1) return { kind: "facts", facts: factsOf(deployments[0]!) };
  const drawn = table(
    "What was configured",
    [
      ["Name"],
      ...FACTS.map(([title]) =>
        title === "Tags" ? ([title, "names"] as const) : ([title] as const),
      ),
    ],
    deployments.map((one) => [code(one.name), ...factsOf(one).map(([, words]) => words)]),
  );
  return foldMany(deployments.length, "deployment", 12, { ...drawn, look: "nowrap" });
}

function figures({ stacks, roles, policies, deviations }: Review): Block {
  const resources = stacks.reduce((sum, stack) => sum + stack.resources.length, 0);
  const more = policies.filter(({ differences }) =>
    differences?.some(({ kind }) => directionOf(kind) === "weaker"),
  ).length;
  const open = deviations.filter(({ kind }) => kind === "open");
  const vendors = open.filter(({ whose }) => whose === "documented" || whose === "current").length;
  const own = open.filter(({ whose }) => whose === "derived").length;
  const others = open.length - vendors - own;
  const figure = (number: number, words: string, section: string) => ({ number, words, section });
  const counted = (number: number, noun: string, section: string) =>
    figure(number, nounOf(number, noun), section);
  const ways = (number: number, whose: string) =>
    figure(number, `${nounOf(number, "way")} left open by ${whose}`, "deviations");
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
function comers({ trusts: { nodes, edges } }: Review): Block {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const entering = edges.filter(({ from }) => FOREIGN.has(byId.get(from)?.kind ?? ""));
  const rows = sameness(entering, ({ from, label }) => [from, label]).map((same) => {
    const { from, label } = same[0]!;
    const { label: who, detail } = byId.get(from)!;
    const ends = [...new Set(same.map(({ to }) => byId.get(to)?.label ?? to))];
    return [
      detail === undefined ? who : lines([who, note(detail)]),
      label,
      places(ends.map((end) => code(end))),
    ];
  });
  if (rows.length === 0) return paragraph("Nobody.");
  return table(
    "Other accounts, everybody, and tokens of clusters, with what lets them in",
    [
      ["Who", "prose"],
      ["Given", "prose"],
      ["Reaches", "names"],
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
function origins(review: Review): readonly Block[] {
  const { policies } = review;
  const rows = (Object.keys(ORIGINS) as Provenance[]).flatMap((provenance) => {
    const of = policies.filter((policy) => policy.provenance === provenance);
    const compared = of.filter(({ differences }) => differences !== undefined);
    const other = compared.filter(({ differences }) => differences!.length > 0);
    const numbers = [of, compared, other].map(({ length }) => String(length));
    return of.length === 0 ? [] : [[chip(provenance, provenance), ORIGINS[provenance], ...numbers]];
  });
  const broken = policies.filter(
    ({ provenance, differences = [] }) => provenance === "documented" && differences.length > 0,
  );
  const where = broken.map(({ address, stack }): Words => [
    code(address),
    " of ",
    stacksWords([stack], review),
  ]);
  if (rows.length === 0) return [paragraph("There is no policy.")];
  return [
    table(
      "What the label of a policy text promises, and how many carry it",
      [
        ["Label"],
        ["What it promises", "prose"],
        ["Policies", "number"],
        ["Compared with a document", "number"],
        ["Mean something else", "number"],
      ],
      rows,
    ),
    ...(broken.length === 0
      ? []
      : [paragraph([strong("Not what they say they are:"), " ", listed(where), "."])]),
  ];
}
