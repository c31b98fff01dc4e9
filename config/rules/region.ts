import { partitionOf } from "../../aws/partition";
import { KNOWN_REGIONS, nearestRegion, PRIVATE_LINK_SERVICES } from "../../aws/regions";
import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

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
  for (const [index, zone] of (network?.availabilityZones ?? []).entries()) {
    const path = ["project", "network", "availabilityZones", index];
    if (report.isWrong(path)) continue;
    if (!zone.startsWith(region) || zone.length !== region.length + 1) {
      report.error(path, {
        code: "availability-zone",
        message: `is not an availability zone of ${region}`,
        allowed: `${region} and a letter`,
        fix: `use ${region}${"abc"[index]}`,
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
