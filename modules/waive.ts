import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

interface CommonWaiver {
  /** Id of one rule of `byoc check`. */
  readonly rule: string;
  /** Key of one finding, as reports show it in brackets; without it every finding of the rule. */
  readonly finding?: string;
  /** Why the finding may stay; every report repeats it. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Where it was decided. */
  readonly ticket?: string;
}

/** A finding that may stay for now, or for good because a document demands it. */
export type WaiverInCode = CommonWaiver &
  (
    | {
        readonly kind?: "accepted-risk" | "false-positive";
        /** Last day on which the waiver holds, `YYYY-MM-DD`. */
        readonly expires: string;
      }
    | { readonly kind: "documented"; readonly expires?: string }
  );

const written = new WeakMap<TerraformResource, WaiverInCode[]>();

/**
 * Lets a finding of `byoc check` stay. The waiver is written beside the resource, in Terraform's
 * comment key, so it is reviewed with the code and travels with the file; Terraform ignores it.
 *
 * @param construct a resource, or a construct that holds exactly one.
 * @throws Error when it is not clear which resource is meant.
 */
export function waive(construct: IConstruct, waiver: WaiverInCode): void {
  const resource = resourceOf(construct);
  const waivers = [...(written.get(resource) ?? []), waiver];
  written.set(resource, waivers);
  // Overrides of one path replace each other, so each call writes all of them.
  resource.addOverride("//.waivers", waivers);
}

function resourceOf(construct: IConstruct): TerraformResource {
  const resources = construct.node
    .findAll()
    .filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
  const [resource] = resources;
  if (resource && resources.length === 1) return resource;
  const paths = resources.map((node) => node.node.path).join(", ");
  throw new Error(
    `${construct.node.path} holds ${resources.length} resources, and a waiver is for one` +
      (paths === "" ? "" : `: name one of ${paths}`),
  );
}
