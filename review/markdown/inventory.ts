import { groupBy } from "../../text/group";
import { count } from "../../text/count";
import type { Review, StackSummary } from "../review";
import { perDeployment } from "./scope";
import { code, details, prose, parts, span, table } from "./text";

/** Every stack and what is in it. */
export function inventory(review: Review): string {
  return perDeployment(review, (_, stacks) =>
    parts(
      table(
        ["stack", "follows", "resources", "of them"],
        stacks.map(({ id, document, resources }) => [
          span(id),
          prose(document),
          String(resources.length),
          typesOf(resources),
        ]),
      ),
      ...stacks.map(resourcesOf),
    ),
  );
}

/** What a reviewer looks for first; the rest is in the list. */
const SHOWN: Readonly<Record<string, string>> = {
  aws_iam_role: "role",
  aws_iam_policy: "managed policy",
  aws_iam_role_policy: "inline policy",
  aws_s3_bucket: "bucket",
  aws_kms_key: "key",
  aws_iam_openid_connect_provider: "identity provider",
  aws_vpc: "network",
  helm_release: "Helm release",
};

function typesOf(resources: StackSummary["resources"]): string {
  const byType = groupBy(resources, ({ type }) => type);
  return Object.entries(SHOWN)
    .flatMap(([type, noun]) => {
      const number = byType.get(type)?.length ?? 0;
      return number === 0 ? [] : [count(number, noun).replace(/ys$/, "ies")];
    })
    .join(", ");
}

function resourcesOf({ id, resources }: StackSummary): string {
  const rows = resources.map(({ address, name }) => [
    span(address),
    name === undefined ? "" : span(name),
  ]);
  return details(
    `${code(id)}: ${count(rows.length, "resource")}`,
    table(["address", "name"], rows),
  );
}
