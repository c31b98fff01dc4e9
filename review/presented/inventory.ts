import type { StackKind } from "../../config/deployment";
import type { InputKind } from "../../terraform/model";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import type { StackSummary } from "../review";
import { code, foldMany, none, ofStack, table, type Chapter } from "./data";

/** Sections as headings say them. */
export const SECTION_NAMES: Readonly<Record<StackKind, string>> = {
  bootstrap: "Bootstrap",
  project: "Project",
  integration: "Integration",
  milvus: "Self-managed Milvus",
  "milvus-release": "Self-managed Milvus: release",
};

/** Every resource of every stack. */
export const INVENTORY: Chapter = {
  id: "inventory",
  title: "Inventory",
  byStack: true,
  intro: () =>
    "Everything that Terraform makes. Each stack has a state of its own and can be planned alone.",
  blocks: ({ stacks }) =>
    stacks.map(({ id, section, document, resources }) => {
      const what = `${SECTION_NAMES[section]}, ${count(resources.length, "resource")}`;
      const drawn = table(
        ["Resources of ", code(id), ", which follows the document ", code(document)],
        [
          ["Terraform address", ({ address }) => code(address), "names"],
          ["Name", ({ name }) => (name === undefined ? none("given by AWS") : code(name)), "names"],
        ],
        resources,
      );
      return ofStack(id, `${what}${typesOf(resources)}`, false, drawn);
    }),
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

const INPUT_KINDS: Readonly<Record<InputKind, string>> = {
  synth: "Terraform configuration, as synthesized",
  plan: "Terraform plan",
  state: "Terraform state",
};

/** The files that everything was read from. */
export const INPUTS: Chapter = {
  id: "inputs",
  title: "Inputs",
  intro: ({ version }) =>
    `Written by byoc ${version}. The same inputs and the same version make the same review, byte for byte.`,
  blocks: ({ report: { inputs } }) => {
    const drawn = table(
      `${count(inputs.length, "file")} read`,
      [
        ["File", ({ file }) => code(file), "names"],
        ["What it is", ({ kind }) => INPUT_KINDS[kind]],
      ],
      inputs,
    );
    return foldMany("file", 12, drawn);
  },
};
