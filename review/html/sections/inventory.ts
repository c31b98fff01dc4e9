import { count } from "../../../text/count";
import type { Review } from "../../review";
import { html, type Html } from "../html";
import { SECTION_NAMES } from "../names";
import { code, section, stackFold, table } from "../parts";

/** Every resource of every stack. */
export function inventory({ stacks }: Review): Html {
  const folds = stacks.map(({ id, section: name, document, resources }, index) =>
    stackFold(
      "inventory",
      id,
      `${SECTION_NAMES[name]}, ${count(resources.length, "resource")}`,
      false,
      table(
        `inventory-${index}`,
        html`Resources of <code>${id}</code>, which follows the document <code>${document}</code>`,
        [
          { title: "Terraform address", class: "names" },
          { title: "Type", class: "names" },
          { title: "Name", class: "names" },
        ],
        [
          {
            rows: resources.map(({ address, type, name }) => [
              code(address),
              code(type),
              name === undefined ? "given by AWS" : code(name),
            ]),
          },
        ],
      ),
    ),
  );
  return section(
    "inventory",
    "Inventory",
    "Everything that Terraform makes. Each stack has a state of its own and can be planned alone.",
    folds,
  );
}
