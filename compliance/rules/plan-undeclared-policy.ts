import type { RuleResult } from "../finding";
import type { PolicyOf, Resource, RoleView } from "../model";
import { valueAt } from "../readers/known";
import type { Rule, RuleContext } from "../rule";
import { pathOf } from "./shared/blocks";
import { fail, pass } from "./shared/results";

const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
];

export const rule: Rule = {
  id: "plan-undeclared-policy",
  title: "Roles have no policies that nobody declared",
  why: "Terraform neither shows nor removes an inline policy that somebody put on a role by hand.",
  fix: "remove it: aws iam delete-role-policy, or detach-role-policy; or declare it",
  snippet: {
    language: "hcl",
    text: `resource "aws_iam_role_policies_exclusive" "storage" {
  role_name    = aws_iam_role.storage_role.name
  policy_names = [aws_iam_role_policy.storage_policy.name]
}`,
  },
  severity: "error",
  standards: [],
  documents: ["create-bucket-and-role, step 3", "create-cross-account-role, step 2"],
  waivable: true,
  *check({ model }) {
    for (const role of model.roles()) {
      const { resource } = role;
      // What is not made yet has nothing on it.
      const { kind } = model.inputOf(resource);
      const told = kind === "plan" ? resource.change?.before !== null : kind === "state";
      if (!told) continue;
      const found = [...inline(role), ...attached(role, model)];
      yield* found;
      if (found.length === 0) yield pass(resource, "the role has declared policies only");
    }
  },
};

function* inline({ resource, identity }: RoleView): Iterable<RuleResult> {
  for (const policy of identity) {
    if (policy.resource !== resource || policy.declared === true) continue;
    const { attribute } = policy;
    const name = nameOf(policy);
    yield policy.declared === false
      ? fail(resource, `nobody declared the inline policy ${name}`, { attribute, key: name })
      : unsure(resource, attribute, name, `the inline policy ${name}`);
  }
}

/** Of a state: older Terraform may declare it in the role itself, which states do not tell. */
function unsure(resource: Resource, attribute: string, key: string, what: string): RuleResult {
  const message = `no resource of the state declares ${what}, and the role itself may or may not`;
  return { verdict: "UNKNOWN", resource, attribute, key, message };
}

function nameOf({ resource, attribute }: PolicyOf): string {
  const name = valueAt(resource, [...pathOf(attribute).slice(0, -1), "name"]);
  return name.known && typeof name.value === "string" ? name.value : attribute;
}

function* attached({ resource }: RoleView, model: RuleContext["model"]): Iterable<RuleResult> {
  const attribute = "managed_policy_arns";
  const listed = valueAt(resource, [attribute]);
  if (!listed.known || !Array.isArray(listed.value)) return;
  if (resource.references[attribute] !== undefined) return;
  const declared = new Set(model.resources.flatMap((part) => declaredArns(part, resource)));
  for (const arn of listed.value.filter((one): one is string => typeof one === "string")) {
    if (declared.has(arn)) continue;
    yield model.inputOf(resource).kind === "state"
      ? unsure(resource, attribute, arn, `the attachment of ${arn}`)
      : fail(resource, `nobody declared the attachment of ${arn}`, { attribute, key: arn });
  }
}

/** ARNs that a resource attaches to a role, also where a plan takes them off. */
function declaredArns(part: Resource, { values: role }: Resource): string[] {
  if (!ATTACHMENTS.includes(part.type)) return [];
  return [part.values, part.change?.before ?? {}].flatMap((values) => {
    const roles = [values["role"], values["role_name"], values["roles"]].flat();
    const arns = [values["policy_arn"], values["policy_arns"]].flat();
    return roles.includes(role["name"]) ? arns.filter((arn) => typeof arn === "string") : [];
  });
}
