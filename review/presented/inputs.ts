import type { InputKind } from "../../terraform/model";
import { count } from "../../text/count";
import { code, foldMany, table, type Chapter } from "./data";

const KINDS: Readonly<Record<InputKind, string>> = {
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
  blocks: ({ report: { inputs } }) => [
    foldMany(
      inputs.length,
      "file",
      12,
      table(
        `${count(inputs.length, "file")} read`,
        [["File", "names"], ["What it is"]],
        inputs.map(({ file, kind }) => [code(file), KINDS[kind]]),
      ),
    ),
  ],
};
