import { dnsSuffix, partitionOf } from "../../aws/partition";
import { KNOWN_REGIONS, PRIVATE_LINK_SERVICES } from "../../aws/regions";

describe("partitionOf", () => {
  it.each([
    ["us-west-2", "aws"],
    ["eu-central-1", "aws"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-gov-east-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
    ["cn-northwest-1", "aws-cn"],
  ])("places %s in %s", (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });

  it.each([
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
    "eusc-de-east-1",
  ])("knows that %s is in none that is supported", (region) => {
    expect(partitionOf(region)).toBeUndefined();
  });

  it("has an endpoint suffix for each", () => {
    expect([dnsSuffix("aws"), dnsSuffix("aws-us-gov"), dnsSuffix("aws-cn")]).toEqual([
      "amazonaws.com",
      "amazonaws.com",
      "amazonaws.com.cn",
    ]);
  });
});

describe("the regions", () => {
  it("are sorted, named once, and all of supported partitions", () => {
    expect([...new Set(KNOWN_REGIONS)].sort()).toEqual(KNOWN_REGIONS);
    expect(KNOWN_REGIONS.filter((region) => partitionOf(region) === undefined)).toEqual([]);
  });

  it("with PrivateLink are known, and name a service of their own region", () => {
    for (const [region, service] of Object.entries(PRIVATE_LINK_SERVICES)) {
      expect(KNOWN_REGIONS).toContain(region);
      expect(service).toMatch(
        new RegExp(`^com\\.amazonaws\\.vpce\\.${region}\\.vpce-svc-[0-9a-f]{17}$`),
      );
    }
    expect(Object.keys(PRIVATE_LINK_SERVICES)).toHaveLength(5);
  });
});
