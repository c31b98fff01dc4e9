import { imageIssue, versionIssues, type VersionIssue } from "../../charts/issues";
import { NEWEST, OLDEST } from "../../charts/versions";
import { valueAt } from "../../text/record";
import { error, setting, warning, type Check } from "./problem";

/** What speaks against the chart's version, and an image of another Milvus. */
export const checkVersion: Check = function* ({ release, values }) {
  const { chartVersion } = release;
  for (const issue of versionIssues(chartVersion)) {
    yield report(issue)(setting("chartVersion"), findingOf(chartVersion, issue));
  }
  const key = ["image", "all", "tag"];
  const tag = valueAt(values, key);
  const issue = typeof tag === "string" ? imageIssue(chartVersion, tag) : undefined;
  if (issue) yield report(issue)(setting("values", ...key), findingOf(chartVersion, issue));
};

/** Whether so little is known of a version that nothing else can be said. */
export function isUnjudgeable(chartVersion: string): boolean {
  return versionIssues(chartVersion).some(
    ({ verdict, judged }) => verdict === "refused" && !judged,
  );
}

function report({ verdict }: VersionIssue) {
  return verdict === "refused" ? error : warning;
}

function findingOf(chartVersion: string, { message, fix }: VersionIssue) {
  return {
    code: "chart" as const,
    message: `chart ${chartVersion} ${message}`,
    allowed: `a released version from ${OLDEST} to ${NEWEST}`,
    fix,
  };
}
