import { hasRegion } from "../../charts/features";
import { imageIssue, repositoryIssue, versionIssues, type VersionIssue } from "../../charts/issues";
import {
  keysBeside,
  loneValues,
  unknownKeys,
  unreadKeys,
  type UnknownKey,
} from "../../charts/keys";
import { KNOWN_VERSIONS, NEWEST, OLDEST } from "../../charts/versions";
import { isRecord, valueAt } from "../../text/record";
import { error, setting, warning, type Check } from "./problem";

/** What speaks against the chart's version, and an image of another Milvus. */
export const checkVersion: Check = function* ({ release, values }) {
  const { chart, chartVersion } = release;
  const unpublished = chart.kind === "path" ? undefined : repositoryIssue(chartVersion);
  for (const issue of [...versionIssues(chartVersion), ...(unpublished ? [unpublished] : [])]) {
    yield report(issue)(setting("chartVersion"), findingOf(chartVersion, issue));
  }
  const key = ["image", "all", "tag"];
  const tag = valueAt(values, key);
  const issue = typeof tag === "string" ? imageIssue(chartVersion, tag) : undefined;
  if (issue) yield report(issue)(setting("values", ...key), findingOf(chartVersion, issue));
};

/** Where the bucket lies, which older charts cannot tell Milvus. */
export const checkRegion: Check = function* ({ context, release: { chartVersion } }) {
  if (hasRegion(chartVersion)) return;
  yield warning(setting("chartVersion"), {
    code: "chart",
    message: `chart ${chartVersion} has no externalS3.region: Milvus learns from the host alone that the bucket lies in ${context.region}`,
    allowed: "charts from 4.1.5 on",
    fix: "take 4.1.5 or newer",
  });
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

/**
 * Keys that the chart would ignore without a word. A chart of the user's own, or one newer than the
 * list, may have them; of sub-charts the list holds less.
 */
export const checkKeys: Check = function* ({ release }) {
  const { chart, chartVersion, values } = release;
  const certain = chart.kind !== "path" && KNOWN_VERSIONS.includes(chartVersion);
  for (const key of unknownKeys(values, chartVersion)) {
    const report = certain && !key.ofSubChart ? error : warning;
    yield report(setting("values", ...key.path), {
      code: "unknown-key",
      message: messageOf(key, chartVersion),
      allowed: allowedBeside(key, chartVersion),
      fix: fixOf(key),
    });
  }
};

/** What the chart has as a mapping, and the user's own values as something else. */
export const checkShapes: Check = function* ({ release }) {
  const { chartVersion, values } = release;
  for (const { path, keys } of loneValues(values, chartVersion)) {
    yield error(setting("values", ...path), {
      code: "type",
      message: `is a mapping in chart ${chartVersion}: Helm ignores a lone value, or renders nothing`,
      allowed: keys.length > MOST_LISTED ? "a mapping" : `a mapping of ${keys.join(", ")}`,
      fix:
        keys.includes("enabled") && typeof valueAt(values, path) === "boolean"
          ? `write ${path.at(-1)!}: { enabled: ${String(valueAt(values, path))} }`
          : undefined,
    });
  }
  const files = valueAt(values, ["extraConfigFiles"]);
  for (const [name, text] of isRecord(files) ? Object.entries(files) : []) {
    const place = setting("values", "extraConfigFiles", name);
    if (text !== null && typeof text !== "string") {
      yield error(place, {
        code: "type",
        message: "is not a text, and the chart writes texts into files",
        allowed: "the file's text: a | behind the name, and the text below it",
        fix: name === "user.yaml" ? `write | after ${name}:` : "write a text under user.yaml",
      });
    } else if (name !== "user.yaml" && !valueAt(values, ["volumeMounts"])) {
      yield warning(place, {
        message: "has no effect: of these files the chart shows Milvus user.yaml alone",
        allowed: "user.yaml",
        fix: "write what it holds into user.yaml",
      });
    }
  }
};

/** Keys that the chart has and makes nothing of. */
export const checkUnread: Check = function* ({ release: { chartVersion, values } }) {
  for (const path of unreadKeys(values, chartVersion)) {
    const key = path.join(".");
    yield warning(setting("values", ...path), {
      message: `has no effect: chart ${chartVersion} lists ${key}, and none of its templates reads it`,
      allowed: "keys that a template reads",
      fix: `remove ${key} from values`,
    });
  }
};

/** What users mean by keys of `global`, which is there for sub-charts alone. */
const GLOBAL = {
  imageRegistry: "values.image.all.repository",
  imagePullSecrets: "values.image.all.pullSecrets",
  storageClass: "storageClass",
};

/** Milvus' own templates read nothing of `global`; etcd's and Kafka's do. */
export const checkGlobal: Check = function* ({ release }) {
  for (const [key, own] of Object.entries(GLOBAL)) {
    const path = ["global", key];
    const value = valueAt(release.values, path);
    if (value === undefined || valueAt(release, own.split(".")) !== undefined) continue;
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const wanted = key === "imageRegistry" ? `${text}/milvusdb/milvus` : text;
    yield warning(setting("values", ...path), {
      message: "no template of Milvus reads it: it reaches the chart's etcd and Kafka alone",
      allowed: `${own} beside it`,
      fix: `set ${own} to ${wanted}`,
    });
  }
};

/** More keys than this nobody looks through in a message. */
const MOST_LISTED = 24;

/** The place in the chart: what it has in the same mapping. */
function allowedBeside({ path }: UnknownKey, chartVersion: string): string {
  const siblings = keysBeside(path, chartVersion);
  const parent = path.slice(0, -1).join(".");
  if (parent === "") return "keys that this version of the chart has";
  const keys =
    siblings.length > MOST_LISTED ? "those of the chart's values.yaml" : siblings.join(", ");
  return `keys of ${parent}: ${keys}`;
}

function fixOf({ closest, writtenAs }: UnknownKey): string | undefined {
  if (writtenAs !== undefined) return `write it as ${writtenAs}`;
  return closest && `use ${closest.join(".")}`;
}

function messageOf({ path, addedIn, removedIn }: UnknownKey, chartVersion: string): string {
  const subject = `chart ${chartVersion} ignores ${path.join(".")}`;
  if (addedIn !== undefined) return `${subject}: it came with ${addedIn}`;
  if (removedIn !== undefined) return `${subject}: it went with ${removedIn}`;
  return `${subject}: it has no such key`;
}
