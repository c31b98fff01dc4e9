import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/**
 * Tells Terraform that a resource of a state has another address now; one for a stack. CDKTF's own
 * `moveFromId` runs `terraform version` at synth, where no Terraform is needed.
 */
export class Moved extends TerraformElement {
  constructor(
    scope: Construct,
    private readonly from: string,
    private readonly to: string,
  ) {
    super(scope, "moved");
  }

  override toTerraform(): object {
    return { moved: [{ from: this.from, to: this.to }] };
  }
}
