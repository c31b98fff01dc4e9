import { groupBy } from "../../text/group";
import type { Review } from "../review";
import { perDeployment } from "./scope";
import { parts, prose, span, table } from "./text";

/** What to enter where, after the deploy. */
export function consoleSection(review: Review): string {
  const byStack = groupBy(review.console, ({ stack }) => stack);
  return perDeployment(review, (_, stacks) =>
    parts(
      ...stacks.map(({ id }) => {
        const values = byStack.get(id) ?? [];
        const rows = values.map(({ field, output, value }) => [
          prose(field),
          // In backticks where it can be: it is copied, and HTML needs characters that nobody sees.
          value === undefined ? `known after the deploy: output ${span(output)}` : span(value),
        ]);
        return rows.length === 0 ? "" : parts(`### ${span(id)}`, table(["where", "value"], rows));
      }),
    ),
  );
}
