import { unknownKeys, unreadKeys, unreadPaths } from "../../charts/keys";
import { namesakes, objectNames, type ReleaseShape } from "../../charts/names";
import { pulsarChart, queueSwitches } from "../../charts/queues";
import { isRecord, valueAt } from "../../text/record";
import { chartValues, chartVersions, helmTemplate } from "../support/charts";
import { requires } from "../support/tools";

/** Names of the objects that a release has, without any value of ours but its queue. */
function namesOf({ name, chartVersion, queue }: ReleaseShape): string[] {
  const on = queue === "pulsar" ? pulsarChart(chartVersion) : queue;
  const switches = queueSwitches(chartVersion).map((key) => [key, { enabled: key === on }]);
  const values = { ...Object.fromEntries(switches), minio: { tls: { enabled: false } } };
  return helmTemplate(chartVersion, [JSON.stringify(values)], name).map(
    ({ kind, metadata }) => `${kind} ${metadata.name}`,
  );
}

/** A word in the place of each value, so that the mappings stay what they are. */
function filled(value: unknown, word: string): unknown {
  if (!isRecord(value) || Object.keys(value).length === 0) return word;
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [key, filled(below, word)]),
  );
}

function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((below, key) => ({ [key]: below }), value);
}

requires("helm", "charts")("helm", () => {
  describe.each(chartVersions())("chart %s", (chartVersion) => {
    it("has no key that the list does not know", () => {
      const values = chartValues(chartVersion);
      expect(Object.keys(values).length).toBeGreaterThan(30);
      expect(unknownKeys(values, chartVersion)).toEqual([]);
    });

    it("makes the same of keys that no template reads, whatever they hold", () => {
      const standard = chartValues(chartVersion);
      const paths = unreadPaths(chartVersion);
      const [one, other] = ["a", "b"].map((word) => {
        const values = paths.map((path) => nested(path, filled(valueAt(standard, path), word)));
        expect(unreadKeys(values[0], chartVersion)).toEqual([paths[0]]);
        return helmTemplate(
          chartVersion,
          values.map((each) => JSON.stringify(each)),
        );
      });
      expect(one!.length).toBeGreaterThan(10);
      expect(one).toEqual(other);
    });

    it.each(["pulsar", "kafka"] as const)("makes the names that are foreseen, with %s", (queue) => {
      const shape = { name: "db", chartVersion, mode: "cluster", queue, etcd: true } as const;
      const names = namesOf(shape);
      const foreseen = objectNames(shape);
      for (const { kind, name } of foreseen) expect(names).toContain(`${kind} ${name}`);
      for (const kind of ["Service", "StatefulSet"]) {
        const longest = (list: readonly string[]) => Math.max(...list.map((name) => name.length));
        expect(longest(names.filter((name) => name.startsWith(`${kind} `)))).toBe(
          longest(foreseen.filter((one) => one.kind === kind).map(({ name }) => `${kind} ${name}`)),
        );
      }
    });
  });

  it.each(["milvus-etcd", "milvus-kafka", "etcd-kafka", "milvus-pulsar", "milvus"])(
    "names the services of a release %s alike, or does not",
    (name) => {
      const chartVersion = chartVersions().at(-1)!;
      const shape = { name, chartVersion, mode: "cluster", queue: "kafka", etcd: true } as const;
      const names = namesOf(shape).filter((one) => one.startsWith("Service "));
      expect(new Set(names).size < names.length).toBe(namesakes(shape).length > 0);
    },
  );
});
