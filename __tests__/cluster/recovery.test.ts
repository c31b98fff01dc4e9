import { requires } from "../support/tools";
import { Namespace, namespaceOf } from "./api";
import { Kubelet } from "./kubelet";
import { Stack } from "./stack";

jest.setTimeout(300_000);

const STANDALONE = {
  release: "chartVersion: 5.0.19, mode: standalone, messageQueue: { type: woodpecker }",
};
const SLOW = { ...STANDALONE, timeout: 8 };
const UPDATED = { "helm_release.milvus": "update" };
const ADDRESS = "helm_release.milvus";

/** A first install whose pods were not ready in time, and are ready now. */
async function timedOut(stack: Stack, namespace: Namespace, said: RegExp) {
  await stack.prepare(SLOW);
  expect(await stack.failure()).toMatch(said);
  const sets = await namespace.identities();
  expect(Object.keys(sets)).toEqual([`${namespace.name}-etcd`]);
  const kubelet = new Kubelet(namespace);
  kubelet.start();
  return { sets, kubelet };
}

requires(
  "terraform",
  "release-providers",
  "charts",
  "cluster",
)("a first install that times out", () => {
  it("is kept by helm 2.17 once the taint is off", async () => {
    const namespace = new Namespace(namespaceOf("late2"));
    const stack = new Stack(namespace.name, "2.17.0");
    const { terraform } = stack;
    const { sets, kubelet } = await timedOut(stack, namespace, /context deadline exceeded/);
    try {
      stack.write(STANDALONE);
      expect((await stack.changes())[ADDRESS]).toBe("delete+create");
      const { code } = await stack.type(
        "terraform -chdir=cdktf.out/stacks/acme-vectors-milvus untaint",
      );
      expect(code).toBe(0);
      expect(await stack.changes()).toEqual(UPDATED);
      await terraform.apply();
      expect(await terraform.drift()).toBe("");
      expect(await namespace.identities()).toEqual(sets);
      await terraform.destroy();
    } finally {
      await kubelet.stop();
    }
  });

  it("is taken into the state by one import under helm 3.1", async () => {
    const namespace = new Namespace(namespaceOf("late3"));
    const stack = new Stack(namespace.name, "3.1.1");
    const { terraform } = stack;
    const { sets, kubelet } = await timedOut(stack, namespace, /context deadline exceeded/);
    try {
      expect(await terraform.must(["state", "list"])).not.toContain(ADDRESS);
      stack.write(STANDALONE);
      expect(await stack.failure()).toContain("cannot re-use a name that is still in use");
      const id = `${namespace.name}/${namespace.name}`;
      await terraform.must(["import", "-input=false", "-no-color", ADDRESS, id]);
      expect(await stack.changes()).toEqual(UPDATED);
      await terraform.apply();
      expect(await terraform.drift()).toBe("");
      expect(await namespace.identities()).toEqual(sets);
      await terraform.destroy();
    } finally {
      await kubelet.stop();
    }
  });
});
