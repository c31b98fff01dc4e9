import { chartArchive, tgz } from "../../support/chart-archive";
import { release, type Wrong } from "./case";

const FILE = release("    chart: { path: milvus.tgz }\n");

/** What is installed: the chart and its version, names, preset and mode. */
export const RELEASE_CHARTS: readonly Wrong[] = [
  {
    name: "no version of the chart",
    config: release("").replace("    chartVersion: 5.0.19\n", "    wait: true\n"),
    error: `error[missing] byoc.yaml:8:3
  milvus.release.chartVersion
  is missing
  allowed: Version of the chart; it decides the version of Milvus.
  fix: add chartVersion: "5.0.19"`,
  },
  {
    name: "a range of versions of the chart",
    config: release("").replace("5.0.19", '"~5.0"'),
    error: `error[chart] byoc.yaml:9:19
  milvus.release.chartVersion = "~5.0"
  is not one version
  allowed: three numbers, such as 5.0.19; ranges would change the chart unasked`,
  },
  {
    name: "a version of the chart with a v",
    config: release("").replace("5.0.19", "v5.0.19"),
    error: `error[chart] byoc.yaml:9:19
  milvus.release.chartVersion = "v5.0.19"
  is not one version
  allowed: three numbers, such as 5.0.19; ranges would change the chart unasked
  fix: use 5.0.19`,
  },
  {
    name: "a version of the chart that is a number",
    config: release("").replace("5.0.19", "5.1"),
    error: `error[type] byoc.yaml:9:19
  milvus.release.chartVersion = 5.1
  is a number
  allowed: a text
  fix: put it in quotes: "5.1"`,
  },
  {
    name: "a version of the chart that was taken back",
    config: release("    highAvailability: false\n").replace("5.0.19", "4.0.11"),
    error: `error[chart] byoc.yaml:9:19
  milvus.release.chartVersion = "4.0.11"
  chart 4.0.11 installs Milvus 2.3.0-beta although it says 2.2.3, and was taken back by 4.0.12
  allowed: a released version from 4.0.0 to 5.0.19
  fix: take 4.0.12 or newer`,
  },
  {
    name: "a version of the chart that nothing is known of",
    config: release("").replace("5.0.19", "3.3.0"),
    error: `error[chart] byoc.yaml:9:19
  milvus.release.chartVersion = "3.3.0"
  chart 3.3.0 is older than 4.0.0, the oldest version that is known here
  allowed: a released version from 4.0.0 to 5.0.19
  fix: take a newer chart; Milvus itself is upgraded step by step`,
  },
  {
    name: "a chart of three sources",
    config: release(
      "    chart: { repository: https://charts.acme.example/, oci: oci://r.acme.example/milvus, path: milvus.tgz }\n",
    ),
    error: `error[conflict] byoc.yaml:10:61
  milvus.release.chart.oci = "oci://r.acme.example/milvus"
  stands beside repository; a chart has one source
  allowed: repository, oci or path
  fix: remove one of them

error[conflict] byoc.yaml:10:96
  milvus.release.chart.path = "milvus.tgz"
  stands beside repository; a chart has one source
  allowed: repository, oci or path
  fix: remove one of them`,
  },
  {
    name: "addresses of charts",
    config: release(`    chart:
      repository: charts.acme.example
      oci: oci://r.acme.example/milvus:5.0.19
      path: https://charts.acme.example/milvus.tgz
`),
    error: `error[chart] byoc.yaml:11:19
  milvus.release.chart.repository = "charts.acme.example"
  is not the address of a chart repository
  allowed: https://<host>/<path>, without a password

error[chart] byoc.yaml:12:12
  milvus.release.chart.oci = "oci://r.acme.example/milvus:5.0.19"
  is not a chart in an OCI registry
  allowed: oci://<registry>/<path>/<chart>, without a tag
  fix: write the version in chartVersion

error[chart] byoc.yaml:13:13
  milvus.release.chart.path = "https://charts.acme.example/milvus.tgz"
  is not a path
  allowed: a .tgz file, or a chart's folder, beside the config file`,
  },
  {
    name: "a chart repository with a password",
    config: release("    chart: { repository: 'https://user:hunter2@charts.acme.example/' }\n"),
    secrets: ["hunter2"],
    error: `error[credential] byoc.yaml:10:14
  milvus.release.chart.repository
  holds a user or a password
  allowed: https://<host>/<path>, without a password
  fix: pull the chart with helm, and name the file in path`,
  },
  {
    name: "a chart that is not there",
    config: release("    chart: { path: charts/milvus-5.0.19.tgz }\n"),
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "charts/milvus-5.0.19.tgz"
  does not exist
  allowed: a chart's .tgz or folder, relative to the config file
  fix: helm pull milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19`,
  },
  {
    name: "a chart that cannot be unpacked",
    config: { "byoc.yaml": FILE, "milvus.tgz": "no archive" },
    named: ["byoc.yaml"],
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "milvus.tgz"
  is no chart: it cannot be unpacked
  allowed: a chart's .tgz or folder, relative to the config file
  fix: helm pull milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19`,
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
  {
    name: "a folder that is a chart of another version",
    config: {
      "byoc.yaml": release("    chart: { path: charts/milvus }\n"),
      "charts/milvus/Chart.yaml": "name: milvus\nversion: 5.0.14\n",
    },
    named: ["byoc.yaml"],
    error: `error[conflict] byoc.yaml:10:20
  milvus.release.chart.path = "charts/milvus"
  holds the chart's version 5.0.14, and chartVersion is 5.0.19
  allowed: the file of the version that chartVersion names
  fix: write chartVersion: 5.0.14, or name the file of 5.0.19`,
  },
  {
    name: "a folder that is no chart",
    config: {
      "byoc.yaml": release("    chart: { path: charts }\n"),
      "charts/README.md": "",
    },
    named: ["byoc.yaml"],
    error: `error[chart] byoc.yaml:10:20
  milvus.release.chart.path = "charts"
  is no chart: it holds no Chart.yaml
  allowed: a chart's .tgz or folder, relative to the config file
  fix: helm pull milvus --repo https://zilliztech.github.io/milvus-helm/ --version 5.0.19`,
  },
];
