import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { stackId, type Deployment, type Section } from "../config/deployment";
import { Backend } from "../modules/backend";
import { terraformJson } from "./terraform-json";

/** What every stack shares: provider, backend, version constraints, tags. */
export class ByocStack extends TerraformStack {
  constructor(
    scope: Construct,
    readonly deployment: Deployment,
    readonly section: Section,
    /** The vendor's document that the stack follows. */
    readonly document: string,
  ) {
    super(scope, stackId(deployment, section));
    new AwsProvider(this, "aws", {
      region: deployment.region,
      allowedAccountIds: [deployment.accountId],
      defaultTags: [{ tags: { ...deployment.tags } }],
    });
    new Backend(this, this.node.id, deployment);
    this.addOverride("terraform", this.overrides.terraform);
  }

  private get overrides() {
    return {
      terraform: {
        // Lock files in S3 came with 1.10; OpenTofu counts its versions alike.
        required_version: ">= 1.10.0",
        // The bindings pin 5.100.0 exactly; what is emitted is the same for every 5.100 to 6.x.
        required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
      },
    };
  }

  /**
   * Nothing to prepare: CDKTF resolves every element here to find references between stacks, and
   * ours have none.
   */
  override prepareStack(): void {}

  override toTerraform(): Record<string, unknown> {
    return terraformJson(this, this.overrides, this.node.getContext("cdktfVersion") as string);
  }
}
