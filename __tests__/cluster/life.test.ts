import { requires } from "../support/tools";
import { Namespace, namespaceOf } from "./api";
import { Kubelet } from "./kubelet";
import { HELM, Stack } from "./stack";

jest.setTimeout(300_000);

const KAFKA = "messageQueue: { type: kafka }, storageClass: gp3, wait: false";
const UPDATED = { "helm_release.milvus": "update" };

requires(
  "terraform",
  "release-providers",
  "charts",
  "cluster",
)("a release in a cluster", () => {
  describe.each(HELM)("helm %s", (helm) => {
    it("is installed, changed, taken through every line of Milvus, and destroyed", async () => {
      const namespace = new Namespace(namespaceOf("life"));
      const stack = new Stack(namespace.name, helm);
      const { terraform } = stack;
      await stack.prepare({ release: `chartVersion: 4.1.28, ${KAFKA}` });
      await terraform.apply();
      expect(await terraform.drift()).toBe("");
      const sets = await namespace.identities();

      const sized = `${KAFKA}, components: { queryNode: { replicas: 3 } }`;
      for (const version of ["4.1.28", "4.2.20", "4.2.58", "5.0.19"]) {
        stack.write({ release: `chartVersion: ${version}, ${sized}` });
        expect(await stack.changes()).toEqual(UPDATED);
        await stack.applyPlan();
      }
      expect(await terraform.drift()).toBe("");
      const deployments = await namespace.list("apps/v1", "deployments");
      expect(deployments[`${namespace.name}-milvus-querynode`]).toMatchObject({});
      expect(await namespace.identities()).toEqual(sets);

      await terraform.destroy();
      await namespace.expectGone();
    });

    it("is waited for until its pods are ready and its claims bound", async () => {
      const namespace = new Namespace(namespaceOf("wait"));
      const stack = new Stack(namespace.name, helm);
      const { terraform } = stack;
      const kubelet = new Kubelet(namespace);
      await stack.prepare({ release: "chartVersion: 5.0.8" });
      kubelet.start();
      try {
        await terraform.apply();
        expect(await terraform.drift()).toBe("");
        stack.write({ release: "chartVersion: 5.0.19" });
        expect(await stack.changes()).toEqual(UPDATED);
        await stack.applyPlan();
        expect(await terraform.drift()).toBe("");
      } finally {
        await kubelet.stop();
      }
      await terraform.destroy();
      await namespace.expectGone();
    });
  });
});
