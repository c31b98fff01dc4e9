import { count } from "../text/count";
import { list } from "./json";
import { isRecord, type PlainRecord } from "../text/record";
import { given } from "../text/list";
import type { Input, Resource } from "./model";
import type { Configuration } from "./plan-configuration";
import { staticAddress } from "./references";

/** What a plan leaves out, and whether it is of the configuration that it should repeat. */
export function planGaps(
  json: PlainRecord,
  configuration: Configuration,
  resources: readonly Resource[],
): Pick<Input, "gaps" | "configurationGap"> {
  const hidden = configurationGap(json, configuration, resources);
  const deferred = list(json["deferred_changes"], "/deferred_changes").length;
  const gaps = given([
    json["errored"] === true && "Terraform could not finish the plan (errored)",
    json["complete"] === false &&
      "the plan is not complete: it was made of some targets only, or changes are deferred",
    deferred > 0 && `${deferred} changes are deferred to a later plan`,
    hidden,
  ]);
  return { gaps, configurationGap: hidden };
}

const HIDES = "so nothing tells what refers to what, or how the providers are set";

/** Terraform always writes all of it; somebody may have taken it out because it repeats secrets. */
function configurationGap(
  json: PlainRecord,
  configuration: Configuration,
  resources: readonly Resource[],
): string | undefined {
  const written = json["configuration"];
  if (!isRecord(written) || !isRecord(written["root_module"])) {
    return resources.length === 0 ? undefined : `the plan has no configuration, ${HIDES}`;
  }
  const missing = resources.filter((resource) => isMissing(resource, configuration));
  const [first] = missing;
  if (!first) return undefined;
  const others = missing.length - 1;
  const more = others === 0 ? "" : ` and ${count(others, "other resource")}`;
  return `the plan's configuration does not have what is written for ${first.address}${more}, ${HIDES}`;
}

/** Types that cannot be written without an argument. */
const WITH_ARGUMENTS = /^aws_(iam_(role|user|group|policy)|s3_bucket_)/;

function isMissing({ address, type, change }: Resource, { resources }: Configuration): boolean {
  // What is deleted or forgotten is in no configuration any more.
  const isMade = change?.actions.some((action) => action === "create" || action === "update");
  if (!isMade || change?.after === null) return false;
  const configured = resources.get(staticAddress(address));
  if (!configured) return true;
  return WITH_ARGUMENTS.test(type) && Object.keys(configured.expressions).length === 0;
}
