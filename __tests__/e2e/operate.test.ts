import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { ACCOUNT, awsEnvironment, Moto, REGION } from "../support/moto";
import { Proxy } from "../support/moto-proxy";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { terraformEnvironment } from "../support/tools-terraform";
import { requires } from "../support/tools";
import { until } from "../support/tools-process";
import { readAccount } from "./deployment";

jest.setTimeout(240_000);

const CONFIG = {
  version: 1,
  name: "operated",
  accountId: ACCOUNT,
  region: REGION,
  zilliz: { externalId: "cid-operated" },
  bootstrap: {},
  integration: {
    externalId: "cid-operated-too",
    bucket: { name: "acme-export", existing: true },
    permissionsBoundary: "bootstrap",
  },
};

requires("terraform", "moto")("the operator's commands", () => {
  let moto: Moto;
  let proxy: Proxy;
  let folder: string;

  beforeAll(async () => {
    moto = await Moto.start();
    proxy = await Proxy.start(moto.endpoint);
    folder = scratchFolder();
    configure(CONFIG);
  });

  afterAll(async () => {
    proxy.close();
    await moto.kill();
  });

  const file = () => join(folder, "byoc.yaml");
  const planned = (...path: string[]) =>
    join(folder, "cdktf.out", "stacks", "operated-integration", ...path);
  const configure = (config: object) => writeFileSync(file(), stringify(config));
  const byoc = (command: string, ...more: string[]) =>
    said([command, "--config", file(), "--out", join(folder, "cdktf.out"), ...more], {
      environment: terraformEnvironment(awsEnvironment(proxy.endpoint)),
    });

  it("plan without AWS, and such plans are not applied", async () => {
    proxy.hold();
    const plan = await byoc("plan", "*-integration", "--offline", "--check");
    proxy.resume();
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.out).toContain("1 stack: 3 to create");
    expect(plan.out).toMatch(/^PASS/m);
    expect(readFileSync(planned("plan.json"), "utf8")).toContain("integration_role");
    const apply = await byoc("apply", "*-integration", "--yes");
    expect(apply).toMatchObject({ code: 2, error: expect.stringContaining("--offline") });
  });

  it("apply exactly what was planned, in order; a second plan is empty", async () => {
    const plan = await byoc("plan", "--format", "json");
    expect(plan).toMatchObject({ code: 0 });
    const { stacks } = JSON.parse(plan.out) as { stacks: { id: string }[] };
    expect(stacks.map(({ id }) => id)).toEqual(["operated-bootstrap", "operated-integration"]);
    const modes = ["plan.tfplan", "plan.json"].map((name) => statSync(planned(name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
    expect(await byoc("apply")).toMatchObject({ code: 2, error: expect.stringContaining("--yes") });
    expect((await readAccount(moto.endpoint)).roles).toEqual({});
    const apply = await byoc("apply", "--yes");
    expect(apply).toMatchObject({ code: 0 });
    expect(apply.out).toContain("operated-integration: done, 3 changed");
    expect(await byoc("apply", "--yes")).toMatchObject({
      code: 0,
      out: expect.stringContaining("nothing to apply"),
    });
    expect(await byoc("plan")).toMatchObject({
      code: 0,
      out: expect.stringContaining("2 stacks: no changes"),
      // Where `terraform init` was run, it is not again, until Terraform asks for it.
      error: expect.not.stringContaining(": init"),
    });
    rmSync(planned(".terraform", "providers"), { recursive: true });
    // An output that a newer version brings is applied as well.
    writeFileSync(planned("mine.tf.json"), '{"output":{"more":{"value":"more"}}}');
    const more = await byoc("plan", "*-integration");
    expect(more.out).toContain("operated-integration: no resource changes, but outputs");
    expect(more.error).toContain("operated-integration: init");
    expect(await byoc("apply", "*-integration", "--yes")).toMatchObject({ code: 0 });
    rmSync(planned("mine.tf.json"));
  });

  it("hand over what the console takes, in its order, with the external ID when asked", async () => {
    const handoff = await byoc("handoff");
    expect(handoff).toMatchObject({ code: 0 });
    const fields = handoff.out.split("\n").map((line) => line.trim().split(/ {2,}/));
    expect(fields.slice(0, 3)).toEqual([
      ["operated-bootstrap"],
      [
        "Activate Your License: AWS LB IRSA policy ARN",
        `arn:aws:iam::${ACCOUNT}:policy/zilliz/zilliz-aws-lb-irsa-policy`,
      ],
      [
        "Activate Your License: Cluster Autoscaler IRSA policy ARN",
        `arn:aws:iam::${ACCOUNT}:policy/zilliz/zilliz-ca-irsa-policy`,
      ],
    ]);
    expect(handoff.out).toContain("Bucket Name");
    expect(handoff.out).not.toContain("cid-operated-too");
    // As the reference of Zilliz's command line has it: StorageIntegration, validate and create.
    const role = `arn:aws:iam::${ACCOUNT}:role/zilliz-integration-role-operated`;
    const flags = `--bucket-name acme-export --region-id aws-${REGION} --role-arn ${role}`;
    expect(handoff.out).toContain(
      [
        "  or by Zilliz's command line:",
        `    zilliz storage-integration validate ${flags} --external-id "$EXTERNAL_ID"`,
        `    zilliz storage-integration create --name operated ${flags} --external-id "$EXTERNAL_ID"`,
      ].join("\n"),
    );
    expect(handoff.out).toMatch(/Basic Settings: Integration Name +operated\n/);
    expect((await byoc("handoff", "*-integration", "--show-external-id")).out).toContain(
      "cid-operated-too",
    );
  });

  it("refuse a plan when config, files or plan have changed since", async () => {
    const refusal = async (pattern: RegExp) => {
      const { code, error } = await byoc("apply", "*-integration", "--yes");
      expect([code, error]).toEqual([2, expect.stringMatching(pattern)]);
    };
    configure({ ...CONFIG, tags: { CostCenter: "1" } });
    await byoc("plan", "*-integration");
    configure({ ...CONFIG, tags: { CostCenter: "2" } });
    await refusal(/the config, or what was made of it, has changed/);
    configure({ ...CONFIG, tags: { CostCenter: "1" } });
    writeFileSync(planned("mine_override.tf.json"), "{}");
    await refusal(/its files, or its plan, have changed/);
    writeFileSync(planned("plan.json"), "{}");
    expect(await byoc("plan", "*-integration")).toMatchObject({
      code: 2,
      error: expect.stringContaining("was not made by byoc as it is"),
    });
    expect(await byoc("destroy", "*-integration", "--yes")).toMatchObject({ code: 2 });
    expect(readFileSync(planned("plan.json"), "utf8")).toBe("{}");
  });

  it("show Terraform's own words where it fails, and leave the others done", async () => {
    configure(CONFIG);
    writeFileSync(
      planned("mine_override.tf.json"),
      '{"provider":{"aws":{"shared_config_files":5}}}',
    );
    rmSync(planned("plan.json"));
    const plan = await byoc("plan");
    expect(plan).toMatchObject({ code: 1, out: expect.stringContaining("operated-bootstrap: ") });
    expect(plan.error).toMatch(
      /operated-integration: failed\n {2}.*Error: Incorrect attribute value/,
    );
    rmSync(planned("mine_override.tf.json"));
    // What a plan that failed leaves behind is in nobody's way.
    expect(await byoc("plan", "*-integration")).toMatchObject({ code: 0 });
  });

  it("end Terraform cleanly on Ctrl-C, say where each stack is, and go on with the next run", async () => {
    configure(CONFIG);
    await byoc("destroy", "--yes");
    await byoc("plan");
    const held = proxy.holdBefore(({ body }) => body.includes("Action=CreateRole"));
    const running = byoc("apply", "--yes");
    await Promise.race([held, running]);
    await until("AWS has answered", () => Promise.resolve(proxy.isQuiet), 10_000);
    process.emit("SIGINT");
    // What the provider gives up, AWS must not do all the same; what it still waits for, it gets.
    await until("Terraform gives up", () => Promise.resolve(proxy.isGivenUp), 10_000).catch(
      () => undefined,
    );
    proxy.resume();
    const apply = await running;
    expect(apply.code).toBe(130);
    expect(apply.error).toMatch(/operated-bootstrap: interrupted\n {2}\d+ of 11 changes done/);
    expect(apply.error).toContain("operated-integration: not started");
    await byoc("plan");
    expect(await byoc("apply", "--yes")).toMatchObject({ code: 0 });
    expect((await byoc("plan")).out).toContain("2 stacks: no changes");
  });

  it("say what protects itself before anything is destroyed, and destroy in reverse order", async () => {
    configure({ ...CONFIG, project: { bucket: { name: "zilliz-byoc-operated" } } });
    const refused = await byoc("destroy", "--yes");
    expect(refused.code).toBe(2);
    expect(refused.error).toMatch(
      /aws_s3_bucket.bucket must not be destroyed\n {2}fix: .*project.bucket/,
    );
    configure(CONFIG);
    const destroy = await byoc("destroy", "--yes");
    expect(destroy).toMatchObject({ code: 0 });
    expect(await readAccount(moto.endpoint)).toMatchObject({
      roles: {},
      policies: {},
      buckets: {},
    });
    expect(destroy.error.indexOf("operated-integration: destroy")).toBeLessThan(
      destroy.error.indexOf("operated-bootstrap: destroy"),
    );
  });
});
