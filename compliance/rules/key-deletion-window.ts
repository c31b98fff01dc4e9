import { numberAt } from "../../terraform/known";
import type { Rule } from "../rule";
import { fail, pass, undecided } from "../results";

/** Days; KMS takes 7 to 30, and 30 where nothing is written. */
const LEAST = 7;
const LONGEST = 30;

export const rule: Rule = {
  id: "key-deletion-window",
  title: "Deleted KMS keys can be saved for thirty days",
  why: "When the wait is over, everything that the key has encrypted is lost.",
  fix: "set deletion_window_in_days to 30, or leave it out",
  snippet: {
    language: "hcl",
    text: 'resource "aws_kms_key" "data" {\n  deletion_window_in_days = 30\n}',
  },
  severity: "warning",
  severities: ["warning", "info"],
  standards: ["FSBP KMS.3"],
  documents: ["integrate-with-aws-s3, step 3"],
  *check({ model }) {
    for (const { resource } of model.keys()) {
      const attribute = "deletion_window_in_days";
      const window = numberAt(resource, [attribute], LONGEST);
      if (!window.known) {
        // Nobody writes it: KMS takes the longest.
        const said = resource.references[attribute] ?? resource.values[attribute] ?? undefined;
        if (said !== undefined) yield undecided(resource, window);
        else yield pass(resource, "KMS waits 30 days", { attribute });
        continue;
      }
      const days = window.value;
      if (days >= LONGEST) yield pass(resource, `KMS waits ${days} days`, { attribute });
      else {
        const mild = days >= LEAST && ({ severity: "info" } as const);
        yield fail(resource, `KMS waits ${days} days only`, { attribute, ...mild });
      }
    }
  },
};
