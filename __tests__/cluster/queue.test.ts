import { requires } from "../support/tools";
import { Namespace, namespaceOf } from "./api";
import { HELM, Stack } from "./stack";

jest.setTimeout(300_000);

const UPDATED = { "helm_release.milvus": "update" };
const REST = "mode: standalone, storageClass: gp3, wait: false";

/** From one queue to another, each in the config's words. */
const CHANGES = [
  ["5.0.19", "woodpecker", "5.0.19", "pulsar"],
  // Pulsar 2 and Pulsar 3.
  ["4.2.20", "pulsar", "4.2.58", "pulsar"],
] as const;
const all = HELM.flatMap((helm) => CHANGES.map((change) => [helm, ...change] as const));

requires(
  "terraform",
  "release-providers",
  "charts",
  "cluster",
)("what a release must keep", () => {
  it.each(all)(
    "helm %s: from chart %s with %s to %s with %s once confirmed, with the jobs of the new queue",
    async (helm, oldChart, oldQueue, chart, queue) => {
      const namespace = new Namespace(namespaceOf("queue"));
      const stack = new Stack(namespace.name, helm);
      const config = (version: string, settings: string, rest = REST) => ({
        release: `chartVersion: ${version}, messageQueue: { ${settings} }, ${rest}`,
      });
      await stack.prepare(config(oldChart, `type: ${oldQueue}`));
      await stack.terraform.apply();

      stack.write(config(oldChart, `type: ${oldQueue}`, REST.replace("gp3", "io2")));
      expect(await stack.refusal()).toMatch(/storage ?class.* was deployed as .*gp3/i);
      stack.write(config(chart, `type: ${queue}`));
      expect(await stack.refusal()).toContain("was deployed with the message queue");

      stack.write(config(chart, `type: ${queue}, confirmChange: true`));
      expect(await stack.changes()).toEqual(UPDATED);
      await stack.applyPlan();
      const jobs = ["bookie-init", "pulsar-init"];
      expect(await namespace.names("batch/v1", "jobs")).toEqual(
        jobs.map((job) => `${namespace.name}-pulsarv3-${job}`),
      );

      stack.write(config(chart, `type: ${queue}`));
      expect(await stack.refusal()).toBe("");
      await stack.terraform.apply();
      expect(await stack.terraform.drift()).toBe("");
      await stack.terraform.destroy();
      await namespace.expectGone();
    },
  );
});
