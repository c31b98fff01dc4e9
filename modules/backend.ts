import { TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import type { Deployment } from "../config/deployment";
import { neededBy, STACK_PLACEHOLDER, writtenDefaults } from "../config/schema/backend-keys";
import { valueAt, isRecord, mapValues } from "../text/record";

/**
 * Where a stack's state lies, with Terraform's own keys.
 *
 * One class for every type: CDKTF's own know neither `use_lockfile` nor the kubernetes backend.
 */
export class Backend extends TerraformBackend {
  private readonly attributes: Record<string, unknown>;
  /** The oldest Terraform that takes these settings, and the blocks of any stack. */
  readonly terraform: string;

  constructor(
    scope: Construct,
    private readonly stack: string,
    deployment: Deployment,
  ) {
    const { type, ...own } = deployment.backend;
    super(scope, "backend", type);
    const region = type === "s3" ? { region: deployment.region } : {};
    const { use_lockfile: lockfile, ...settings } = {
      ...region,
      ...writtenDefaults(type),
      ...(valueAt(own, ["dynamodb_table"]) !== undefined && { use_lockfile: false }),
      ...own,
    };
    // Older versions know no lock files, not even that there is to be none.
    const lock = lockfile === true && { use_lockfile: true };
    this.attributes = fill({ ...settings, ...lock }, this.stack) as Record<string, unknown>;
    this.terraform = newest([LEAST, ...neededBy(type, this.attributes)]);
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

/**
 * What every stack takes: `terraform_data` of releases came with 1.4, `import` of what is adopted
 * with 1.5. Source: Terraform's changelog, and plans of the AWS stacks by 1.5.7.
 */
const LEAST = "1.5.0";

function newest(versions: readonly string[]): string {
  return versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1)!;
}

function fill(value: unknown, stack: string): unknown {
  if (typeof value === "string") return value.replaceAll(STACK_PLACEHOLDER, stack);
  if (Array.isArray(value)) return value.map((item) => fill(item, stack));
  return isRecord(value) ? mapValues(value, (inner) => fill(inner, stack)) : value;
}
