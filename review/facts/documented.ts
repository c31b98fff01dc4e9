import { cachedOf } from "../../text/cache";
import type { PolicyOf } from "../../terraform/model-view";
import type { Deployment, PolicyEdition, StackKind } from "../../config/deployment";
import { policiesOf } from "../../policies/deployments";
import type { Policy } from "../../policies/document";
import type { StackFile } from "../stack-file";

/** Policy texts by what carries them, `trust`, `inline`, `managed`, then by name: `storagePolicy`. */
type Groups = Readonly<Partial<Record<string, Readonly<Partial<Record<string, Policy>>>>>>;

/**
 * The text that a policy of a stack has in one edition; undefined for what only this project has,
 * such as the policies of buckets. Resources are named after their texts: `storage_policy` carries
 * `storagePolicy`.
 */
export function textIn(
  edition: PolicyEdition,
  deployment: Deployment,
  { section }: StackFile,
  { resource, use }: PolicyOf,
): Policy | undefined {
  const texts: Readonly<Partial<Record<StackKind, Groups>>> = textsOf[edition](deployment);
  const groups = texts[section];
  const [, id = ""] = resource.address.split(".");
  return groups?.[use]?.[camelCase(id)];
}

const textsIn = (edition: PolicyEdition) =>
  cachedOf((deployment: Deployment) => policiesOf({ ...deployment, edition }));
const textsOf = { documented: textsIn("documented"), current: textsIn("current") };

function camelCase(id: string): string {
  return id.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
