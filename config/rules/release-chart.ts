import { mixesPulsarsInArchive } from "../../charts/queues";
import { ChartFileError, chartPath, readChartFile, type ChartFile } from "../chart-file";
import { DEFAULTS } from "../defaults";
import type { ConfigRule } from "./rule";

const CHART = ["milvus", "release", "chart"] as const;

/** One source of the chart; a file is the chart of the version that is named. */
export const checkChart: ConfigRule = ({ config, deployment, report }) => {
  const release = config.milvus?.release;
  const { repository, oci, path } = release?.chart ?? {};
  if (!release || report.isWrong(CHART)) return;
  const named = Object.entries({ repository, oci, path }).flatMap(([key, value]) =>
    value === undefined ? [] : [key],
  );
  for (const key of named.slice(1)) {
    report.error([...CHART, key], {
      message: `stands beside ${named[0]}; a chart has one source`,
      allowed: "repository, oci or path",
      fix: "remove one of them",
    });
  }
  if (path === undefined || named.length > 1 || report.isWrong([...CHART, "path"])) return;
  const file = read(chartPath(deployment.file, path));
  if (typeof file === "string") {
    const { chartVersion } = release;
    // An archive that would be refused is nothing to fetch.
    const fix = mixesPulsarsInArchive(chartVersion)
      ? undefined
      : `helm pull milvus --repo ${DEFAULTS.milvus.chartRepository} --version ${chartVersion}`;
    report.error([...CHART, "path"], {
      code: "chart",
      message: file,
      allowed: "a chart's .tgz or folder, relative to the config file",
      fix,
    });
    return;
  }
  if (file.kind === "archive" && !path.endsWith(".tgz")) {
    report.error([...CHART, "path"], {
      code: "chart",
      message: "is a file whose name does not end with .tgz, without which Helm takes it for none",
      allowed: "a chart's .tgz or folder, relative to the config file",
      fix: `rename it to milvus-${file.version}.tgz`,
    });
  } else if (file.name !== "milvus") {
    report.error([...CHART, "path"], {
      code: "chart",
      message: `is the chart ${file.name}`,
      allowed: "the chart milvus",
      fix: "name the file of milvus-helm's chart milvus",
    });
  } else if (
    file.version !== release.chartVersion &&
    !report.isWrong(["milvus", "release", "chartVersion"])
  ) {
    report.error([...CHART, "path"], {
      message: `holds the chart's version ${file.version}, and chartVersion is ${release.chartVersion}`,
      allowed: "the file of the version that chartVersion names",
      fix: `write chartVersion: ${file.version}, or name the file of ${release.chartVersion}`,
    });
  }
};

function read(path: string): ChartFile | string {
  try {
    return readChartFile(path);
  } catch (error) {
    if (error instanceof ChartFileError) return error.message;
    throw error;
  }
}
