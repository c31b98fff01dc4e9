import type { Review } from "../review";
import { prose, parts, span, spans, table } from "./text";

/** What went in. */
export function inputs({ deployments, version }: Review): string {
  return parts(
    table(
      [
        "deployment",
        "config",
        "account",
        "region",
        "texts",
        "state",
        "sections",
        "Zilliz Cloud",
        "tags",
      ],
      deployments.map((deployment) => [
        span(deployment.name),
        span(deployment.config),
        span(deployment.accountId),
        `${span(deployment.region)}${deployment.partition === "aws" ? "" : ` (${prose(deployment.partition)})`}`,
        prose(deployment.edition),
        prose(deployment.backend),
        prose(deployment.sections.join(", ")),
        deployment.zillizAccountId === undefined ? "" : span(deployment.zillizAccountId),
        spans(Object.entries(deployment.tags).map(([key, value]) => `${key}=${value}`)),
      ]),
    ),
    `Made by byoc ${prose(version)}. The same config makes the same files.`,
  );
}
