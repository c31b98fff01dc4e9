import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { ACCOUNT, awsEnvironment, Moto, REGION } from "../support/moto";
import { FAILURES, Proxy, type Seen } from "../support/moto-proxy";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { terraformEnvironment } from "../support/tools-terraform";
import { requires } from "../support/tools";
import { readAccount } from "./deployment";

jest.setTimeout(240_000);

const ROLE = "zilliz-integration-role-faulty";
const CONFIG = {
  version: 1,
  name: "faulty",
  accountId: ACCOUNT,
  region: REGION,
  integration: { externalId: "cid-faulty", bucket: { name: "acme-export", existing: true } },
};

const inCreateRole = ({ body }: Seen) => body.includes("Action=CreateRole");

requires("terraform", "moto")("the operator's commands on a bad day", () => {
  let moto: Moto;
  let proxy: Proxy;
  let folder: string;

  beforeEach(async () => {
    moto = await Moto.start();
    proxy = await Proxy.start(moto.endpoint);
    folder = scratchFolder();
    writeFileSync(join(folder, "byoc.yaml"), stringify(CONFIG));
  });

  afterEach(async () => {
    proxy.close();
    await moto.kill();
  });

  const byocIn =
    (more: Readonly<Record<string, string>>) =>
    (command: string, ...options: string[]) =>
      said(
        [
          ...[command, "--config", join(folder, "byoc.yaml"), "--out", join(folder, "cdktf.out")],
          ...options,
        ],
        { environment: { ...terraformEnvironment(awsEnvironment(proxy.endpoint)), ...more } },
      );
  const byoc = byocIn({});
  const impatient = byocIn({ BYOC_TERRAFORM_TIMEOUT: "0.3" });
  const expectDone = async () => {
    expect((await byoc("plan")).out).toContain("1 stack: no changes");
    expect(Object.keys((await readAccount(moto.endpoint)).roles)).toEqual([ROLE]);
  };

  it("what fails and would do again is tried again", async () => {
    proxy.failAt(() => true, FAILURES);
    expect(await byoc("plan")).toMatchObject({ code: 0 });
    proxy.failAt(inCreateRole, [...FAILURES, ...FAILURES]);
    expect(await byoc("apply", "--yes")).toMatchObject({
      code: 0,
      out: expect.stringContaining("faulty-integration: done, 3 changed"),
    });
    await expectDone();
  });

  it("what fails for good, or is never answered, is said, and the next run converges", async () => {
    await byoc("synth");
    // The provider tries 25 times, for minutes.
    const hasty = join(folder, "cdktf.out/stacks/faulty-integration/retries_override.tf.json");
    writeFileSync(hasty, '{"provider":{"aws":{"max_retries":1}}}');
    await byoc("plan");
    proxy.failAt(
      inCreateRole,
      Array.from({ length: 50 }, () => "error" as const),
    );
    const failed = await byoc("apply", "--yes");
    expect(failed.code).toBe(1);
    expect(failed.error).toMatch(
      /faulty-integration: failed\n {2}1 of 3 changes done; the state knows them\n\n {2}Error: creating IAM Role[^]*InternalFailure: as the test wants it/,
    );
    proxy.failAt(() => false, []);
    expect(await byoc("apply", "--yes")).toMatchObject({ code: 1 });

    const late = "nothing was done for 0.3 minutes, so Terraform was ended";
    proxy.hold();
    const unanswered = await impatient("plan");
    proxy.resume();
    expect([unanswered.code, unanswered.error]).toEqual([1, expect.stringContaining(late)]);
    expect((await byoc("plan")).out).toContain("1 stack: 2 to create");
    const held = proxy.holdBefore(inCreateRole);
    const applying = impatient("apply", "--yes");
    await Promise.race([held, applying]);
    const ended = await applying;
    proxy.resume();
    expect([ended.code, ended.error]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(`failed\\n {2}nothing was changed\\n\\n {2}${late}[^]*Error: creating IAM Role`),
      ),
    ]);

    expect((await byoc("plan")).out).toContain("1 stack: 2 to create");
    expect(await byoc("apply", "--yes")).toMatchObject({ code: 0 });
    await expectDone();
  });

  it("a time for it that is none is refused", async () => {
    const wrong = await byocIn({ BYOC_TERRAFORM_TIMEOUT: "soon" })("plan");
    expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining("soon is no number") });
  });

  it("of two applies at once one is refused, and a plan meanwhile harms nothing", async () => {
    await byoc("plan");
    const held = proxy.holdBefore(inCreateRole);
    const first = byoc("apply", "--yes");
    await Promise.race([held, first]);
    const second = await byoc("apply", "--yes");
    expect(second).toMatchObject({
      code: 1,
      error: expect.stringMatching(/faulty-integration: failed[^]*Error acquiring the state lock/),
    });
    expect(await byoc("plan")).toMatchObject({
      code: 1,
      error: expect.stringContaining("Error acquiring the state lock"),
    });
    proxy.resume();
    expect(await first).toMatchObject({ code: 0 });
    await expectDone();
  });
});

/** Milliseconds after which Ctrl-C comes: before Terraform has begun, at each step, and after the last. */
const MOMENTS = fc.sample(fc.noBias(fc.integer({ min: 50, max: 8_000 })), 15);

requires(
  "terraform",
  "moto",
  "time",
)("Ctrl-C at any moment of an apply", () => {
  it.each(MOMENTS)("after %i ms ends cleanly, and the next run converges", async (moment) => {
    const moto = await Moto.start();
    const folder = scratchFolder();
    const file = join(folder, "byoc.yaml");
    writeFileSync(file, stringify(CONFIG));
    const byoc = (command: string, ...options: string[]) =>
      said([command, "--config", file, "--out", join(folder, "cdktf.out"), ...options], {
        environment: terraformEnvironment(awsEnvironment(moto.endpoint)),
      });
    try {
      await byoc("plan");
      const applying = byoc("apply", "--yes");
      const timer = setTimeout(() => process.emit("SIGINT"), moment);
      const { code, all } = await applying;
      clearTimeout(timer);
      const done = "done, 3 changed";
      const stopped =
        "interrupted\n {2}(nothing was changed|[123] of 3 changes done; the state knows them)";
      expect([code, all.join("\n")]).toEqual(
        code === 130
          ? // Interrupted at its last step, it is done all the same.
            [130, expect.stringMatching(`faulty-integration: (${done}|${stopped}|not started)`)]
          : [0, expect.stringContaining(done)],
      );
      await byoc("plan");
      expect(await byoc("apply", "--yes")).toMatchObject({ code: 0 });
      expect((await byoc("plan")).out).toContain("1 stack: no changes");
      expect(Object.keys((await readAccount(moto.endpoint)).roles)).toEqual([ROLE]);
    } finally {
      await moto.kill();
    }
  });
});
