import { count } from "../../../text/count";
import { directionOf } from "../../../iam/difference";
import type { DeploymentSummary, Review } from "../../review";
import { html, join, type Html } from "../html";
import { SECTION_NAMES } from "../names";
import { comers } from "./comers";
import { code, facts, foldMany, section, table, type Column } from "../parts";

/** What the whole page comes down to: verdict, deployments, figures. */
export function summary(review: Review): Html {
  const { deployments } = review;
  const only = deployments.length === 1 ? deployments[0] : undefined;
  return section(
    "summary",
    "Summary",
    "What was configured, and what this page holds.",
    html`${only ? facts(factsOf(only)) : deploymentsTable(deployments)} ${figures(review)}
      <h3>Who gets in from elsewhere</h3>
      ${comers(review)}`,
  );
}

function factsOf(deployment: DeploymentSummary): [string, Html | string | undefined][] {
  const { accountId, region, partition, zillizAccountId } = deployment;
  return [
    ["AWS account", code(accountId)],
    ["Region", partition === "aws" ? code(region) : html`${code(region)} (${partition})`],
    ["Zilliz Cloud account", zillizAccountId === undefined ? undefined : code(zillizAccountId)],
    ["Policy edition", deployment.edition],
    ["Sections", sectionsOf(deployment)],
    ["Terraform backend", deployment.backend],
    ["Tags", tagsOf(deployment)],
    ["Config file", code(deployment.config)],
  ];
}

function deploymentsTable(deployments: readonly DeploymentSummary[]): Html {
  const columns: Column[] = [
    { title: "Name" },
    { title: "AWS account" },
    { title: "Region" },
    { title: "Sections" },
    { title: "Policy edition" },
    { title: "Zilliz Cloud account" },
    { title: "Backend" },
    { title: "Tags", class: "names" },
    { title: "Config file" },
  ];
  const rows = deployments.map((deployment) => [
    code(deployment.name),
    code(deployment.accountId),
    code(deployment.region),
    sectionsOf(deployment),
    deployment.edition,
    deployment.zillizAccountId === undefined ? "none" : code(deployment.zillizAccountId),
    deployment.backend,
    tagsOf(deployment),
    code(deployment.config),
  ]);
  const drawn = table("deployments-caption", "What was configured", columns, [{ rows }]);
  return foldMany(rows.length, "deployment", 12, html`<div class="nowrap">${drawn}</div>`);
}

function figures({ stacks, roles, policies, deviations }: Review): Html {
  const resources = stacks.reduce((sum, stack) => sum + stack.resources.length, 0);
  const more = policies.filter(({ differences }) =>
    differences?.some(({ kind }) => directionOf(kind) === "weaker"),
  ).length;
  const open = deviations.filter(({ kind }) => kind === "open");
  const vendors = open.filter(({ whose }) => whose === "documented" || whose === "current").length;
  const own = open.filter(({ whose }) => whose === "derived").length;
  const others = open.length - vendors - own;
  const ways = (number: number, whose: string) =>
    figure(number, `${noun(number, "way")} left open by ${whose}`, "deviations");
  const entries = [
    figure(stacks.length, noun(stacks.length, "stack"), "inventory"),
    figure(resources, noun(resources, "resource"), "inventory"),
    figure(roles.length, noun(roles.length, "role"), "access"),
    figure(policies.length, noun(policies.length, "policy text"), "policies"),
    figure(
      more,
      more === 1 ? "allows more than documented" : "allow more than documented",
      "policies",
    ),
    ways(vendors, "the vendor’s texts"),
    ...(own > 0 ? [ways(own, "this project’s own texts")] : []),
    ...(others > 0 ? [ways(others, "texts of other projects")] : []),
  ];
  return html`<ul class="figures">
    ${entries}
  </ul>`;
}

function figure(number: number, words: string, target: string): Html {
  return html`<li>
    <a href="#${target}"><b>${number}</b> ${words}</a>
  </li> `;
}

/** A noun in the number of a figure. */
function noun(number: number, singular: string): string {
  return count(number, singular).replace(/^\d+ /, "");
}

function sectionsOf({ sections }: DeploymentSummary): string {
  return sections.map((name) => SECTION_NAMES[name]).join(", ");
}

function tagsOf({ tags }: DeploymentSummary): Html {
  return join(
    Object.entries(tags).map(([name, value]) => code(`${name}=${value}`)),
    " ",
  );
}
