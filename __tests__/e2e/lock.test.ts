import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Storage } from "../support/aws-storage";
import { ACCOUNT, Moto, REGION } from "../support/moto";
import { Proxy } from "../support/moto-proxy";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { until, type Outcome } from "../support/tools-process";
import { Deployment, readAccount, type Account } from "./deployment";

jest.setTimeout(180_000);

const STEP = 60_000;
const APPLY = ["apply", "-auto-approve", "-input=false", "-no-color"];
const STATES = "terraform-states";
const STACK = "locked-bootstrap";

interface Story {
  readonly second: Outcome;
  /** While the first was still at work. */
  readonly meanwhile: Account;
  readonly first: Outcome;
  readonly drift: Record<string, string>;
  readonly account: Account;
  /** Locks that were left behind. */
  readonly locks: readonly string[];
}

requires("terraform", "moto")("a second deploy at the same time", () => {
  it("is refused by the lock of a local state; the first one finishes", async () => {
    expectRefused(await localStory());
  });

  it("is refused by the lock file of a state in S3, from another folder; the first one finishes", async () => {
    expectRefused(await s3Story());
  });
});

function expectRefused(story: Story): void {
  expect(story.second.code).toBe(1);
  expect(story.second.stderr).toContain("Error acquiring the state lock");
  expect(Object.keys(story.meanwhile.policies)).toHaveLength(0);
  expect(story.first).toMatchObject({ code: 0 });
  expect(story.drift).toEqual({ [STACK]: "" });
  expect(Object.keys(story.account.roles)).toHaveLength(2);
  expect(Object.keys(story.account.policies)).toHaveLength(7);
  expect(story.locks).toEqual([]);
}

async function localStory(): Promise<Story> {
  const { moto, proxy } = await emulation();
  const folder = scratchFolder();
  const states = join(folder, "state");
  const deployment = await Deployment.synthesize(folder, config(), proxy.endpoint);
  await deployment.init();
  return tell({
    moto,
    proxy,
    first: deployment,
    second: await Deployment.synthesize(folder, config(), moto.endpoint),
    isLocked: () => Promise.resolve(existsSync(join(states, `.${STACK}.tfstate.lock.info`))),
    locks: () => Promise.resolve(readdirSync(states).filter((name) => name.endsWith(".lock.info"))),
  });
}

async function s3Story(): Promise<Story> {
  const { moto, proxy } = await emulation();
  const storage = new Storage(moto.endpoint);
  await storage.create(STATES);
  // Locking by a file in S3 is the default.
  const written = config({ type: "s3", bucket: STATES });
  const [first, second] = await Promise.all([
    Deployment.synthesize(scratchFolder(), written, proxy.endpoint),
    Deployment.synthesize(scratchFolder(), written, moto.endpoint),
  ]);
  await Promise.all([first.init(), second.init()]);
  const locks = async () => (await storage.keys(STATES)).filter((name) => name.endsWith(".tflock"));
  return tell({
    moto,
    proxy,
    first,
    second,
    isLocked: async () => (await locks()).includes(`zilliz-byoc/${STACK}.tfstate.tflock`),
    locks,
  });
}

async function emulation() {
  const moto = await Moto.start();
  return { moto, proxy: await Proxy.start(moto.endpoint) };
}

function config(backend?: object): object {
  return {
    version: 1,
    name: "locked",
    accountId: ACCOUNT,
    region: REGION,
    zilliz: { externalId: "cid-locked" },
    ...(backend && { terraform: { backend } }),
    bootstrap: {},
  };
}

async function tell(scene: {
  readonly moto: Moto;
  readonly proxy: Proxy;
  readonly first: Deployment;
  readonly second: Deployment;
  readonly isLocked: () => Promise<boolean>;
  readonly locks: () => Promise<readonly string[]>;
}): Promise<Story> {
  const { moto, proxy } = scene;
  const apply = scene.first.stacks[0]!.workspace.start(APPLY);
  await until("the first deploy holds the lock", scene.isLocked, STEP);
  // It stays in the middle of its work for as long as its AWS does not answer.
  proxy.hold();
  const second = await scene.second.stacks[0]!.workspace.run(APPLY, STEP);
  const meanwhile = await readAccount(moto.endpoint);
  proxy.resume();
  const first = await apply.outcome;
  return {
    second,
    meanwhile,
    first,
    drift: await scene.first.drift(),
    account: await readAccount(moto.endpoint),
    locks: await scene.locks(),
  };
}
