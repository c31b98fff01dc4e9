import type { Statement } from "../../iam/statement";
import { problemsIn } from "../policies/statements";
import { accountsOf, reachesOf } from "../policies/reach";
import { fail, judged, keys, pass, undecided, ruleForEach } from "../results";
import { ruleOf } from "../rule";
import { numberAt, valueAt } from "../../terraform/known";

/** Days; KMS takes 7 to 30, and 30 where nothing is written. */
const LEAST = 7;
const LONGEST = 30;

export const keyDeletionWindow = ruleOf("key-deletion-window", function* ({ model }) {
  const attribute = "deletion_window_in_days";
  for (const { resource } of model.keys()) {
    const window = numberAt(resource, [attribute], LONGEST);
    // Nobody writes it: KMS takes the longest.
    const said = resource.references[attribute] ?? resource.values[attribute] ?? undefined;
    const days = window.known ? window.value : LONGEST;
    if (!window.known && said !== undefined) yield undecided(resource, window);
    else if (days >= LONGEST) yield pass(resource, `KMS waits ${days} days`, { attribute });
    else {
      const mild = days >= LEAST && ({ severity: "info" } as const);
      yield fail(resource, `KMS waits ${days} days only`, { attribute, ...mild });
    }
  }
});

const SYMMETRIC: readonly unknown[] = [undefined, null, "", "SYMMETRIC_DEFAULT"];

export const keyRotation = ruleForEach("key-rotation", keys, ({ resource }) => {
  const attribute = "enable_key_rotation";
  const spec = valueAt(resource, ["customer_master_key_spec"]);
  // KMS rotates symmetric keys only; the spec is computed where nobody writes it.
  if (spec.known && !SYMMETRIC.includes(spec.value)) return [];
  const judge = (rotates: unknown) =>
    rotates === true
      ? pass(resource, "the key rotates", { attribute })
      : fail(resource, "the key never rotates", { attribute });
  return [judged(resource, valueAt(resource, [attribute]), judge)];
});

export const keyPolicy = ruleForEach("key-policy", keys, ({ resource: key, policy }, context) => {
  if (!policy) return [pass(key, "the key has KMS's own policy, which trusts the account")];
  const own = accountsOf(context, key);
  const openTo = (statement: Statement) => {
    const open = reachesOf(statement, own).some(({ reach }) => reach === "everybody");
    return statement.effect === "Allow" && open ? [{ text: "lets everybody use the key" }] : [];
  };
  return problemsIn(policy, openTo, "no statement is for everybody");
});
