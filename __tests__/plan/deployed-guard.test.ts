// What a release must keep, in a state of Terraform's own: the release is a resource of the same
// kind as the guard, so that no provider and no cluster is needed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { releaseConfig } from "../stacks/releases";
import { synthTexts } from "../stacks/synth";
import { Workspace } from "../support/terraform";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";

jest.setTimeout(120_000);

const RELEASE = "terraform_data.release";

class Guarded {
  private readonly folder = scratchFolder();
  readonly terraform = new Workspace(this.folder);

  write(json: unknown): void {
    writeFileSync(join(this.folder, "main.tf.json"), JSON.stringify(json, null, 1));
  }

  /** @param release settings of `milvus.release`; `fails` breaks its install. */
  config(release: string, fails = false): void {
    const text = releaseConfig(`{ chartVersion: 5.0.19, ${release} }`);
    const { locals, moved, resource } = synthTexts(text)["acme-milvus"]! as Record<string, any>;
    const milvus = {
      input: resource["helm_release"]["milvus"]["values"],
      ...(fails && { provisioner: [{ "local-exec": { command: "exit 1" } }] }),
    };
    const data = JSON.stringify({ release: milvus, ...resource["terraform_data"] });
    const terraform_data: unknown = JSON.parse(data.replaceAll("helm_release.milvus", RELEASE));
    this.write({ locals, moved, resource: { terraform_data } });
  }

  /** What a plan says against itself, in one line; empty when it can be applied. */
  async refusal(...args: string[]): Promise<string> {
    const { code, stderr } = await this.terraform.run(["plan", "-no-color", ...args]);
    return code === 0 ? "" : stderr.replace(/\s+/g, " ");
  }

  apply(...args: string[]) {
    return this.terraform.run(["apply", "-auto-approve", "-no-color", ...args]);
  }
}

const WOODPECKER = "messageQueue: { type: woodpecker }";
const PULSAR = "messageQueue: { type: pulsar }";

requires("terraform")("what a release must keep", () => {
  it("is what was deployed: what failed refuses nothing, what is there does", async () => {
    const one = new Guarded();
    one.config(WOODPECKER, true);
    await one.terraform.init();
    expect((await one.apply()).code).toBe(1);
    one.config("messageQueue: { type: kafka }");
    expect(await one.refusal()).toBe("");
    one.config(WOODPECKER);
    expect((await one.apply()).code).toBe(0);
    expect(await one.terraform.drift()).toBe("");

    one.config(PULSAR);
    const told =
      "was deployed with the message queue woodpecker, and the config asks for pulsar: what Milvus";
    expect(await one.refusal()).toContain(told);
    expect(await one.refusal("-refresh=false")).toContain(told);
    expect(await one.refusal(`-replace=${RELEASE}`)).toContain(told);
    // The ways that the message names.
    expect(await one.refusal("-replace=terraform_data.deployed_queue")).toBe("");
    one.config("messageQueue: { type: pulsar, confirmChange: true }, storageClass: gp3");
    expect(await one.refusal()).toContain(
      'etcd.persistence.storageClass was deployed as "", and the config asks for "gp3".',
    );
    one.config("messageQueue: { type: pulsar, confirmChange: true }");
    expect((await one.apply()).code).toBe(0);

    // Another Pulsar, and volumes of the one that came.
    one.config("messageQueue: { type: pulsar2 }");
    expect(await one.refusal()).toContain("queue pulsar, and the config asks for pulsar2:");
    one.config(`${PULSAR}, storageClass: gp3, etcd: { replicas: 5 }`);
    const fixed = await one.refusal();
    for (const key of ["etcd.replicaCount", "pulsarv3.zookeeper.volumes.data.storageClassName"]) {
      expect(fixed).toContain(`${key} was deployed as`);
    }
    expect(fixed).not.toContain("deployed with the message queue");

    // Uninstalled, it may be anything.
    await one.terraform.must(["destroy", "-auto-approve", "-no-color", `-target=${RELEASE}`]);
    expect((await one.apply()).code).toBe(0);
    expect(await one.refusal()).toBe("");
    await one.terraform.destroy();
  });

  it("is read from a state that knew the queue before the release", async () => {
    const one = new Guarded();
    const old = {
      message_queue: { input: "pulsarv3", lifecycle: { ignore_changes: ["input"] } },
      release: { input: [], depends_on: ["terraform_data.message_queue"] },
    };
    one.write({ resource: { terraform_data: old } });
    await one.terraform.init();
    await one.terraform.apply();
    one.config("messageQueue: { type: pulsar2 }");
    expect(await one.refusal()).toContain("message queue pulsar, and the config asks for pulsar2:");
    one.config(PULSAR);
    // Its order is the other way round, which must be no circle.
    expect(await one.refusal("-destroy")).toBe("");
    expect(await one.refusal(`-replace=${RELEASE}`)).toBe("");
    expect((await one.apply()).code).toBe(0);
    expect(await one.terraform.drift()).toBe("");
    await one.terraform.destroy();
  });
});
