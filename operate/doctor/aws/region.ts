import { PRIVATE_LINK_SERVICES } from "../../../aws/regions";
import type { Partition } from "../../../aws/partition";
import { command } from "../../../text/shell";
import { failed, ok, warning, type LineBody } from "../line";
import type { Inquiry, DoctorSubject } from "../subject";

/** Where the services are asked that a partition has once. */
const HOME: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-northwest-1",
};

/** Whether the account may use the region. */
export async function regionEnabled({
  deployment,
  aws: { asking },
}: Inquiry): Promise<readonly LineBody[]> {
  const { region, partition } = deployment;
  const about = `region ${region}`;
  const { sdk, client: clientOf } = asking.session;
  const pages = sdk.paginateListRegions({ client: clientOf("account", HOME[partition]) }, {});
  const regions = await asking.all("account:ListRegions", pages, ({ Regions }) => Regions);
  const status = regions.find(({ RegionName: name }) => name === region)?.RegionOptStatus;
  if (status === "ENABLED" || status === "ENABLED_BY_DEFAULT") return [ok(about, "is enabled")];
  if (status === undefined) {
    return [failed(about, "is not among those of the account", { fix: "correct region" })];
  }
  const words = status.toLowerCase();
  if (status === "ENABLING") {
    return [failed(about, `is ${words}`, { fix: "wait; AWS takes minutes to hours" })];
  }
  const fix = command("aws", "account", "enable-region", "--region-name", region);
  return [failed(about, `is ${words} for this account`, { fix })];
}

/** Whether Zilliz Cloud has BYOC in the region: needs no network. */
export function regionOfZilliz({ deployment }: DoctorSubject): readonly LineBody[] {
  const { region, bootstrap, project } = deployment;
  if (!bootstrap && !project) return [];
  const about = `Zilliz Cloud BYOC in ${region}`;
  const document = "byoc-prerequisites, Prepare your accounts";
  const regions = Object.keys(PRIVATE_LINK_SERVICES);
  if (region === "us-west-2") return [ok(about, "is the region of the document", { document })];
  if (regions.includes(region)) {
    return [ok(about, "is among the regions of the vendor's Terraform", { document })];
  }
  return [
    warning(about, "is not known to be supported", {
      reason: `the document names us-west-2, the vendor's Terraform ${regions.join(", ")}`,
      fix: "ask Zilliz: https://zilliz.com/contact-sales",
      document,
    }),
  ];
}

/** Whether the zones of the network are the account's. */
export async function zones({
  deployment,
  aws: { asking },
}: Inquiry): Promise<readonly LineBody[]> {
  const wanted = deployment.project?.network?.availabilityZones;
  if (!wanted) return [];
  const { sdk, client } = asking.session;
  const answer = await asking.ask("ec2:DescribeAvailabilityZones", () =>
    client("ec2").send(new sdk.DescribeAvailabilityZonesCommand({})),
  );
  const there = (answer?.AvailabilityZones ?? [])
    .filter(({ State: state, ZoneType: type }) => state === "available" && isPlain(type))
    .flatMap(({ ZoneName: name }) => name ?? []);
  const about = "availability zones";
  const absent = wanted.filter((zone) => !there.includes(zone));
  if (absent.length === 0) return [ok(about, wanted.join(", "))];
  return [
    failed(about, `the account has no ${absent.join(", ")}`, {
      reason: `it has ${there.join(", ")}`,
      fix: `project.network.availabilityZones: [${there.slice(0, 3).join(", ")}] in ${deployment.file}`,
    }),
  ];
}

function isPlain(type: string | undefined): boolean {
  return type === undefined || type === "availability-zone";
}

/** Whether Zilliz Cloud's endpoint service is there for the account, in the zones of the network. */
export async function privateLink({
  deployment,
  aws: { asking },
}: Inquiry): Promise<readonly LineBody[]> {
  const { network } = deployment.project ?? {};
  const service = network?.privateLinkService;
  if (!network || service === undefined) return [];
  const about = `PrivateLink service ${service.replace(/^.*\./, "")}`;
  const { sdk, client } = asking.session;
  const answer = await asking.ask("ec2:DescribeVpcEndpointServices", () =>
    client("ec2").send(new sdk.DescribeVpcEndpointServicesCommand({ ServiceNames: [service] })),
  );
  const detail = answer?.ServiceDetails?.find(({ ServiceName: name }) => name === service);
  if (!detail) {
    return [
      failed(about, `is not offered to account ${deployment.accountId}`, {
        reason: "Zilliz allows its service to each account by itself",
        fix: "ask Zilliz support to allow the account; until then project.network.privateLink: false",
      }),
    ];
  }
  const served = detail.AvailabilityZones ?? [];
  const absent = network.availabilityZones.filter((zone) => !served.includes(zone));
  if (served.length === 0 || absent.length === 0) return [ok(about, "is there")];
  return [
    failed(about, `is not in ${absent.join(", ")}`, {
      reason: `it is in ${served.join(", ")}, and the endpoint gets a subnet in each zone`,
      fix: `project.network.availabilityZones: [${served.slice(0, 3).join(", ")}] in ${deployment.file}`,
    }),
  ];
}
