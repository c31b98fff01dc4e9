import { chartArchive, tgz } from "../../support/chart-archive";
import { BASE, release, type Wrong } from "./case";

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `  tag${index}: x\n`).join("");
const FILE = release("    chart: { path: milvus.tgz }\n");

/** Files that are no texts, and texts that are too long to be written out. */
export const MADE: readonly Wrong[] = [
  {
    name: "bytes that are not UTF-8",
    config: { "byoc.yaml": Uint8Array.from([0x61, 0x3a, 0x20, 0xff, 0xfe]) },
    error: `error[file] byoc.yaml
  is not UTF-8 text
  allowed: a YAML or JSON file
  fix: save the file as UTF-8`,
  },
  {
    name: "a file that is too large",
    config: BASE + "#".repeat(256 * 1024),
    error: `error[size] byoc.yaml
  has more than 262144 bytes
  allowed: at most 262144 bytes`,
  },
  ...["", "\n\n", "# nothing but a comment\n", "---\n", "null\n"].map((text) => ({
    name: `a file that is empty: ${JSON.stringify(text)}`,
    config: text,
    error: `error[yaml] byoc.yaml
  the file is empty
  allowed: a mapping that begins with version: 1
  fix: byoc init writes one`,
  })),
  {
    name: "keys and values that are too long",
    config: `${BASE}tags:\n  ${"k".repeat(129)}: x\n  Note: ${"v".repeat(257)}\n`,
    error: `error[tag] byoc.yaml:11:134
  tags.${"k".repeat(120)}… (129 characters) = "x"
  the key has 129 characters
  allowed: 1 to 128 characters

error[tag] byoc.yaml:12:9
  tags.Note = "${"v".repeat(120)}… (257 characters)"
  the value has 257 characters
  allowed: at most 256 characters`,
  },
  {
    name: "fifty tags beside the vendor's",
    config: `${BASE}tags:\n${many(50)}`,
    error: `error[tag] byoc.yaml:10:1
  tags = a mapping
  are 51 with Vendor, more than AWS takes
  allowed: at most 49, and Vendor`,
  },
  {
    name: "a denial that makes trusts too long",
    config: `${BASE}trustDenials:
  - Sid: Long
    Effect: Deny
    Principal: "*"
    Action: sts:AssumeRole
    Condition: { StringNotEquals: { aws:PrincipalAccount: ["${"1".repeat(1200)}"] } }
`,
    error: `error[policy-size] byoc.yaml:10:1
  trustDenials = a list of 1
  makes the trust policy eksRole 2573 characters long, without white space
  allowed: at most 2048
  fix: name fewer values in their conditions`,
  },
  {
    name: "a release with a long name",
    config: release(`    name: ${"m".repeat(54)}\n`),
    error: `error[kubernetes-name] byoc.yaml:10:11
  milvus.release.name = "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
  has 54 characters; Helm takes 53
  allowed: 1 to 53 of a-z, 0-9 and "-", beginning and ending with a letter or digit`,
  },
  {
    name: "a release that makes long names",
    config: release(`    name: ${"m".repeat(50)}\n`),
    error: `error[kubernetes-name] byoc.yaml:10:11
  milvus.release.name = "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
  makes the name of a Service 71 characters long: mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm-milvus-streamingnode
  allowed: 63 for a Service
  fix: use a name of at most 42 characters`,
  },
  {
    name: "an archive that is no chart",
    config: { "byoc.yaml": FILE, "milvus.tgz": tgz({ "milvus/values.yaml": "a: 1\n" }) },
    named: ["byoc.yaml"],
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "milvus.tgz"
  is no chart: it holds no Chart.yaml
  allowed: a chart's .tgz or folder, relative to the config file
  fix: helm pull milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19`,
  },
  {
    name: "a chart without a version",
    config: { "byoc.yaml": FILE, "milvus.tgz": tgz({ "milvus/Chart.yaml": "name: milvus\n" }) },
    named: ["byoc.yaml"],
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "milvus.tgz"
  is no chart: its Chart.yaml names no chart and version
  allowed: a chart's .tgz or folder, relative to the config file
  fix: helm pull milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19`,
  },
  {
    name: "a chart that is not YAML",
    config: { "byoc.yaml": FILE, "milvus.tgz": tgz({ "milvus/Chart.yaml": "{" }) },
    named: ["byoc.yaml"],
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "milvus.tgz"
  is no chart: its Chart.yaml is not YAML
  allowed: a chart's .tgz or folder, relative to the config file
  fix: helm pull milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19`,
  },
  {
    name: "a chart of another version",
    config: { "byoc.yaml": FILE, "milvus.tgz": chartArchive("5.0.14") },
    named: ["byoc.yaml"],
    error: `error[conflict] byoc.yaml:10:20
  milvus.release.chart.path = "milvus.tgz"
  holds the chart's version 5.0.14, and chartVersion is 5.0.19
  allowed: the file of the version that chartVersion names
  fix: write chartVersion: 5.0.14, or name the file of 5.0.19`,
  },
  {
    name: "another chart",
    config: { "byoc.yaml": FILE, "milvus.tgz": chartArchive("5.0.19", "milvus-operator") },
    named: ["byoc.yaml"],
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "milvus.tgz"
  is the chart milvus-operator
  allowed: the chart milvus
  fix: name the file of milvus-helm's chart milvus`,
  },
  {
    name: "a chart with another ending",
    config: {
      "byoc.yaml": release("    chart: { path: milvus.tar.gz }\n"),
      "milvus.tar.gz": chartArchive("5.0.19"),
    },
    named: ["byoc.yaml"],
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "milvus.tar.gz"
  is a file whose name does not end with .tgz, without which Helm takes it for none
  allowed: a chart's .tgz or folder, relative to the config file
  fix: rename it to milvus-5.0.19.tgz`,
  },
];
