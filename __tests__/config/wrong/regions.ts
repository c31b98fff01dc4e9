import { BASE, base, milvus, type Wrong } from "./case";

const SERVED = "us-east-1, us-west-2, eu-west-1, eu-central-1, ap-east-1";

const noRegion = (written: string): Wrong => ({
  name: `the region ${JSON.stringify(written)}`,
  config: base("region: us-west-2", `region: ${JSON.stringify(written)}`),
  error: `error[region] byoc.yaml:4:9
  region = ${JSON.stringify(written)}
  is not an AWS region
  allowed: a region such as us-west-2`,
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
  noRegion("us-west-2a"),
  noRegion("US-WEST-2"),
  noRegion(""),
  noPartition("us-iso-east-1"),
  noPartition("us-isob-east-1"),
  noPartition("eusc-de-east-1"),
  vendorAbroad("us-gov-west-1", "aws-us-gov"),
  vendorAbroad("cn-north-1", "aws-cn"),
  {
    name: "a bucket in another region",
    config: `${BASE}    existing: true\n    region: eu-west-1\n`,
    error: `error[region] byoc.yaml:11:13
  project.bucket.region = "eu-west-1"
  differs from the deployment's region, us-west-2
  allowed: us-west-2: bucket and deployment share a region
  fix: use a bucket of this region, or deploy in the bucket's`,
  },
  {
    name: "PrivateLink where Zilliz has none, beside the warning that it has none",
    config: `${base("us-west-2", "us-east-2")}  network: { privateLink: true }\n`,
    error: `error[region] byoc.yaml:10:27
  project.network.privateLink = true
  cannot be had in us-east-2
  allowed: ${SERVED}
  fix: remove the line

warning[region] byoc.yaml:4:9
  region = "us-east-2"
  has no PrivateLink service of Zilliz Cloud
  allowed: ${SERVED}
  fix: ask Zilliz Cloud before you deploy here`,
  },
  {
    name: "availability zones of another region, named twice, and no zones",
    config: `${BASE}  network:
    availabilityZones: [us-west-2a, us-west-2a, us-east-1c]
`,
    error: `error[availability-zone] byoc.yaml:11:37
  project.network.availabilityZones[1] = "us-west-2a"
  is named twice
  allowed: three zones that differ
  fix: name another zone, or remove availabilityZones for the zones a, b and c

error[availability-zone] byoc.yaml:11:49
  project.network.availabilityZones[2] = "us-east-1c"
  is not an availability zone of us-west-2
  allowed: us-west-2 and a letter
  fix: use us-west-2c`,
  },
  {
    name: "availability zones that are none, beside another problem",
    config: `${BASE}  network:
    availabilityZones: [us-west-2-lax-1a, b, usw2-az1]
  prefix: acme-
`,
    error: `error[availability-zone] byoc.yaml:11:43
  project.network.availabilityZones[1] = "b"
  is not the name of an availability zone
  allowed: a region and a letter, such as us-west-2a

error[availability-zone] byoc.yaml:11:46
  project.network.availabilityZones[2] = "usw2-az1"
  is not the name of an availability zone
  allowed: a region and a letter, such as us-west-2a

error[coverage] byoc.yaml:12:11
  project.prefix = "acme-"
  makes the role /acme-acme-storage-role, which the cross-account policy does not cover: it ends at role/zilliz-byoc*
  allowed: the path /zilliz-byoc/, or at path "/" names that begin with zilliz-byoc
  fix: use the prefix zilliz-byoc-, or the path /zilliz-byoc/`,
  },
  {
    name: "a local zone, which is no availability zone",
    config: `${BASE}  network: { availabilityZones: [us-west-2a, us-west-2-lax-1a, us-west-2c] }\n`,
    error: `error[availability-zone] byoc.yaml:10:46
  project.network.availabilityZones[1] = "us-west-2-lax-1a"
  is not an availability zone of us-west-2
  allowed: us-west-2 and a letter
  fix: use us-west-2b`,
  },
  ...["10.0.0.0/24", "10.0.3.0/16", "300.0.0.0/16", "fd00::/16"].map((cidr) => ({
    name: `the address block ${cidr}`,
    config: `${BASE}  network: { cidr: "${cidr}" }\n`,
    error: `error[cidr] byoc.yaml:10:20
  project.network.cidr = "${cidr}"
  is not an IPv4 block of size /16
  allowed: <0-255>.<0-255>.0.0/16`,
  })),
  {
    name: "the bootstrap's boundary where there is no bootstrap",
    config: milvus(
      "us-west-2\nmilvus:",
      "us-gov-west-1\nmilvus:\n  permissionsBoundary: bootstrap",
    ),
    error: `error[partition] byoc.yaml:6:24
  milvus.permissionsBoundary = "bootstrap"
  names the boundary of section bootstrap, which exists in the partition aws only
  allowed: none, or the ARN of a policy
  fix: remove the line`,
  },
];
