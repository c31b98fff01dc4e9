import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import type { StackSummary } from "../review";
import { code, none, ofStack, table, type Chapter } from "./data";
import { SECTION_NAMES } from "./names";

/** Every resource of every stack. */
export const INVENTORY: Chapter = {
  id: "inventory",
  title: "Inventory",
  byStack: true,
  intro: () =>
    "Everything that Terraform makes. Each stack has a state of its own and can be planned alone.",
  blocks: ({ stacks }) =>
    stacks.map(({ id, section, document, resources }) =>
      ofStack(
        id,
        `${SECTION_NAMES[section]}, ${count(resources.length, "resource")}${typesOf(resources)}`,
        false,
        [
          table(
            ["Resources of ", code(id), ", which follows the document ", code(document)],
            [
              ["Terraform address", "names"],
              ["Name", "names"],
            ],
            resources.map(({ address, name }) => [
              code(address),
              name === undefined ? none("given by AWS") : code(name),
            ]),
          ),
        ],
      ),
    ),
};

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
  const shown = Object.entries(SHOWN).flatMap(([type, noun]) => {
    const number = byType.get(type)?.length ?? 0;
    return number === 0 ? [] : [count(number, noun).replace(/ys$/, "ies")];
  });
  return shown.length === 0 ? "" : `: ${shown.join(", ")}`;
}
