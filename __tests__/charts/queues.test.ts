import { coordinatorKeys } from "../../charts/features";
import {
  missingQueue,
  pulsarChart,
  queuesOf,
  queueSwitches,
  recommendedQueue,
} from "../../charts/queues";
import { hasKey } from "../../charts/keys";
import { KNOWN_VERSIONS } from "../../charts/versions";

it.each([
  ["4.0.0", "pulsar", ["pulsar", "kafka"], "pulsar", "rocksmq", 4],
  ["4.2.3", "pulsar", ["pulsar", "kafka"], "pulsar", "rocksmq", 4],
  ["4.2.4", "pulsar", ["pulsar", "kafka"], "pulsar", "rocksmq", 1],
  ["4.2.21", "pulsar", ["pulsar", "pulsarv3", "kafka"], "pulsar", "rocksmq", 1],
  ["4.2.27", "pulsarv3", ["pulsar", "pulsarv3", "kafka"], "pulsar", "rocksmq", 1],
  ["4.2.42", "pulsarv3", ["pulsar", "pulsarv3", "kafka", "woodpecker"], "pulsar", "rocksmq", 1],
  [
    "5.0.0",
    "pulsarv3",
    ["pulsar", "pulsarv3", "kafka", "woodpecker"],
    "woodpecker",
    "woodpecker",
    1,
  ],
])("chart %s", (version, pulsar, switches, cluster, standalone, coordinators) => {
  expect(pulsarChart(version)).toBe(pulsar);
  expect(queueSwitches(version)).toEqual(switches);
  expect(recommendedQueue(version, "cluster")).toBe(cluster);
  expect(recommendedQueue(version, "standalone")).toBe(standalone);
  expect(coordinatorKeys(version)).toHaveLength(coordinators);
});

it.each([
  ["4.2.20", "cluster", ["pulsar", "kafka", "external-pulsar", "external-kafka"]],
  ["4.2.58", "cluster", ["pulsar", "pulsar2", "kafka", "external-pulsar", "external-kafka"]],
  ["4.2.42", "standalone", ["rocksmq", "pulsar2", "kafka", "external-pulsar", "external-kafka"]],
  [
    "5.0.0",
    "cluster",
    ["woodpecker", "pulsar", "pulsar2", "kafka", "external-pulsar", "external-kafka"],
  ],
] as const)("chart %s in mode %s", (version, mode, queues) => {
  expect(queuesOf(version, mode)).toEqual(queues);
});

it("recommends what there is, and switches keys that there are", () => {
  for (const version of KNOWN_VERSIONS) {
    for (const mode of ["cluster", "standalone"] as const) {
      expect(missingQueue(recommendedQueue(version, mode), version, mode)).toBeUndefined();
    }
    for (const key of [...queueSwitches(version), ...coordinatorKeys(version)]) {
      expect([version, key, hasKey([key, "enabled"], version)]).toEqual([version, key, true]);
    }
  }
});
