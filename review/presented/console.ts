import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { MASKED } from "../../text/mask";
import { code, none, ofStack, paragraph, table, type Chapter, type Words } from "./data";

/** With more stacks than this they begin folded. */
const MANY = 8;

/** Values that somebody has to enter elsewhere, as a rule in the console of Zilliz Cloud. */
export const CONSOLE: Chapter = {
  id: "console",
  title: "Values to paste",
  byStack: true,
  intro: () =>
    "These values go into the Zilliz Cloud console, each into the field named beside it. Those that only AWS knows are outputs of Terraform after the deploy.",
  blocks: ({ console: values }) => {
    const stacks = [...groupBy(values, ({ stack }) => stack)];
    if (stacks.length === 0) return [paragraph("Nothing has to be entered.")];
    return stacks.map(([stack, own]) =>
      ofStack(stack, count(own.length, "value"), stacks.length <= MANY, [
        table(
          ["Values of ", code(stack), ", with the page and field that takes each"],
          [
            ["Field", "prose"],
            ["Value", "names"],
            ["Output", "names"],
          ],
          own.map(({ field, value, output }) => [field, shown(value), code(output)]),
        ),
      ]),
    );
  },
};

function shown(value: string | undefined): Words {
  if (value === undefined) return none("known after the deploy");
  // There is nothing to copy in it.
  return value.includes(MASKED) ? none("not shown in a review") : { as: "copy", text: value };
}
