import type { TerraformResource } from "cdktf";
import type { Policy } from "../policies/document";

/**
 * Writes where a policy's text comes from beside the resource that carries it, in Terraform's
 * comment key. Reports read it there; Terraform ignores it.
 */
export function noteProvenance(resource: TerraformResource, policy: Policy): void {
  resource.addOverride("//.provenance", `${policy.provenance}: ${policy.source}`);
}
