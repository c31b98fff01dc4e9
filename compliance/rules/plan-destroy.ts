import type { Severity } from "../finding";
import type { Change } from "../../terraform/model";
import { yaml, type Rule } from "../rule";
import { attributeOf } from "../blocks";
import { fail, pass } from "../results";

/** What is lost with each: data, the means to read it, or what Zilliz Cloud has registered. */
const LOSSES: readonly (readonly [RegExp, Severity])[] = [
  [/^aws_s3_bucket$|^aws_kms_(key|alias)$/, "error"],
  [/^aws_iam_(role|openid_connect_provider)$/, "error"],
  [/^aws_iam_(role_)?polic(y|ies)/, "warning"],
  [/^aws_(s3_bucket_\w+|kms_key_policy)$/, "warning"],
  [/^aws_(vpc|subnet|security_group|nat_gateway|vpc_endpoint)$/, "warning"],
  [/^helm_release$|^kubernetes_(namespace|service_account)(_v1)?$/, "warning"],
];

export const rule: Rule = {
  id: "plan-destroy",
  title: "Plans destroy nothing that is needed",
  why: "A bucket takes its data with it, a key what it has encrypted; a new role is not the one that Zilliz Cloud trusts.",
  fix: "find out what in the config has changed, or waive the resource when it is meant to go",
  snippet: yaml("project:\n  bucket:\n    preventDestroy: true # the default"),
  severity: "error",
  severities: ["error", "warning"],
  documents: ["create-bucket-and-role, step 2", "create-cross-account-role, step 1"],
  *check({ model }) {
    for (const resource of model.resources) {
      const { change, type } = resource;
      const severity = LOSSES.find(([pattern]) => pattern.test(type))?.[1];
      if (!change || severity === undefined) continue;
      const deed = deedOf(change);
      if (!deed) {
        yield pass(resource, "the plan keeps it");
        continue;
      }
      // What is forgotten is still there; nobody looks after it any more.
      const own = deed === "forget" ? "warning" : severity;
      const message = `the plan ${WORDS[deed]}${because(change)}`;
      yield fail(resource, message, { key: deed, severity: own });
    }
  },
};

const WORDS = {
  replace: "destroys it and makes another",
  delete: "destroys it",
  forget: "removes it from the state and leaves it as it is",
} as const;

function deedOf({ actions }: Change): keyof typeof WORDS | undefined {
  if (actions.includes("forget")) return "forget";
  if (!actions.includes("delete")) return undefined;
  return actions.includes("create") ? "replace" : "delete";
}

function because({ replacePaths, reason }: Change): string {
  const paths = replacePaths.map(attributeOf);
  if (paths.length > 0) return `, because ${paths.join(" and ")} cannot be changed`;
  if (reason === "replace_because_tainted") return ", because it is tainted";
  if (reason === "delete_because_no_resource_config") {
    return ", because the configuration has it no more";
  }
  return "";
}
