import regions from "./regions.json";

/**
 * Zilliz Cloud's PrivateLink endpoint services, by region: the regions where a BYOC project can
 * reach the control plane.
 * Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/conf.yaml.
 */
export const PRIVATE_LINK_SERVICES: Readonly<Record<string, string>> = {
  "us-east-1": "com.amazonaws.vpce.us-east-1.vpce-svc-0fba0381a771dbf58",
  "us-west-2": "com.amazonaws.vpce.us-west-2.vpce-svc-0654fb016640c364a",
  "eu-west-1": "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1c8f7a8830b16b9",
  "eu-central-1": "com.amazonaws.vpce.eu-central-1.vpce-svc-0d5ce1ec4decbc7df",
  "ap-east-1": "com.amazonaws.vpce.ap-east-1.vpce-svc-097cd6a5dcf5edcce",
};

/** Regions of the supported partitions, for spelling suggestions; a new region is only a warning. */
export const KNOWN_REGIONS: readonly string[] = regions;

/** Region of an EKS cluster by its issuer, without `https://`; undefined for another issuer. */
export function regionOfIssuer(issuer: string): string | undefined {
  return /^oidc[.-]eks\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)\//.exec(issuer)?.[1];
}

/**
 * Letters of the zones that an account made today can use, where they are not a, b and c; us-west-1
 * gives an account two. Source: AWS documentation, "AWS Availability Zones", list of zones by Region.
 */
const ZONES: Readonly<Record<string, string>> = {
  "ap-northeast-1": "acd",
  "ca-central-1": "abd",
  "us-west-1": "ac",
};

/** Availability zones to take in a region where nobody names them: three, or as many as there are. */
export function standardZones(region: string): string[] {
  return [...(ZONES[region] ?? "abc")].map((letter) => `${region}${letter}`);
}
