import { groupBy } from "../../../text/group";
import { count } from "../../../text/count";
import type { ConsoleValue, Review } from "../../review";
import { html, type Html, type Part } from "../html";
import { MASKED } from "../../../text/mask";
import { code, section, stackFold, table } from "../parts";

/** With more stacks than this they begin folded. */
const MANY = 8;

/** Values that somebody has to enter elsewhere, as a rule in the console of Zilliz Cloud. */
export function valuesToPaste({ console: values }: Review): Html {
  const groups = [...groupBy(values, ({ stack }) => stack)];
  return section(
    "console",
    "Values to paste",
    "These values go into the Zilliz Cloud console, each into the field named beside it. Those that only AWS knows are outputs of Terraform after the deploy.",
    groups.length === 0
      ? html`<p>Nothing has to be entered.</p>`
      : groups.map(([stack, own], index) =>
          stackFold(
            "console",
            stack,
            count(own.length, "value"),
            groups.length <= MANY,
            tableOf(`console-${index}`, stack, own),
          ),
        ),
  );
}

function tableOf(id: string, stack: string, own: readonly ConsoleValue[]): Html {
  return table(
    id,
    html`Values of <code>${stack}</code>, with the page and field that takes each`,
    [
      { title: "Field", class: "prose" },
      { title: "Value", class: "names" },
      { title: "Output", class: "names" },
    ],
    [{ rows: own.map(row) }],
  );
}

function row({ field, value, output }: ConsoleValue): Part[] {
  return [field, shown(value), code(output)];
}

function shown(value: string | undefined): Html {
  if (value === undefined) return html`<span class="none">known after the deploy</span>`;
  // There is nothing to copy in it.
  if (value.includes(MASKED)) return html`<span class="none">not shown in a review</span>`;
  return html`<code data-copy>${value}</code>`;
}
