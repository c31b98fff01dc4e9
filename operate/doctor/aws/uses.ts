import { VENDOR_TAG } from "../../../config/defaults";
import type { Session } from "../../aws/session";

/** How much of something is in use. */
export interface Use {
  readonly number: number;
  /** How much of it has the vendor's tag. */
  readonly ours: number;
}

type Tagged = {
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[] | undefined;
};

/** By their names in quotas.json. */
export const USES: Readonly<Record<string, (aws: Session) => Promise<Use>>> = {
  vcpus,
  gp3,
  buckets: async ({ sdk, client }) => {
    let number = 0;
    for await (const page of sdk.paginateListBuckets(
      { client: client("s3") },
      { MaxBuckets: 1000 },
    )) {
      number += page.Buckets?.length ?? 0;
    }
    return { number, ours: 0 };
  },
  addresses: async ({ sdk, client }) => {
    const { Addresses = [] } = await client("ec2").send(new sdk.DescribeAddressesCommand({}));
    return counted(Addresses);
  },
  vpcs: async ({ sdk, client }) => {
    const { Vpcs = [] } = await client("ec2").send(new sdk.DescribeVpcsCommand({}));
    return counted(Vpcs);
  },
  network: (aws) => loadBalancers(aws, "network"),
  application: (aws) => loadBalancers(aws, "application"),
  zones: async ({ sdk, client }) => {
    const answer = await client("route53").send(new sdk.GetHostedZoneCountCommand({}));
    return { number: answer.HostedZoneCount ?? 0, ours: 0 };
  },
};

/** Families whose vCPUs the quota of standard on-demand instances counts together. */
const STANDARD = /^[acdhimrtz]\d/;

async function vcpus({ sdk, client }: Session): Promise<Use> {
  const ec2 = client("ec2");
  const running = [{ Name: "instance-state-name", Values: ["pending", "running"] }];
  const instances: { type: string; isOurs: boolean }[] = [];
  for await (const page of sdk.paginateDescribeInstances({ client: ec2 }, { Filters: running })) {
    for (const { Instances = [] } of page.Reservations ?? []) {
      for (const instance of Instances) {
        const type = instance.InstanceType ?? "";
        if (instance.InstanceLifecycle === "spot" || !STANDARD.test(type)) continue;
        instances.push({ type, isOurs: isOurs(instance) });
      }
    }
  }
  const types = [...new Set(instances.map(({ type }) => type))];
  const sizes = new Map<string, number>();
  // As many as EC2 takes at a time.
  for (let from = 0; from < types.length; from += 100) {
    const filter = { Name: "instance-type", Values: types.slice(from, from + 100) };
    const ask = new sdk.DescribeInstanceTypesCommand({ Filters: [filter] });
    for (const { InstanceType = "", VCpuInfo } of (await ec2.send(ask)).InstanceTypes ?? []) {
      sizes.set(InstanceType, VCpuInfo?.DefaultVCpus ?? 0);
    }
  }
  const sum = (list: typeof instances) =>
    list.reduce((total, { type }) => total + (sizes.get(type) ?? 0), 0);
  return { number: sum(instances), ours: sum(instances.filter((one) => one.isOurs)) };
}

async function gp3({ sdk, client }: Session): Promise<Use> {
  const filter = [{ Name: "volume-type", Values: ["gp3"] }];
  const use = { number: 0, ours: 0 };
  const pages = sdk.paginateDescribeVolumes({ client: client("ec2") }, { Filters: filter });
  for await (const { Volumes = [] } of pages) {
    for (const volume of Volumes) {
      const size = (volume.Size ?? 0) / 1024;
      use.number += size;
      if (isOurs(volume)) use.ours += size;
    }
  }
  const rounded = (number: number) => Math.round(number * 100) / 100;
  return { number: rounded(use.number), ours: rounded(use.ours) };
}

async function loadBalancers({ sdk, client }: Session, type: string): Promise<Use> {
  let number = 0;
  for await (const page of sdk.paginateDescribeLoadBalancers({ client: client("elbv2") }, {})) {
    number += (page.LoadBalancers ?? []).filter(({ Type }) => Type === type).length;
  }
  return { number, ours: 0 };
}

function counted(list: readonly Tagged[]): Use {
  return { number: list.length, ours: list.filter(isOurs).length };
}

function isOurs({ Tags = [] }: Tagged): boolean {
  return Tags.some(({ Key, Value }) => Key === VENDOR_TAG.key && Value === VENDOR_TAG.value);
}
