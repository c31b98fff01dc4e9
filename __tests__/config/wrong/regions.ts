import { BASE, base, type Wrong } from "./case";

const noRegion = (written: string, meant?: string): Wrong => ({
  name: `the region ${JSON.stringify(written)}`,
  config: base("region: us-west-2", `region: ${JSON.stringify(written)}`),
  error: `error[region] byoc.yaml:4:9
  region = ${JSON.stringify(written)}
  is not an AWS region
  allowed: a region such as us-west-2${meant ? `\n  fix: use ${meant}` : ""}`,
});

const noPartition = (region: string): Wrong => ({
  name: `the region ${region}, whose partition is not supported`,
  config: base("region: us-west-2", `region: ${region}`),
  error: `error[partition] byoc.yaml:4:9
  region = "${region}"
  lies in a partition that is not supported
  allowed: regions of aws, aws-us-gov and aws-cn
  fix: choose a region of one of them`,
});

const vendorAbroad = (region: string, partition: string): Wrong => ({
  name: `sections of the vendor in ${region}`,
  config: `${base("region: us-west-2", `region: ${region}`)}bootstrap: {}
integration: { bucket: { name: acme-export } }
`,
  error: ["project:7", "bootstrap:10", "integration:11"]
    .map((section) => section.split(":"))
    .map(
      ([section, line]) => `error[partition] byoc.yaml:${line}:1
  ${section} = a mapping
  cannot work in ${region}: Zilliz Cloud has its accounts in the partition aws, and trusts do not cross partitions
  allowed: milvus alone in ${partition}
  fix: remove the section, or choose a region of the partition aws`,
    )
    .join("\n\n"),
});

/** Regions, partitions and availability zones. */
export const REGIONS: readonly Wrong[] = [
  noRegion("Oregon"),
  noRegion("us-west-2a", "us-west-2"),
  noRegion("US-WEST-2", "us-west-2"),
  noRegion("us_east_1", "us-east-1"),
  noRegion("uswest2", "us-west-2"),
  noRegion("us-west"),
  noRegion(""),
  noPartition("us-iso-east-1"),
  noPartition("us-isob-east-1"),
  noPartition("eusc-de-east-1"),
  vendorAbroad("us-gov-west-1", "aws-us-gov"),
  vendorAbroad("cn-north-1", "aws-cn"),
  ...["10.0.0.0/24", "10.0.3.0/16", "300.0.0.0/16", "fd00::/16"].map((cidr) => ({
    name: `the address block ${cidr}`,
    config: `${BASE}  network: { cidr: "${cidr}" }\n`,
    error: `error[cidr] byoc.yaml:10:20
  project.network.cidr = "${cidr}"
  is not an IPv4 block of size /16
  allowed: <0-255>.<0-255>.0.0/16`,
  })),
];
