import { ok, warning, type LineBody } from "../line";
import type { Inquiry } from "../subject";

/** What the document's row of virtual machines names. */
export const INSTANCE_TYPES = ["m6i.xlarge", "m6i.2xlarge", "r6id.8xlarge"] as const;
const DOCUMENT = "byoc-prerequisites, Resource quotas";

/** Whether the region has the machines that the document names, in the zones of the network. */
export async function instanceTypes({
  deployment,
  aws: { asking },
}: Inquiry): Promise<readonly LineBody[]> {
  const { bootstrap, project, region } = deployment;
  if (!bootstrap && !project) return [];
  const { sdk, client } = asking.session;
  const offered = await asking.all(
    "ec2:DescribeInstanceTypeOfferings",
    sdk.paginateDescribeInstanceTypeOfferings(
      { client: client("ec2") },
      {
        LocationType: "availability-zone",
        Filters: [{ Name: "instance-type", Values: [...INSTANCE_TYPES] }],
      },
    ),
    ({ InstanceTypeOfferings }) => InstanceTypeOfferings,
  );
  const about = "instance types";
  const zonesOf = (type: string) =>
    offered.flatMap(({ InstanceType, Location }) =>
      InstanceType === type ? (Location ?? []) : [],
    );
  const wanted = project?.network?.availabilityZones ?? [];
  const absent = INSTANCE_TYPES.filter((type) => zonesOf(type).length === 0);
  if (absent.length > 0) {
    return [
      warning(about, `${region} has no ${absent.join(", ")}`, {
        reason: "the document's least configuration names them",
        fix: "ask Zilliz which others it takes: https://zilliz.com/contact-sales",
        document: DOCUMENT,
      }),
    ];
  }
  const partly = INSTANCE_TYPES.flatMap((type) => {
    const missing = wanted.filter((zone) => !zonesOf(type).includes(zone));
    return missing.length === 0 ? [] : [`no ${type} in ${missing.join(", ")}`];
  });
  if (partly.length > 0) {
    return [
      warning(about, partly.join("; "), {
        reason: "nodes of these types come to be in the other zones alone",
        document: DOCUMENT,
      }),
    ];
  }
  return [ok(about, `${INSTANCE_TYPES.join(", ")} are offered`, { document: DOCUMENT })];
}
