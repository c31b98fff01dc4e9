import { partitionOf } from "../../aws/partition";
import { KNOWN_REGIONS, PRIVATE_LINK_SERVICES, standardZones } from "../../aws/regions";
import { nearestRegion } from "../nearest-region";
import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

/** Blocks that nobody has on the internet. Source: RFC 1918 and RFC 6598. */
const PRIVATE = /^(10|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Regions that the vendor serves, and places that must lie in the deployment's region. */
export const checkRegion: ConfigRule = ({ config, report }) => {
  if (report.isAnyWrong("region")) return;
  const { region } = config;
  const served = Object.keys(PRIVATE_LINK_SERVICES);
  const vendor = config.bootstrap ?? config.project;
  if (!KNOWN_REGIONS.includes(region)) {
    const meant = nearestRegion(region);
    report.warning(["region"], {
      code: "region",
      message: "is not a region that this version knows",
      allowed: "any region of AWS",
      fix: meant && `did you mean ${meant}?`,
    });
  } else if (vendor && partitionOf(region) === "aws" && !served.includes(region)) {
    report.warning(["region"], {
      code: "region",
      message: "has no PrivateLink service of Zilliz Cloud",
      allowed: served.join(", "),
      fix: "ask Zilliz Cloud before you deploy here",
    });
  }
  if (config.bootstrap && region !== "us-west-2" && served.includes(region)) {
    report.warning(["region"], {
      code: "region",
      message: "is not the region that byoc-prerequisites names",
      allowed: "us-west-2; other regions on request",
      fix: "ask Zilliz Cloud before you deploy here",
    });
  }
  for (const section of BUCKET_SECTIONS) {
    const place = config[section]?.bucket.region;
    if (place === undefined || place === region) continue;
    report.error([section, "bucket", "region"], {
      code: "region",
      message: `differs from the deployment's region, ${region}`,
      allowed: `${region}: bucket and deployment share a region`,
      fix: "use a bucket of this region, or deploy in the bucket's",
    });
  }
  const network = config.project?.network;
  if (network?.privateLink && !PRIVATE_LINK_SERVICES[region]) {
    report.error(["project", "network", "privateLink"], {
      code: "region",
      message: `cannot be had in ${region}`,
      allowed: served.join(", "),
      fix: "remove the line",
    });
  }
  const cidr = network?.cidr;
  if (
    cidr !== undefined &&
    !PRIVATE.test(cidr) &&
    !report.isWrong(["project", "network", "cidr"])
  ) {
    report.warning(["project", "network", "cidr"], {
      code: "cidr",
      message: "is a public block: machines in the VPC reach nobody else who has these addresses",
      allowed: "10.<0-255>.0.0/16, 172.<16-31>.0.0/16, 192.168.0.0/16 or 100.<64-127>.0.0/16",
      fix: "use 10.0.0.0/16",
    });
  }
  if (network && !network.availabilityZones && standardZones(region).length < 3) {
    report.error(["project", "network"], {
      code: "availability-zone",
      message: `needs three availability zones; ${region} gives an account two`,
      allowed: "a network of your own, or three zones of the account in availabilityZones",
      fix: "remove network, or name the account's three zones",
    });
  }
  for (const [index, zone] of (network?.availabilityZones ?? []).entries()) {
    const path = ["project", "network", "availabilityZones", index];
    if (report.isWrong(path)) continue;
    if (!zone.startsWith(region) || zone.length !== region.length + 1) {
      report.error(path, {
        code: "availability-zone",
        message: `is not an availability zone of ${region}`,
        allowed: `${region} and a letter`,
        fix: `use ${standardZones(region)[index]}`,
      });
    } else if (network!.availabilityZones!.indexOf(zone) !== index) {
      report.error(path, {
        code: "availability-zone",
        message: "is named twice",
        allowed: "three zones that differ",
        fix: "name another zone, or remove availabilityZones for the zones a, b and c",
      });
    }
  }
};
