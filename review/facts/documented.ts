import { cachedOf } from "../../text/cache";
import type { PolicyOf } from "../../terraform/model-view";
import type { Deployment, PolicyEdition } from "../../config/deployment";
import { textsOf } from "../../policies/catalogue";
import type { Policy } from "../../policies/document";
import type { StackFile } from "../stack-file";

/**
 * The text that a policy of a stack has in one edition; undefined for what only this project has,
 * such as the policies of buckets.
 */
export function textIn(
  edition: PolicyEdition,
  deployment: Deployment,
  { section }: StackFile,
  { resource, use }: PolicyOf,
): Policy | undefined {
  const [, id] = resource.address.split(".");
  return TEXTS[edition](deployment).find(
    (text) => text.section === section && text.use === use && text.id === id,
  )?.policy;
}

const textsIn = (edition: PolicyEdition) =>
  cachedOf((deployment: Deployment) => textsOf({ ...deployment, edition }));
const TEXTS = { documented: textsIn("documented"), current: textsIn("current") };
