import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ACCOUNT, Moto, REGION } from "../support/moto";
import { Proxy, type Seen } from "../support/moto-proxy";
import type { Workspace } from "../support/terraform";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import type { Outcome } from "../support/tools-process";
import { Deployment, readAccount, type Account } from "./deployment";

jest.setTimeout(240_000);

const APPLY = ["apply", "-auto-approve", "-input=false", "-no-color"];
const BUCKET = "zilliz-byoc-faulty";

const common = {
  version: 1,
  name: "faulty",
  accountId: ACCOUNT,
  region: REGION,
  zilliz: { externalId: "cid-faults" },
};
const bootstrap = { ...common, bootstrap: {} };
const project = {
  ...common,
  project: { bucket: { name: BUCKET, preventDestroy: false, forceDestroy: true } },
};
/** As configs are by default. */
const kept = { ...common, project: { bucket: { name: BUCKET } } };

/** What an account holds after a deploy: no more, no less. */
const WHOLE_BOOTSTRAP = {
  roles: { "zilliz-bootstrap-role": [0, 1], "zilliz-management-role": [0, 1] },
  policies: ["aws-lb-irsa", "bootstrap", "business-irsa", "ca-irsa", "ebs-csi-irsa", "management"]
    .concat("permission-boundary")
    .map((name) => `zilliz-${name}-policy`),
  buckets: [],
};
const WHOLE_PROJECT = {
  roles: {
    [`${BUCKET}-cross-account-role`]: [1, 0],
    [`${BUCKET}-eks-role`]: [0, 8],
    [`${BUCKET}-storage-role`]: [1, 0],
  },
  policies: ["aws-lb-controller", "cluster-autoscaler", "ebs-csi-controller"].map(
    (name) => `${BUCKET}-${name}-policy`,
  ),
  buckets: [BUCKET],
};

/** What became of a deploy that was cut off, and of the run after it. */
interface Story {
  readonly cutOff: Outcome;
  /** Before anything was repaired. */
  readonly left: Account;
  readonly next: Outcome;
  readonly account: Account;
  readonly drift: Record<string, string>;
}

interface Plot {
  readonly config: object;
  /** The first request that does not come through. */
  readonly before: (seen: Seen) => boolean;
  /** AWS forgets everything as well. */
  readonly forgets?: boolean;
  /** What the user does before the next run. */
  readonly repair?: (workspace: Workspace) => Promise<unknown>;
}

const inPublicAccess = ({ method, url }: Seen) => method === "PUT" && /publicAccess/i.test(url);
const inTagging = ({ method, url }: Seen) => method === "PUT" && url.includes("?tagging");
const inFirstRole = ({ body }: Seen) => body.includes("Action=CreateRole");

requires("terraform", "moto")("a deploy that is cut off", () => {
  const stories = {} as Record<"iam" | "bucket" | "forgotten" | "untaint", Promise<Story>>;

  beforeAll(() => {
    stories.iam = tell({ config: bootstrap, before: inFirstRole });
    stories.bucket = tell({ config: project, before: inPublicAccess });
    stories.forgotten = tell({ config: project, before: inPublicAccess, forgets: true });
    stories.untaint = tell({
      config: kept,
      before: inTagging,
      repair: (workspace) => workspace.must(["untaint", "aws_s3_bucket.bucket"]),
    });
    for (const story of Object.values(stories)) story.catch(() => undefined);
  });

  it("among policies and roles: the next run completes it, and nothing is doubled", async () => {
    const story = await stories.iam;
    expect(story.cutOff).toMatchObject({ code: 1, timedOut: false });
    expect(Object.keys(story.left.policies)).not.toHaveLength(0);
    expect(Object.keys(story.left.roles)).toHaveLength(0);
    expectWhole(story, WHOLE_BOOTSTRAP);
  });

  it("while a bucket is being protected: the next run completes it, and nothing is doubled", async () => {
    const story = await stories.bucket;
    expect(story.cutOff).toMatchObject({ code: 1, timedOut: false });
    expect(story.left.buckets[BUCKET]).toMatchObject({ tags: { Vendor: "zilliz-byoc" } });
    expect(story.left.buckets[BUCKET]?.publicAccess).toBeUndefined();
    expectWhole(story, WHOLE_PROJECT);
  });

  it("and whose resources are all lost: the next run makes them again", async () => {
    const story = await stories.forgotten;
    expect(story.cutOff).toMatchObject({ code: 1, timedOut: false });
    expect(Object.keys(story.left.roles)).toHaveLength(0);
    expect(Object.keys(story.left.buckets)).toHaveLength(0);
    expectWhole(story, WHOLE_PROJECT);
  });

  // Terraform would make the bucket anew, which prevent_destroy forbids: it may hold data.
  it("before a bucket is tagged: the bucket is kept, and untainting it lets the next run complete", async () => {
    const story = await stories.untaint;
    expect(story.cutOff).toMatchObject({ code: 1, timedOut: false });
    expect(story.left.buckets[BUCKET]).toMatchObject({ tags: {} });
    expectWhole(story, WHOLE_PROJECT);
  });
});

async function tell({ config, before, forgets, repair }: Plot): Promise<Story> {
  const moto = await Moto.start();
  const proxy = await Proxy.start(moto.endpoint);
  const deployment = await Deployment.synthesize(scratchFolder(), config, proxy.endpoint);
  const { workspace } = deployment.stacks[0]!;
  // The provider tries 25 times, for minutes, whatever AWS_MAX_ATTEMPTS says.
  const impatient = join(workspace.folder, "retries_override.tf.json");
  writeFileSync(impatient, '{"provider":{"aws":{"max_retries":1}}}');
  await deployment.init();
  const cut = proxy.cutBefore(before);
  const apply = workspace.start(APPLY);
  await Promise.race([cut, apply.outcome]);
  if (forgets) await moto.kill();
  const cutOff = await apply.outcome;
  if (forgets) await moto.restart();
  await proxy.restore();
  const left = await readAccount(moto.endpoint);
  if (repair) {
    await expect(workspace.run(APPLY)).resolves.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Instance cannot be destroyed"),
    });
    await repair(workspace);
  }
  return {
    cutOff,
    left,
    next: await workspace.run(APPLY),
    account: await readAccount(moto.endpoint),
    drift: await deployment.drift(),
  };
}

/** Roles with the number of their inline and attached policies, policies and buckets. */
function expectWhole(story: Story, whole: typeof WHOLE_BOOTSTRAP | typeof WHOLE_PROJECT): void {
  expect(story.next).toMatchObject({ code: 0 });
  const { roles, policies, buckets } = story.account;
  const counts = Object.entries(roles).map(([name, { inline, attached }]) => [
    name,
    [Object.keys(inline).length, attached.length],
  ]);
  expect(Object.fromEntries(counts)).toEqual(whole.roles);
  expect(Object.keys(policies).sort()).toEqual([...whole.policies].sort());
  expect(Object.keys(buckets)).toEqual(whole.buckets);
  for (const change of Object.values(story.drift)) expect(change).toBe("");
}
