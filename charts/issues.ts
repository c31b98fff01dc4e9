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

const KNOWN: readonly Known[] = [
  {
    // Milvus reads minio.cloudProvider from 2.2.2 on and takes aws where it is not set.
    first: "4.0.0",
    last: "4.0.2",
    verdict: "warned",
    message:
      "does not have externalS3.cloudProvider, which the document sets; Milvus takes aws, its own default",
    fix: "take 4.0.3 or newer",
  },
  {
    // milvus-helm 4.0.11 was followed within days by a downgrade in 4.0.12.
    first: "4.0.11",
    last: "4.0.11",
    verdict: "refused",
    message: "installs Milvus 2.3.0-beta, and was taken back by 4.0.12",
    fix: "take 4.0.12 or newer",
  },
  {
    // milvus-helm pull request 112, in 4.2.2.
    first: "4.1.36",
    last: "4.2.1",
    verdict: "warned",
    message: "drops externalS3.region and externalS3.iamEndpoint; minio.region is set in its stead",
    fix: "take 4.2.2 or newer",
  },
  {
    // README of milvus-helm 4.2.30: "Please don't use version 4.2.21~4.2.29 for upgrading".
    first: "4.2.21",
    last: "4.2.29",
    verdict: "warned",
    message:
      "has known faults where a release with Pulsar is upgraded to it: two Pulsar sub-charts share one name",
    fix: "take 4.2.33 or newer",
  },
  {
    first: "4.2.26",
    last: "4.2.32",
    verdict: "warned",
    message: "installs Milvus 2.5.0-beta",
    fix: "take 4.2.33 or newer",
  },
];

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
