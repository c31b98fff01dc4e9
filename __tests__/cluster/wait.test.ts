import { requires } from "../support/tools";
import { Namespace, namespaceOf } from "./api";
import { Kubelet } from "./kubelet";
import { HELM, Stack } from "./stack";

jest.setTimeout(300_000);

/** A claim of the release itself, and of a stateful set one. */
const ROCKSMQ = "chartVersion: 5.0.19, mode: standalone, messageQueue: { type: rocksmq }";
const PULSAR = "chartVersion: 5.0.19, mode: standalone, messageQueue: { type: pulsar }";
/** Whoever makes the address of a load balancer is not here. */
const BALANCED =
  'chartVersion: 5.0.19, mode: standalone, messageQueue: { type: woodpecker }, etcd: { endpoints: ["etcd.acme.example:2379"] }, service: { type: LoadBalancer }';

requires(
  "terraform",
  "release-providers",
  "charts",
  "cluster",
)("an install waits", () => {
  /** What the first apply says while something never becomes well. */
  async function install(helm: string, release: string, unwell: "jobs" | "claims", timeout = 10) {
    const namespace = new Namespace(namespaceOf("wait"));
    const stack = new Stack(namespace.name, helm);
    const kubelet = new Kubelet(namespace, unwell);
    await stack.prepare({ release, timeout });
    kubelet.start();
    try {
      return { said: await stack.failure(), namespace };
    } finally {
      await kubelet.stop();
    }
  }

  it.each(HELM)("for a claim of its own, but for no job, under helm %s", async (helm) => {
    const claimed = await install(helm, ROCKSMQ, "claims");
    expect(claimed.said).toContain("context deadline exceeded");
    const prepared = await install(helm, PULSAR, "jobs", 120);
    expect(prepared.said).toBe("");
    const jobs = await prepared.namespace.list("batch/v1", "jobs");
    expect(Object.values(jobs).map(({ status }) => status.succeeded)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("for the address of a load balancer", async () => {
    const { said } = await install(HELM[1], BALANCED, "jobs");
    expect(said).toContain("context deadline exceeded");
  });
});
