import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import type { Resource } from "../../terraform/model";
import type { Model } from "../../terraform/model-view";
import type { Rule } from "../rule";
import { fail, pass } from "../results";

/** Data, what it is encrypted with, and volumes of Milvus' metadata. */
const HOLDING = new Set(["aws_s3_bucket", "aws_kms_key", "kubernetes_namespace_v1"]);

export const rule: Rule = {
  id: "lifecycle-guards",
  title: "Terraform keeps what holds data, and what Zilliz Cloud writes into trusts",
  why: "A bucket takes its data with it, a key what it has encrypted, a namespace its volumes; a trust that is written again cuts the data plane off.",
  fix: "set prevent_destroy on buckets and keys; ignore changes of assume_role_policy where a trust holds the placeholder",
  snippet: {
    language: "hcl",
    text: 'resource "aws_s3_bucket" "data" {\n  lifecycle { prevent_destroy = true }\n}',
  },
  severity: "error",
  severities: ["error", "info"],
  documents: ["create-bucket-and-role, step 2"],
  *check({ model }) {
    for (const resource of model.resources) {
      if (!HOLDING.has(resource.type) || !isWritten(resource, model)) continue;
      if (resource.preventDestroy) yield pass(resource, "Terraform refuses to destroy it");
      // The config may say so: what is made for a test shall go.
      else yield fail(resource, "Terraform destroys it with its stack", { severity: "info" });
    }
    for (const { resource, trust } of model.roles()) {
      const { document, attribute } = trust;
      const isReplaced =
        document.known && JSON.stringify(document.value).includes(OIDC_PLACEHOLDER);
      if (!isWritten(resource, model) || !isReplaced) continue;
      if (resource.ignoredChanges?.some((one) => one === attribute || one === "all")) {
        yield pass(resource, "Terraform leaves alone what Zilliz Cloud writes into the trust");
      } else {
        const message = "the next apply takes the issuer out that Zilliz Cloud has put in";
        yield fail(resource, message, { attribute });
      }
    }
  },
};

/** Plans and states do not hold what Terraform is told of a resource's life. */
function isWritten(resource: Resource, model: Model): boolean {
  return model.inputOf(resource).kind === "synth";
}
