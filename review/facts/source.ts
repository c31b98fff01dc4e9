import type { Deployment } from "../../config/deployment";
import type { Report } from "../../compliance/finding";
import type { Resource } from "../../terraform/model";
import type { Model, PolicyOf } from "../../terraform/model-view";
import { groupBy, keyed } from "../../text/group";
import type { StackFile } from "../stack-file";

/** What a review is made of: configs, what was synthesized, how it was read and judged. */
export interface Facts {
  /** Version of byoc. */
  readonly version: string;
  readonly deployments: readonly Deployment[];
  readonly stacks: readonly StackFile[];
  /** Of the stacks' files and nothing else. */
  readonly model: Model;
  readonly report: Report;
}

/** Facts with the ways from a resource to its stack and on to its config. */
export interface ReviewSource extends Facts {
  readonly stackOf: (resource: Resource) => StackFile;
  readonly deploymentOf: (stack: StackFile) => Deployment;
}

export function sourceOf(facts: Facts): ReviewSource {
  const stacks = keyed(facts.stacks, "id");
  const deployments = keyed(facts.deployments, "name");
  return {
    ...facts,
    stackOf: (resource) => {
      const { stack = "", file } = facts.model.inputOf(resource);
      return found(stacks.get(stack), `stack of ${file}`);
    },
    deploymentOf: ({ deployment }) => found(deployments.get(deployment), deployment),
  };
}

/** Sections of a deployment whose roles Zilliz Cloud assumes. */
export function vendorSections({ bootstrap, project, integration }: Deployment) {
  return [bootstrap, project, integration].filter((section) => section !== undefined);
}

/** Rows of any order in that of the stacks. */
export function byStack<Row extends { readonly stack: string }>(
  { stacks }: ReviewSource,
  rows: readonly Row[],
): readonly Row[] {
  const own = groupBy(rows, ({ stack }) => stack);
  return stacks.flatMap(({ id }) => own.get(id) ?? []);
}

/** A policy's document. A review that leaves one out would be worse than none. */
export function documentOf({ resource, attribute, document }: PolicyOf) {
  if (document.known) return document.value;
  throw new Error(`${resource.address}: ${attribute} cannot be read: ${document.why}`);
}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`a review needs the ${what}, which is not there`);
  return value;
}
