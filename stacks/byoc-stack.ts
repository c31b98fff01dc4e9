import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { stackId, type Deployment, type StackKind } from "../config/deployment";
import { awsProvider } from "../modules/aws-provider";
import { Backend } from "../modules/backend";
import { terraformJson } from "./terraform-json";

/**
 * Versions of the providers. The bindings pin one exactly; what is emitted is the same for all of
 * these: kubernetes_namespace_v1 and the like outlive the names without a version, and the helm
 * provider 3.x takes the objects that 2.x reads as blocks.
 */
const PROVIDERS = {
  aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" },
  helm: { source: "hashicorp/helm", version: ">= 2.17.0, < 4.0.0" },
  kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.38.0, < 4.0.0" },
} as const;
type ProviderName = keyof typeof PROVIDERS;

/** A file, or a folder, that belongs beside a stack's own. */
export interface StackAsset {
  /** On the disk. */
  readonly from: string;
  /** Below the stack's folder. */
  readonly to: string;
}

/** What every stack shares: providers, backend, version constraints, tags. */
export class ByocStack extends TerraformStack {
  constructor(
    scope: Construct,
    readonly deployment: Deployment,
    readonly section: StackKind,
    /** The vendor's document that the stack follows. */
    readonly document: string,
    private readonly providers: readonly ProviderName[] = ["aws"],
  ) {
    super(scope, stackId(deployment, section));
    if (providers.includes("aws")) awsProvider(this, deployment);
    new Backend(this, this.node.id, deployment);
    this.addOverride("terraform", this.overrides.terraform);
  }

  /** Files that the stack's own one needs beside it. */
  get assets(): readonly StackAsset[] {
    return [];
  }

  private get overrides() {
    return {
      terraform: {
        // Lock files in S3 came with 1.10; OpenTofu counts its versions alike.
        required_version: ">= 1.10.0",
        required_providers: Object.fromEntries(
          this.providers.map((name) => [name, PROVIDERS[name]]),
        ),
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
