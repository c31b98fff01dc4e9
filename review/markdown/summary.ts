import { groupBy } from "../../text/group";
import { verdictLine, verdictOf } from "../../compliance/reporters/reporter";
import { count } from "../../text/count";
import type { Review } from "../review";
import { stacksWords } from "./scope";
import { prose, parts, span, spans, table } from "./text";

const SIGNS = { PASS: "✅", FAIL: "❌", UNDECIDED: "❔" } as const;

/** One screen: what this is, whether it passed, who gets in from elsewhere. */
export function summary(review: Review): string {
  const { report, stacks, deployments } = review;
  const resources = stacks.reduce((sum, stack) => sum + stack.resources.length, 0);
  const totals = [
    count(deployments.length, "deployment"),
    count(stacks.length, "stack"),
    count(resources, "resource"),
    count(review.roles.length, "role"),
    count(review.policies.length, "policy").replace(/ys$/, "ies"),
  ];
  return parts(
    `${SIGNS[verdictOf(report, "error")]} ${prose(verdictLine(report, "error"))}`,
    `${totals.join(", ")}.`,
    "### Who gets in from elsewhere",
    comers(review),
    "### Whose texts the policies are",
    origins(review),
  );
}

/** Principals of other accounts, everybody, and tokens of clusters, with the roles they may become. */
function comers({ trusts: { nodes, edges }, deployments }: Review): string {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const foreign = edges.filter(({ from }) =>
    ["account", "anyone", "identity-provider"].includes(byId.get(from)!.kind),
  );
  const lines = groupBy(foreign, ({ from, label }) => JSON.stringify([from, label]));
  const many = deployments.length > 3;
  return table(
    ["who", "given", "reaches"],
    [...lines.values()].map((same) => {
      const { label, detail } = byId.get(same[0]!.from)!;
      const ends = [...new Set(same.map(({ to }) => byId.get(to)!.label))];
      return [
        prose(detail === undefined ? label : `${label}: ${detail}`),
        prose(same[0]!.label),
        many && ends.length > 3
          ? `${spans(ends.slice(0, 2))} and ${ends.length - 2} more`
          : spans(ends),
      ];
    }),
  );
}

const ORIGINS = {
  documented: "the vendor's documents, word for word",
  current: "the vendor's newer Terraform",
  upstream: "the controllers' own projects or AWS",
  derived: "this project, where no document has a text",
} as const;

/** How many texts are whose, and which are not what they should be. */
function origins(review: Review): string {
  const { policies } = review;
  const byOrigin = groupBy(policies, ({ provenance }) => provenance);
  const rows = Object.entries(ORIGINS).flatMap(([provenance, words]) => {
    const of = byOrigin.get(provenance as keyof typeof ORIGINS) ?? [];
    if (of.length === 0) return [];
    const compared = of.filter(({ differences }) => differences !== undefined);
    const other = compared.filter(({ differences }) => differences!.length > 0);
    return [[words, String(of.length), String(compared.length), String(other.length)]];
  });
  const broken = policies.filter(
    ({ provenance, differences = [] }) => provenance === "documented" && differences.length > 0,
  );
  return parts(
    table(["text of", "policies", "compared with a document", "that mean something else"], rows),
    broken.length === 0
      ? ""
      : `**Not what they say they are:** ${broken
          .map(({ address, stack }) => `${span(address)} of ${stacksWords([stack], review)}`)
          .join(", ")}.`,
  );
}
