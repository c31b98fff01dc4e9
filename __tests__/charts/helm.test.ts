import { unknownKeys } from "../../charts/keys";
import { namesakes, objectNames, type ReleaseShape } from "../../charts/names";
import { pulsarChart, queueSwitches } from "../../charts/queues";
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

requires("helm", "charts")("helm", () => {
  describe.each(chartVersions())("chart %s", (chartVersion) => {
    it("has no key that the list does not know", () => {
      const values = chartValues(chartVersion);
      expect(Object.keys(values).length).toBeGreaterThan(30);
      expect(unknownKeys(values, chartVersion)).toEqual([]);
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
