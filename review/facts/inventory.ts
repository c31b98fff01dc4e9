import { child } from "../../text/record";
import { own } from "../../text/own";
import { cachedOf } from "../../text/cache";
import { groupBy } from "../../text/group";
import type { Resource } from "../../terraform/model";
import type { Model } from "../../terraform/model-view";
import type { InventoryRow, StackSummary } from "../review";
import type { ReviewSource } from "./source";
import { textOf } from "../../terraform/known";
import { whatOf } from "./what";

/** Every resource of every stack, in the order of the files. */
export function inventoryOf(source: ReviewSource): readonly StackSummary[] {
  const { model, stacks } = source;
  const byStack = groupBy(model.resources, (resource) => source.stackOf(resource).id);
  const aliases = aliasesIn(model);
  return stacks.map(({ id, section, deployment, document }) => ({
    id,
    section,
    deployment,
    document,
    resources: (byStack.get(id) ?? []).map((resource) => rowOf(resource, aliases)),
  }));
}

/** Name of each key: its first alias. */
export const aliasesIn = cachedOf((model: Model): ReadonlyMap<Resource, string> => {
  const named = model.keys().flatMap(({ resource, aliases }) => {
    const name = aliases.map((alias) => textOf(alias, "name")).find((one) => one !== undefined);
    return name === undefined ? [] : [[resource, name] as const];
  });
  return new Map(named);
});

function rowOf(resource: Resource, aliases: ReadonlyMap<Resource, string>): InventoryRow {
  const { address, type } = resource;
  return { address, type, name: aliases.get(resource) ?? nameOf(resource), ...whatOf(resource) };
}

/** Types whose name stands in another attribute than `name`. */
const NAMES: Readonly<Record<string, string>> = {
  aws_s3_bucket: "bucket",
  aws_iam_openid_connect_provider: "url",
};

function nameOf(resource: Resource): string | undefined {
  const { type, values } = resource;
  if (type === "aws_iam_role_policy_attachment") {
    const policy = textOf(resource, "policy_arn")?.split("/").at(-1);
    const role = textOf(resource, "role");
    return policy === undefined || role === undefined ? undefined : `${policy} on ${role}`;
  }
  const named = textOf(resource, own(NAMES, type) ?? "name");
  if (named !== undefined) return named;
  // Of Kubernetes, and of what AWS shows by its tag.
  const [metadata] = [values["metadata"]].flat();
  const other = child(metadata, "name") ?? child(values["tags"], "Name");
  return typeof other === "string" ? other : undefined;
}
