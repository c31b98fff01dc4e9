import { TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import type { Deployment } from "../config/deployment";
import type { BackendConfig } from "../config/schema";
import { STACK_PLACEHOLDER } from "../config/schema/backend";

/** Keys that every stack needs, where the config leaves them out. */
const STANDARD: { readonly [Type in BackendConfig["type"]]?: Readonly<Record<string, unknown>> } = {
  // Relative to the stack's folder, so that the output names no path of this machine.
  local: { path: "../../../state/{stack}.tfstate" },
  s3: { key: "zilliz-byoc/{stack}.tfstate", encrypt: true, use_lockfile: true },
  cloud: { workspaces: { name: STACK_PLACEHOLDER } },
  remote: { workspaces: { name: STACK_PLACEHOLDER } },
  gcs: { prefix: "zilliz-byoc/{stack}" },
  azurerm: { key: "zilliz-byoc/{stack}.tfstate" },
  pg: { schema_name: "byoc_{stack}" },
  consul: { path: "zilliz-byoc/{stack}" },
  cos: { prefix: "zilliz-byoc/{stack}" },
  oss: { prefix: "zilliz-byoc/{stack}" },
  kubernetes: { secret_suffix: STACK_PLACEHOLDER },
};

/**
 * Where a stack's state lies, with Terraform's own keys.
 *
 * One class for every type: CDKTF's own know neither `use_lockfile` nor the kubernetes backend.
 */
export class Backend extends TerraformBackend {
  private readonly attributes: Record<string, unknown>;

  constructor(
    scope: Construct,
    private readonly stack: string,
    deployment: Deployment,
  ) {
    const { type, ...own } = deployment.backend;
    super(scope, "backend", type);
    const region = type === "s3" ? { region: deployment.region } : {};
    this.attributes = fill({ ...region, ...STANDARD[type], ...own }, this.stack) as Record<
      string,
      unknown
    >;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }

  // `cloud` is a block of its own in Terraform, not a type of `backend`.
  override toTerraform(): unknown {
    return this.name === "cloud" ? { terraform: { cloud: this.attributes } } : super.toTerraform();
  }

  // The CDKTF command line reads here whether runs happen in HCP Terraform or Terraform Enterprise.
  override toMetadata(): Record<string, unknown> {
    const metadata = super.toMetadata() as Record<string, unknown>;
    if (this.name !== "cloud" && this.name !== "remote") return metadata;
    const host = this.attributes["hostname"] ?? "app.terraform.io";
    return { ...metadata, cloud: host === "app.terraform.io" ? "tfc" : "tfe" };
  }

  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error(`${this.stack}: stacks never read each other's state`);
  }
}

function fill(value: unknown, stack: string): unknown {
  if (typeof value === "string") return value.replaceAll(STACK_PLACEHOLDER, stack);
  if (Array.isArray(value)) return value.map((item) => fill(item, stack));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, stack)]));
}
