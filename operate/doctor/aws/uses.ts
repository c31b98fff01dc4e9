import { VENDOR_TAG } from "../../../config/defaults";
import { unique } from "../../../text/unique";
import type { Asking } from "../../aws/asking";

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
export const USES: Readonly<Record<string, (asking: Asking) => Promise<Use>>> = {
  vcpus,
  gp3,
  buckets: async (asking) => {
    const { sdk, client } = asking.session;
    const pages = sdk.paginateListBuckets({ client: client("s3") }, { MaxBuckets: 1000 });
    const all = await asking.all("s3:ListAllMyBuckets", pages, ({ Buckets }) => Buckets);
    return { number: all.length, ours: 0 };
  },
  addresses: async (asking) => {
    const { sdk, client } = asking.session;
    const found = await asking.ask("ec2:DescribeAddresses", () =>
      client("ec2").send(new sdk.DescribeAddressesCommand({})),
    );
    return counted(found?.Addresses ?? []);
  },
  vpcs: async (asking) => {
    const { sdk, client } = asking.session;
    const pages = sdk.paginateDescribeVpcs({ client: client("ec2") }, {});
    return counted(await asking.all("ec2:DescribeVpcs", pages, ({ Vpcs }) => Vpcs));
  },
  network: (asking) => loadBalancers(asking, "network"),
  application: (asking) => loadBalancers(asking, "application"),
  zones: async (asking) => {
    const { sdk, client } = asking.session;
    const found = await asking.ask("route53:GetHostedZoneCount", () =>
      client("route53").send(new sdk.GetHostedZoneCountCommand({})),
    );
    return { number: found?.HostedZoneCount ?? 0, ours: 0 };
  },
};

/** Families whose vCPUs the quota of standard on-demand instances counts together. */
const STANDARD = /^[acdhimrtz]\d/;
/** Values that a filter of EC2 takes. */
const MOST_VALUES = 100;

async function vcpus(asking: Asking): Promise<Use> {
  const { sdk, client: clientOf } = asking.session;
  const client = clientOf("ec2");
  const running = [{ Name: "instance-state-name", Values: ["pending", "running"] }];
  const all = await asking.all(
    "ec2:DescribeInstances",
    sdk.paginateDescribeInstances({ client }, { Filters: running }),
    ({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances),
  );
  const counting = all.filter(
    ({ InstanceLifecycle, InstanceType = "" }) =>
      InstanceLifecycle !== "spot" && STANDARD.test(InstanceType),
  );
  const types: string[] = unique(counting.map(({ InstanceType }) => InstanceType));
  const sizes = new Map<string | undefined, number>();
  for (let from = 0; from < types.length; from += MOST_VALUES) {
    const Filters = [{ Name: "instance-type", Values: types.slice(from, from + MOST_VALUES) }];
    const pages = sdk.paginateDescribeInstanceTypes({ client }, { Filters });
    const found = await asking.all(
      "ec2:DescribeInstanceTypes",
      pages,
      ({ InstanceTypes }) => InstanceTypes,
    );
    for (const { InstanceType, VCpuInfo } of found) {
      sizes.set(InstanceType, VCpuInfo?.DefaultVCpus ?? 0);
    }
  }
  return summed(counting, ({ InstanceType }) => sizes.get(InstanceType) ?? 0);
}

async function gp3(asking: Asking): Promise<Use> {
  const { sdk, client } = asking.session;
  const Filters = [{ Name: "volume-type", Values: ["gp3"] }];
  const pages = sdk.paginateDescribeVolumes({ client: client("ec2") }, { Filters });
  const volumes = await asking.all("ec2:DescribeVolumes", pages, ({ Volumes }) => Volumes);
  return summed(volumes, ({ Size = 0 }) => Size / 1024);
}

async function loadBalancers(asking: Asking, type: string): Promise<Use> {
  const { sdk, client } = asking.session;
  const all = await asking.all(
    "elasticloadbalancing:DescribeLoadBalancers",
    sdk.paginateDescribeLoadBalancers({ client: client("elbv2") }, {}),
    ({ LoadBalancers }) => LoadBalancers,
  );
  return { number: all.filter(({ Type }) => Type === type).length, ours: 0 };
}

function counted(list: readonly Tagged[]): Use {
  return summed(list, () => 1);
}

function summed<Item extends Tagged>(list: readonly Item[], sizeOf: (item: Item) => number): Use {
  const sum = (items: readonly Item[]) =>
    Math.round(items.reduce((total, item) => total + sizeOf(item), 0) * 100) / 100;
  return { number: sum(list), ours: sum(list.filter(isOurs)) };
}

function isOurs({ Tags = [] }: Tagged): boolean {
  return Tags.some(({ Key, Value }) => Key === VENDOR_TAG.key && Value === VENDOR_TAG.value);
}
