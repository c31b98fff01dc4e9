import { count } from "../../../text/count";
import type { InputKind } from "../../../terraform/model";
import type { Review } from "../../review";
import { shortPath } from "../grouping";
import type { Html } from "../html";
import { code, foldMany, section, table } from "../parts";

const KINDS: Readonly<Record<InputKind, string>> = {
  synth: "Terraform configuration, as synthesized",
  plan: "Terraform plan",
  state: "Terraform state",
};

/** The files that everything above was read from. */
export function inputs({ report, version }: Review): Html {
  const drawn = table(
    "inputs-caption",
    `${count(report.inputs.length, "file")} read`,
    [{ title: "File", class: "names" }, { title: "What it is" }],
    [
      {
        rows: report.inputs.map(({ file, kind }) => [code(shortPath(file)), KINDS[kind]]),
      },
    ],
  );
  return section(
    "inputs",
    "Inputs",
    `Written by byoc ${version}. The same inputs and the same version make the same page, byte for byte.`,
    foldMany(report.inputs.length, "file", 12, drawn),
  );
}
