import { queuesOn } from "../../charts/queues";
import { fixedEntries, KEEPING_PARTS } from "../../charts/volumes";
import { NEWEST, parseVersion } from "../../charts/versions";
import { mapKnown } from "../../terraform/known";
import type { Known } from "../../terraform/model";
import { valueAt, type PlainRecord } from "../../text/record";
import { releaseBefore, releases, type Release } from "../release/release";
import { fail, orPass, pass, undecided, type Results, ruleForEach } from "../results";

export const rule = ruleForEach("plan-release", releases, function* (release) {
  const { resource } = release;
  const { actions = [] } = resource.change ?? {};
  const before = actions.includes("update") ? releaseBefore(resource) : undefined;
  if (!resource.change) return;
  if (!before) yield pass(resource, "the plan changes no release that is there");
  // Of values that cannot be told, release-no-keys tells.
  else if (release.open.length === 0)
    yield* orPass(changes(before, release), resource, "the plan keeps queue and volumes");
});

/** A release as it is, or as it will be. */
interface Deployed {
  readonly chartVersion: string;
  readonly values: PlainRecord;
}

function* changes(before: Release, after: Release): Results {
  const { resource } = after;
  const [old, now] = [deployed(before), deployed(after)];
  for (const one of [old, now]) {
    if (one.known) continue;
    yield undecided(resource, one);
    return;
  }
  if (!old.known || !now.known) return;
  const [was, will] = [old.value, now.value].map((one) => queuesOf(one).join(" and ") || "none");
  if (was !== will) {
    const message = `the message queue changes from ${was} to ${will}: what Milvus has not flushed to the bucket is lost`;
    yield fail(resource, message, { attribute: "values", key: "queue" });
  }
  const [fixed, wanted] = [fixedOf(old.value), fixedOf(now.value)];
  for (const [key, value] of fixed) {
    const other = wanted.get(key);
    if (other === undefined || other === value) continue;
    const message = `${key} changes from ${JSON.stringify(value)} to ${JSON.stringify(other)}, which Kubernetes refuses of what is there`;
    yield fail(resource, message, {
      attribute: "values",
      key,
      fix: "keep what is deployed; or give up what is on the volumes: uninstall, delete the claims, and install with the new value",
    });
  }
}

function deployed({ resource, chart, values }: Release): Known<Deployed> {
  const named = /-v?(\d+\.\d+\.\d+)\.tgz$/.exec(chart)?.[1] ?? resource.values["version"];
  const chartVersion = typeof named === "string" && parseVersion(named) ? named : NEWEST;
  return mapKnown(values, (known) => ({ chartVersion, values: known }));
}

/** By the names of the chart's keys; a standalone Milvus has a key of its own. */
function queuesOf({ chartVersion, values }: Deployed): readonly string[] {
  const standalone = valueAt(values, ["standalone", "messageQueue"]);
  const isOfMilvus = standalone === "rocksmq" || standalone === "woodpecker";
  if (valueAt(values, ["cluster", "enabled"]) === false && isOfMilvus) return [standalone];
  return queuesOn(chartVersion, (path) => valueAt(values, path));
}

function fixedOf({ chartVersion, values }: Deployed): ReadonlyMap<string, string> {
  const on = queuesOn(chartVersion, (path) => valueAt(values, path));
  const parts = KEEPING_PARTS.filter((part) => {
    if (part === "etcd") return valueAt(values, ["etcd", "enabled"]) !== false;
    if (part === "standalone") return valueAt(values, ["cluster", "enabled"]) === false;
    return on.includes(part);
  });
  return new Map(parts.flatMap((part) => fixedEntries(part, chartVersion, values)));
}
