import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

  const byoc = (command: string, ...more: string[]) =>
    said(
      [command, "--config", join(folder, "byoc.yaml"), "--out", join(folder, "cdktf.out"), ...more],
      { environment: terraformEnvironment(awsEnvironment(proxy.endpoint)) },
    );
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

  it("what fails for good is said in AWS's words, and the next run converges", async () => {
    await byoc("plan");
    // The provider tries 25 times, for minutes.
    const impatient = join(folder, "cdktf.out/stacks/faulty-integration/retries_override.tf.json");
    writeFileSync(impatient, '{"provider":{"aws":{"max_retries":1}}}');
    await byoc("plan");
    proxy.failAt(
      inCreateRole,
      Array.from({ length: 50 }, () => "error" as const),
    );
    const apply = await byoc("apply", "--yes");
    expect(apply.code).toBe(1);
    expect(apply.error).toMatch(
      /faulty-integration: failed\n {2}1 of 3 changes done; the state knows them\n\n {2}Error: creating IAM Role[^]*InternalFailure: as the test wants it/,
    );
    expect(await byoc("apply", "--yes")).toMatchObject({ code: 1 });
    proxy.failAt(() => false, []);
    expect((await byoc("plan")).out).toContain("1 stack: 2 to create");
    expect(await byoc("apply", "--yes")).toMatchObject({ code: 0 });
    await expectDone();
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
