import type { Statement } from "../../iam/statement";
import { problemsIn } from "../policies/statements";
import { accountsOf, reachesOf } from "../policies/reach";
import { each, fail, judged, keys, pass, undecided } from "../results";
import { hcl, type Rule } from "../rule";
import { numberAt, valueAt } from "../../terraform/known";

/** Days; KMS takes 7 to 30, and 30 where nothing is written. */
const LEAST = 7;
const LONGEST = 30;

export const keyDeletionWindow: Rule = {
  id: "key-deletion-window",
  title: "Deleted KMS keys can be saved for thirty days",
  why: "When the wait is over, everything that the key has encrypted is lost.",
  fix: "set deletion_window_in_days to 30, or leave it out",
  snippet: hcl('resource "aws_kms_key" "data" {\n  deletion_window_in_days = 30\n}'),
  severity: "warning",
  severities: ["warning", "info"],
  standards: ["FSBP KMS.3"],
  documents: ["integrate-with-aws-s3, step 3"],
  *check({ model }) {
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
  },
};

const SYMMETRIC: readonly unknown[] = [undefined, null, "", "SYMMETRIC_DEFAULT"];

export const keyRotation: Rule = {
  id: "key-rotation",
  title: "KMS keys rotate",
  why: "A key that never changes encrypts more and more data, all of it lost to whoever gets it.",
  fix: "set enable_key_rotation on the key",
  snippet: hcl('resource "aws_kms_key" "data" {\n  enable_key_rotation = true\n}'),
  severity: "warning",
  standards: ["CIS AWS 3.0 3.6", "CIS AWS 5.0 3.6", "Security Hub KMS.4", "CKV_AWS_7", "AWS-0065"],
  documents: ["integrate-with-aws-s3, step 3"],
  check: each(keys, ({ resource }) => {
    const attribute = "enable_key_rotation";
    const spec = valueAt(resource, ["customer_master_key_spec"]);
    // KMS rotates symmetric keys only; the spec is computed where nobody writes it.
    if (spec.known && !SYMMETRIC.includes(spec.value)) return [];
    const judge = (rotates: unknown) =>
      rotates === true
        ? pass(resource, "the key rotates", { attribute })
        : fail(resource, "the key never rotates", { attribute });
    return [judged(resource, valueAt(resource, [attribute]), judge)];
  }),
};

export const keyPolicy: Rule = {
  id: "key-policy",
  title: "Key policies do not let everybody in",
  why: "Principal * without a condition gives the key, and all that it encrypts, to every account.",
  fix: "name the account's root, and leave the rest to IAM policies",
  snippet: hcl(`{
  Sid       = "EnableIamPolicies"
  Effect    = "Allow"
  Principal = { AWS = "arn:aws:iam::111122223333:root" }
  Action    = "kms:*"
  Resource  = "*"
}`),
  severity: "error",
  standards: ["FSBP KMS.5", "CKV_AWS_33"],
  documents: ["integrate-with-aws-s3, step 3"],
  check: each(keys, ({ resource: key, policy }, context) => {
    if (!policy) return [pass(key, "the key has KMS's own policy, which trusts the account")];
    const own = accountsOf(context, key);
    const openTo = (statement: Statement) => {
      const open = reachesOf(statement, own).some(({ reach }) => reach === "everybody");
      return statement.effect === "Allow" && open ? [{ text: "lets everybody use the key" }] : [];
    };
    return problemsIn(policy, openTo, "no statement is for everybody");
  }),
};
