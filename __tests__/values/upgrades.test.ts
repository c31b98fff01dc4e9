import type { MessageQueue, ReleaseSettings } from "../../config/release";
import { milvusValues, renderValues } from "../../values";
import { chartVersions, helmTemplate, type KubernetesObject } from "../support/charts";
import { requires } from "../support/tools";
import { CONTEXT, production } from "./settings";

type Objects = Readonly<Record<string, KubernetesObject>>;

function rendered(settings: Partial<ReleaseSettings>, flags: readonly string[] = []): Objects {
  const release = production({ storageClass: "gp3", ...settings });
  const { values } = milvusValues(CONTEXT, release);
  const objects = helmTemplate(release.chartVersion, [renderValues(values)], "milvus", flags);
  return Object.fromEntries(
    objects.map((object) => [`${object["kind"]} ${object["metadata"].name}`, object]),
  );
}

const UPGRADE = ["--is-upgrade"];

/**
 * What an API server refuses to change: of a stateful set all but these, of a deployment the
 * selector, of a job and a claim nearly all.
 * Source: Kubernetes, validation of apps/v1 and batch/v1.
 */
const MAY_CHANGE = [
  "replicas",
  "template",
  "updateStrategy",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
  "ordinals",
  "revisionHistoryLimit",
];

function fixedPart({ kind, spec }: KubernetesObject): unknown {
  if (kind === "Deployment") return spec.selector;
  if (kind === "Job") return { selector: spec.selector, template: spec.template };
  if (kind === "PersistentVolumeClaim") return { ...spec, resources: undefined };
  if (kind !== "StatefulSet") return undefined;
  return Object.fromEntries(Object.entries(spec).filter(([key]) => !MAY_CHANGE.includes(key)));
}

/** Objects that an upgrade would have to change where no API server lets it. */
function refused(before: Objects, after: Objects): string[] {
  return Object.entries(after)
    .filter(([name]) => before[name] !== undefined)
    .filter(([name, object]) => {
      const [old, now] = [fixedPart(before[name]!), fixedPart(object)];
      return JSON.stringify(old) !== JSON.stringify(now);
    })
    .map(([name]) => name);
}

const queue = (type: "woodpecker" | "pulsar" | "kafka"): MessageQueue => ({
  type,
  confirmChange: false,
});

/** Ways of the guide, with the queue that stays the same on them. */
const ROUTES = [
  ["4.1.28", "4.2.20", "pulsar"],
  ["4.1.28", "4.2.20", "kafka"],
  ["4.2.20", "4.2.58", "kafka"],
  ["4.2.58", "5.0.19", "kafka"],
  ["4.2.58", "5.0.19", "pulsar"],
  ["5.0.8", "5.0.19", "woodpecker"],
  ["5.0.8", "5.0.19", "pulsar"],
] as const;

const atHand = ROUTES.filter(([from, to]) => {
  const versions = chartVersions();
  return versions.includes(from) && versions.includes(to);
});
// Where the tests are skipped, one stands for all.
const routes = atHand.length > 0 ? atHand : ROUTES.slice(0, 1);

requires("helm", "charts")("what helm would upgrade", () => {
  it.each(routes)("from %s to %s with %s is what a server lets it change", (from, to, type) => {
    const settings = { messageQueue: queue(type) };
    const before = rendered({ ...settings, chartVersion: from });
    const after = rendered({ ...settings, chartVersion: to }, UPGRADE);
    expect(Object.keys(after)).toContain("StatefulSet milvus-etcd");
    expect(refused(before, after)).toEqual([]);
  });

  it("another storage class is not: stateful sets keep theirs", () => {
    const [, version] = routes[0]!;
    const settings = { chartVersion: version, messageQueue: queue("kafka") };
    const before = rendered(settings);
    const after = rendered({ ...settings, storageClass: "io2" }, UPGRADE);
    expect(refused(before, after).sort()).toEqual([
      "StatefulSet milvus-etcd",
      "StatefulSet milvus-kafka",
      "StatefulSet milvus-zookeeper",
    ]);
  });

  it.each([
    ["pulsar", "4.2.20"],
    ["pulsar", "5.0.19"],
    ["pulsar2", "5.0.19"],
  ] as const)("a change to %s of chart %s makes its jobs when confirmed", (type, chartVersion) => {
    // An upgrade to a Pulsar whose jobs never ran would wait for ever.
    const jobs = (confirmChange: boolean) =>
      Object.keys(rendered({ chartVersion, messageQueue: { type, confirmChange } }, UPGRADE))
        .filter((name) => name.startsWith("Job "))
        .map((name) => name.replace(/^Job milvus-pulsar(v3)?-/, ""));
    expect(jobs(true).sort()).toEqual(["bookie-init", "pulsar-init"]);
    expect(jobs(false)).toEqual([]);
  });
});
