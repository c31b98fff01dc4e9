import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import type { ResourceChange, Resource } from "../../terraform/model";
import type { Model } from "../../terraform/model-view";
import { attributeOf } from "../blocks";
import type { Severity } from "../finding";
import { fail, pass } from "../results";
import { ruleOf } from "../rule";

/** What is lost with each: data, the means to read it, or what Zilliz Cloud has registered. */
const LOSSES: readonly (readonly [RegExp, Severity])[] = [
  [/^aws_s3_bucket$|^aws_kms_(key|alias)$/, "error"],
  [/^aws_iam_(role|openid_connect_provider)$/, "error"],
  [/^aws_iam_(role_)?polic(y|ies)/, "warning"],
  [/^aws_(s3_bucket_\w+|kms_key_policy)$/, "warning"],
  [/^aws_(vpc|subnet|security_group|nat_gateway|vpc_endpoint)$/, "warning"],
  [/^helm_release$|^kubernetes_(namespace|service_account)(_v1)?$/, "warning"],
];

export const planDestroy = ruleOf("plan-destroy", function* ({ model }) {
  for (const resource of model.resources) {
    const { change, type } = resource;
    const severity = LOSSES.find(([pattern]) => pattern.test(type))?.[1];
    if (!change || severity === undefined) continue;
    const key = deedOf(change);
    // What is forgotten is still there; nobody looks after it any more.
    const details = { key, severity: key === "forget" ? "warning" : severity } as const;
    yield key
      ? fail(resource, `the plan ${WORDS[key]}${because(change)}`, details)
      : pass(resource, "the plan keeps it");
  }
});

const WORDS = {
  replace: "destroys it and makes another",
  delete: "destroys it",
  forget: "removes it from the state and leaves it as it is",
} as const;

function deedOf({ actions }: ResourceChange): keyof typeof WORDS | undefined {
  if (actions.includes("forget")) return "forget";
  if (!actions.includes("delete")) return undefined;
  return actions.includes("create") ? "replace" : "delete";
}

function because({ replacePaths, reason }: ResourceChange): string {
  const paths = replacePaths.map(attributeOf);
  if (paths.length > 0) return `, because ${paths.join(" and ")} cannot be changed`;
  if (reason === "replace_because_tainted") return ", because it is tainted";
  if (reason === "delete_because_no_resource_config") {
    return ", because the configuration has it no more";
  }
  return "";
}

/** Data, what it is encrypted with, and volumes of Milvus' metadata. */
const HOLDING = new Set(["aws_s3_bucket", "aws_kms_key", "kubernetes_namespace_v1"]);

export const lifecycleGuards = ruleOf("lifecycle-guards", function* ({ model }) {
  for (const resource of model.resources) {
    if (!HOLDING.has(resource.type) || !isWritten(resource, model)) continue;
    if (resource.preventDestroy) yield pass(resource, "Terraform refuses to destroy it");
    // The config may say so: what is made for a test shall go.
    else yield fail(resource, "Terraform destroys it with its stack", { severity: "info" });
  }
  for (const { resource, trust } of model.roles()) {
    const { document, attribute } = trust;
    const isReplaced = document.known && JSON.stringify(document.value).includes(OIDC_PLACEHOLDER);
    if (!isWritten(resource, model) || !isReplaced) continue;
    if (resource.ignoredChanges?.some((one) => one === attribute || one === "all")) {
      yield pass(
        resource,
        "Terraform leaves alone what stands in the trust in the placeholder's place",
      );
    } else {
      const message =
        "the next apply takes the issuer out that has been put in the placeholder's place";
      yield fail(resource, message, { attribute });
    }
  }
});

/** Plans and states do not hold what Terraform is told of a resource's life. */
function isWritten(resource: Resource, model: Model): boolean {
  return model.inputOf(resource).kind === "synth";
}
