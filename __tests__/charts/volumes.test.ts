import { fixedEntries, KEEPING_PARTS } from "../../charts/volumes";

const of = (...args: Parameters<typeof fixedEntries>) => Object.fromEntries(fixedEntries(...args));

test("a part has what its chart of that version fixes, as the newest one measured before it", () => {
  expect(of("etcd", "4.0.0", {})).toMatchObject({
    "etcd.persistence.size": "10Gi",
    "etcd.persistence.storageClass": "",
    "etcd.replicaCount": "3",
    "etcd.service.peerPort": "2380",
  });
  // The sub-chart of another major names the port otherwise.
  expect(of("etcd", "5.0.5", {})).not.toHaveProperty(["etcd.service.peerPort"]);
  expect(of("etcd", "5.0.4", {})).toEqual(of("etcd", "4.0.0", {}));
  expect(of("etcd", "9.0.0", {})).toEqual(of("etcd", "5.0.19", {}));
  expect(of("pulsarv3", "4.2.20", {})).toEqual({});
  expect(of("pulsarv3", "4.2.21", {})).toHaveProperty(
    ["pulsarv3.bookkeeper.volumes.ledgers.size"],
    "200Gi",
  );
  for (const part of KEEPING_PARTS) expect(fixedEntries(part, "5.0.19", {})).not.toEqual([]);
});

test("what a release gives takes the place of the chart's own value, as a text", () => {
  const values = {
    global: { storageClass: "gp3" },
    etcd: { replicaCount: 5, persistence: { accessModes: ["ReadWriteMany"], selector: null } },
  };
  expect(of("etcd", "5.0.19", values)).toMatchObject({
    "global.storageClass": "gp3",
    "etcd.replicaCount": "5",
    "etcd.persistence.accessModes": '["ReadWriteMany"]',
    "etcd.persistence.selector": "",
    "etcd.persistence.size": "10Gi",
  });
});
