import type { RuleResult } from "../finding";
import type { Resource } from "../../terraform/model";
import { yaml, type Rule } from "../rule";
import { changedOutside } from "../inputs/drift";
import { fail, orPass, pass } from "../results";

/** Attributes that decide who may do what; a change by hand is an incident until it is explained. */
const CRITICAL: readonly (readonly [RegExp, RegExp])[] = [
  [/^aws_iam_role$/, /^(assume_role_policy|permissions_boundary|name|path|unique_id)$/],
  [/^aws_(iam_(role_)?policy|s3_bucket_policy|s3_bucket|kms_key|kms_key_policy)$/, /^policy$/],
  [/^aws_iam_role_policy_attachment$/, /./],
  [/^aws_s3_bucket_public_access_block$/, /^(block|ignore|restrict)_/],
  [/^aws_iam_openid_connect_provider$/, /^client_id_list$/],
];

export const rule: Rule = {
  id: "plan-drift",
  title: "Nothing was changed outside of Terraform",
  why: "What somebody changes by hand nobody reviews: a trust or policy may be open to others since.",
  fix: "find out who changed it; apply undoes it, or the config takes it over",
  snippet: yaml(`# a boundary that somebody attached by hand, taken over
project:
  permissionsBoundary: arn:aws:iam::111122223333:policy/limits`),
  severity: "warning",
  severities: ["error", "warning"],
  documents: ["create-bucket-and-role, step 2", "create-cross-account-role, step 1"],
  *check({ model }) {
    for (const input of model.inputs) {
      if (input.kind !== "plan") continue;
      for (const resource of input.drift) yield* judge(resource, input.resources);
      if (input.drift.length === 0) {
        yield pass(input.file, "nothing was changed outside of Terraform");
      }
    }
  },
};

function* judge(resource: Resource, others: readonly Resource[]): Iterable<RuleResult> {
  const { change, type } = resource;
  if (!change) return;
  if (change.after === null) {
    const severity = isCritical(type) ? "error" : "warning";
    yield fail(resource, "was deleted outside of Terraform", { key: "deleted", severity });
    return;
  }
  const changed = changedOutside(resource, others).map((attribute) => {
    const message = `${attribute} was changed outside of Terraform`;
    const severity = isCritical(type, attribute) ? "error" : "warning";
    return fail(resource, message, { attribute, key: attribute, severity });
  });
  yield* orPass(changed, resource, "reads otherwise and means the same");
}

function isCritical(type: string, attribute?: string): boolean {
  return CRITICAL.some(
    ([types, attributes]) =>
      types.test(type) && (attribute === undefined || attributes.test(attribute)),
  );
}
