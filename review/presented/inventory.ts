import type { StackKind } from "../../config/deployment";
import type { InputKind } from "../../terraform/model";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import type { InventoryRow, StackSummary } from "../review";
import { chip, code, foldMany, none, table, type Words } from "../../text/page";
import { ofStack, type Chapter } from "./data";

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
          ["What it is", whatWords, "prose"],
          ["Name", ({ name }) => (name === undefined ? none("–") : code(name)), "names"],
        ],
        resources,
      );
      return ofStack(id, `${what}${kindsOf(resources)}`, false, drawn);
    }),
};

/** What a resource is, and what it does. */
export function whatWords({ noun, does, internet }: InventoryRow): Words {
  const facing = internet ? [" ", chip("internet", "warning")] : [];
  return [noun, ...(does === undefined ? [] : [": ", does]), ...facing];
}

/** What a reviewer looks for first; the rest is one number, so that nothing goes uncounted. */
const SHOWN: ReadonlySet<string> = new Set([
  "role",
  "managed policy",
  "inline policy",
  "bucket",
  "encryption key",
  "identity provider",
  "network",
  "internet gateway",
  "security group",
  "Helm release",
]);

function kindsOf(resources: StackSummary["resources"]): string {
  const byNoun = groupBy(resources, ({ noun }) => noun);
  const shown = [...SHOWN].flatMap((noun) => {
    const number = byNoun.get(noun)?.length ?? 0;
    return number === 0 ? [] : [count(number, noun).replace(/ys$/, "ies")];
  });
  const others = resources.filter(({ noun }) => !SHOWN.has(noun)).length;
  const all = others === 0 ? shown : [...shown, `${others} of other kinds`];
  return all.length === 0 ? "" : `: ${all.join(", ")}`;
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
