import { unknownKeys, type UnknownKey } from "../../charts/keys";
import { KNOWN_VERSIONS } from "../../charts/versions";
import { error, setting, warning, type Check } from "./problem";

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
      allowed: "keys that this version of the chart has",
      ...(key.closest && { fix: `use ${key.closest.join(".")}` }),
    });
  }
};

function messageOf({ path, addedIn, removedIn }: UnknownKey, chartVersion: string): string {
  const subject = `chart ${chartVersion} ignores ${path.join(".")}`;
  if (addedIn !== undefined) return `${subject}: it came with ${addedIn}`;
  if (removedIn !== undefined) return `${subject}: it went with ${removedIn}`;
  return `${subject}: it has no such key`;
}
