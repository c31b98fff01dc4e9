// The plan of a release that was imported, of Terraform 1.11.4 with helm 2.17.0 on a real API server:
// it runs Pulsar 3 and has etcd on the class gp2, the config wants Pulsar 2 and gp3.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rule } from "../../../compliance/rules/plan-release";
import type { PlainRecord } from "../../../text/record";
import { scratchFolder } from "../../support/scratch";
import { judgeFiles } from "./judging";

const PLAN = readFileSync(join(__dirname, "..", "fixtures", "release-adopted.plan.json"), "utf8");

interface Edited {
  values: readonly string[] | null;
  metadata: unknown;
  version: string;
}

/** What the rule says after a change of the release as it was. */
function told(edit: (before: Edited, after: Edited) => void) {
  const plan = JSON.parse(PLAN) as { resource_changes: { type: string; change: PlainRecord }[] };
  const { change } = plan.resource_changes.find(({ type }) => type === "helm_release")!;
  edit(change["before"] as Edited, change["after"] as Edited);
  const file = join(scratchFolder(), "plan.json");
  writeFileSync(file, JSON.stringify(plan));
  return judgeFiles(rule, [file]);
}

test("an imported release is known by what the cluster told of it", () => {
  const { fails, messages } = told(() => undefined);
  expect(fails).toEqual([
    "error helm_release.milvus etcd.persistence.storageClass",
    "error helm_release.milvus queue",
  ]);
  expect(messages).toContain(
    "the message queue changes from pulsarv3 to pulsar: what Milvus has not flushed to the bucket is lost",
  );
  // Version 3 of the provider has an object where version 2 has a list.
  const asObject = told((before) => ([before.metadata] = before.metadata as unknown[]));
  expect(asObject.fails).toEqual(fails);
});

test("what stays is passed, other values or none", () => {
  const same = told((before, after) => (before.values = after.values));
  expect([same.fails, same.passes]).toEqual([[], ["helm_release.milvus"]]);
  const replicas = told((before, after) => {
    before.values = after.values!.map((text) => text.replace("replicas: 2", "replicas: 3"));
  });
  expect(replicas.fails).toEqual([]);
});

test("a chart's own choice counts", () => {
  const from = (text: string, version: string) =>
    told((before, after) => {
      [before.values, before.version, after.values] = [[text], version, [text]];
    }).fails;
  expect(from("metrics: { enabled: true }", "4.2.20")).toEqual(["error helm_release.milvus queue"]);
  expect(from("metrics: { enabled: true }", "4.2.58")).toEqual([]);
  expect(from("pulsar: { enabled: true }\npulsarv3: { enabled: false }", "4.2.20")).toEqual([]);
});
