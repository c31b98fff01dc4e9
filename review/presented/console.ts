import { MASKED } from "../../text/mask";
import type { ConsoleValue } from "../review";
import { code, none, paragraph, table, type Words } from "../../text/page";
import { stackByStack, type Chapter } from "./data";

/** Values that somebody has to enter elsewhere, as a rule in the console of Zilliz Cloud. */
export const CONSOLE: Chapter = {
  id: "console",
  title: "Values to paste",
  byStack: true,
  intro: () =>
    "These values go into the Zilliz Cloud console, each into the field named beside it. Those that only AWS knows are outputs of Terraform after the deploy.",
  blocks: ({ console: values }) =>
    values.length === 0
      ? paragraph("Nothing has to be entered.")
      : stackByStack(values, "value", (stack, own) =>
          table(
            ["Values of ", code(stack), ", with the page and field that takes each"],
            [
              ["Field", ({ field }) => field, "prose"],
              ["Value", shown, "names"],
              ["Output", ({ output }) => code(output), "names"],
            ],
            own,
          ),
        ),
};

function shown({ value }: ConsoleValue): Words {
  if (value === undefined) return none("known after the deploy");
  // There is nothing to copy in it.
  return value.includes(MASKED) ? none("not shown in a review") : { as: "copy", text: value };
}
