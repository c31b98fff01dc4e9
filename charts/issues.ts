import {
  compareVersions,
  isAtLeast,
  isUnpublished,
  isWithin,
  KNOWN_VERSIONS,
  milvusOf,
  NEWEST,
  nextPublished,
  OLDEST,
  parseVersion,
} from "./versions";
import issues from "./issues.json";

/** What is to be known of a version of the chart before it is installed. */
export interface VersionIssue {
  /** Refused versions are errors. */
  readonly verdict: "refused" | "warned";
  /** Whether the rest of a release can be judged with it. */
  readonly judged: boolean;
  /** Goes on after the version: `5.0.18 is not among …`. */
  readonly message: string;
  readonly fix: string;
}

interface Known extends Omit<VersionIssue, "judged"> {
  readonly first: string;
  readonly last: string;
}

/** What is known of some versions, with where it was found. */
const KNOWN = issues as readonly Known[];

/** Everything that speaks against a version, refusals first. */
export function versionIssues(version: string): VersionIssue[] {
  if (!parseVersion(version)) {
    return [refusal("is no version of a chart", `write one exact version, such as ${NEWEST}`)];
  }
  if (!isAtLeast(version, OLDEST)) {
    const message = `is older than ${OLDEST}, the oldest version that is known here`;
    const meant = KNOWN_VERSIONS.findLast((chart) => milvusOf(chart) === version);
    return [
      meant === undefined
        ? refusal(message, "take a newer chart; Milvus itself is upgraded step by step")
        : refusal(`${message}; it is a version of Milvus`, `use ${meant}, which installs it`),
    ];
  }
  if (compareVersions(version, NEWEST) > 0) {
    const message = `is newer than ${NEWEST}, the newest version that is known here; it is judged by that one`;
    return [warning(message, "render the chart and read what it makes before you apply it")];
  }
  if (!KNOWN_VERSIONS.includes(version)) {
    const fix = `use ${nextPublished(version)}`;
    return [warning("is not among the released versions that are known here", fix)];
  }
  return KNOWN.filter(({ first, last }) => isWithin(version, first, last))
    .map(({ verdict, message, fix }) => ({ verdict, judged: true, message, fix }))
    .sort((a, b) => Number(a.verdict === "warned") - Number(b.verdict === "warned"));
}

/** What speaks against asking a repository for a version. */
export function repositoryIssue(version: string): VersionIssue | undefined {
  return isUnpublished(version)
    ? warning(
        "was never published: zilliztech's repository has no such version",
        `use ${nextPublished(version)}`,
      )
    : undefined;
}

/**
 * What speaks against an image of another Milvus than the chart's own: the chart's pods and
 * settings are those of one line of Milvus.
 */
export function imageIssue(chartVersion: string, milvus: string): VersionIssue | undefined {
  const match = /^v?(\d+)\.(\d+)\./.exec(milvus);
  if (!match || !parseVersion(chartVersion)) return undefined;
  const line = Number(match[1]) * 100 + Number(match[2]);
  if (isAtLeast(chartVersion, "5.0.0")) {
    return line < 206
      ? warning("is for Milvus 2.6 and newer", "take chart 4.2.58 for Milvus 2.5")
      : undefined;
  }
  if (line >= 206) return warning("is for Milvus up to 2.5", "take chart 5.0.0 or newer");
  // README of milvus-helm: 4.2.0 and newer do not support Milvus 2.3.
  return isAtLeast(chartVersion, "4.2.0") && line < 204
    ? warning("is for Milvus 2.4 and newer", "take chart 4.1.28 for Milvus 2.3")
    : undefined;
}

function refusal(message: string, fix: string): VersionIssue {
  return { verdict: "refused", judged: false, message, fix };
}

function warning(message: string, fix: string): VersionIssue {
  return { verdict: "warned", judged: true, message, fix };
}
