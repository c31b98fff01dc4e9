import { requires } from "../support/tools";
import { namespaceOf } from "./api";
import { HELM, Stack } from "./stack";

jest.setTimeout(300_000);

const RELEASE = {
  release:
    'chartVersion: 5.0.19, mode: standalone, messageQueue: { type: woodpecker }, etcd: { endpoints: ["etcd.acme.example:2379"] }, wait: false',
};
const ADDRESS = "helm_release.milvus";

requires(
  "terraform",
  "release-providers",
  "charts",
  "cluster",
)("a state of helm 2.17", () => {
  it("is read by 3.1, and taken back by an import alone", async () => {
    const [older, newer] = HELM;
    const stack = new Stack(namespaceOf("majors"), older);
    const { terraform } = stack;
    await stack.prepare(RELEASE);
    await terraform.apply();

    await stack.take(newer, RELEASE);
    expect(await stack.changes()).toEqual({ [ADDRESS]: "update" });
    await stack.applyPlan();
    expect(await terraform.drift()).toBe("");

    await stack.take(older, RELEASE);
    expect(await stack.refusal()).toContain("Resource instance managed by newer provider version");
    const taken = await stack.type(
      "terraform -chdir=cdktf.out/stacks/acme-vectors-milvus state rm",
    );
    expect(taken.stdout).toContain("Import successful!");
    expect(await stack.changes()).toEqual({ [ADDRESS]: "update" });
    await stack.applyPlan();
    expect(await terraform.drift()).toBe("");
    await terraform.destroy();
  });
});
