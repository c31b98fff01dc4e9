import { ACCOUNT, REGION } from "../support/moto";
import { changes } from "../support/terraform";
import { requires } from "../support/tools";
import { DOCUMENTED, policiesAgainst } from "./deployer-policy";
import { changesOf, type Account } from "./deployment";
import { expectProtected, TAGS } from "./protected";
import { tellStory, type Story } from "./stories";
import {
  BUCKETS,
  CHANGE,
  CONFIG,
  NETWORK,
  NEXT_TRUST,
  OTHER_TAGS,
  POLICIES,
  ROLES,
  TAGGED,
  WIDER,
} from "./whole";
import { afterZilliz, ISSUER, OTHER_ISSUER, trustsOf, type Rewritten } from "./zilliz";

jest.setTimeout(420_000);

const STATES = "terraform-states";
const STACKS = ["bootstrap", "project", "integration", "milvus-access"].map(
  (end) => `whole-${end}`,
);
const IN_S3 = STACKS.slice(2);
const STEM = "zilliz-byoc-whole";

/** Types of resources that carry the deployment's tags. */
const WITH_TAGS = /^aws_(iam_role|iam_policy|s3_bucket|kms_key|iam_openid_connect_provider)\./;

requires("terraform", "moto")("a whole deployment", () => {
  let local: Story<Rewritten | undefined>;
  let s3: Story<undefined>;
  let network: Story<undefined>;

  beforeAll(() => {
    local = tellStory({
      config: CONFIG,
      change: CHANGE,
      interlude: (moto, deployment) => afterZilliz(moto, deployment, CONFIG, STEM),
    });
    s3 = tellStory<undefined>({ config: TAGGED, change: OTHER_TAGS, states: STATES });
    network = tellStory<undefined>({ config: NETWORK, change: WIDER });
  });

  describe("with its states on this machine", () => {
    let account: Account;
    let drift: Record<string, string>;
    beforeAll(async () => {
      ({ account, drift } = await local.deployed);
    });

    it("leaves nothing to do for a second plan", () => {
      expect(drift).toEqual(Object.fromEntries(STACKS.map((id) => [id, ""])));
    });

    it("makes the documented roles, with their trusts and policies", () => {
      expect(Object.keys(account.roles).sort()).toEqual(Object.keys(ROLES).sort());
      for (const [name, { tags, description, ...facts }] of Object.entries(account.roles)) {
        expect({ name, ...facts }).toEqual({ name, boundary: undefined, ...ROLES[name] });
        expect({ name, tags }).toEqual({ name, tags: TAGS });
        expect(description?.length).toBeGreaterThan(20);
      }
    });

    it("makes the documented policies", () => {
      expect(Object.keys(account.policies).sort()).toEqual(Object.keys(POLICIES).sort());
      for (const [name, facts] of Object.entries(account.policies)) {
        expect({ name, ...facts }).toMatchObject({ name, tags: TAGS, ...POLICIES[name] });
        expect(facts.description?.length).toBeGreaterThan(20);
      }
    });

    it("makes private, encrypted buckets", () => {
      expect(Object.keys(account.buckets).sort()).toEqual(Object.keys(BUCKETS).sort());
      for (const [name, settings] of Object.entries(BUCKETS)) {
        expectProtected(name, account.buckets[name]!, settings.versioned === true);
        expect(account.buckets[name]?.encryption).toEqual([
          settings.encrypted
            ? {
                ApplyServerSideEncryptionByDefault: {
                  SSEAlgorithm: "aws:kms",
                  KMSMasterKeyID: account.keys[0]?.arn,
                },
                BucketKeyEnabled: true,
              }
            : expect.objectContaining({
                ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
              }),
        ]);
      }
    });

    it("makes one key, which turns over and obeys the account's IAM policies", () => {
      expect(account.keys).toEqual([
        {
          arn: expect.stringMatching(`^arn:aws:kms:${REGION}:${ACCOUNT}:key/`),
          state: "Enabled",
          rotation: true,
          aliases: ["alias/zilliz-integration-whole"],
          policy: {
            Version: "2012-10-17",
            Statement: [
              expect.objectContaining({
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
                Action: "kms:*",
              }),
            ],
          },
        },
      ]);
    });

    it("makes the cluster's OIDC provider", () => {
      const url = CONFIG.milvus.cluster.oidcIssuer.replace("https://", "");
      expect(account.oidcProviders).toEqual({ [url]: ["sts.amazonaws.com"] });
    });

    it("is gone without a trace when it is destroyed, keys after their waiting time", async () => {
      const left = await local.destroyed;
      expect(left).toMatchObject({ roles: {}, policies: {}, oidcProviders: {}, buckets: {} });
      expect(left.keys.map(({ state, aliases }) => ({ state, aliases }))).toEqual([
        { state: "PendingDeletion", aliases: [] },
      ]);
    });
  });

  describe("once Zilliz has rewritten the trusts", () => {
    it("leaves them alone while the config does not know the issuer", async () => {
      expect((await local.between)!.ignored).toBe("");
    });

    it("agrees with them when the config names the same issuer", async () => {
      expect(changes((await local.between)!.agreed)).toEqual({});
    });

    it("plans its own trusts back when the config names another issuer", async () => {
      const { undone } = (await local.between)!;
      expect(changes(undone)).toEqual({
        "aws_iam_role.eks_role": "update",
        "aws_iam_role.storage_role": "update",
      });
      const planned = undone.resource_changes.find(
        ({ address }) => address === "aws_iam_role.storage_role",
      );
      expect(JSON.parse(String(planned?.change.after?.["assume_role_policy"]))).toEqual(
        trustsOf(STEM, OTHER_ISSUER)[`${STEM}-storage-role`],
      );
    });
  });

  describe("when its config changes", () => {
    it("plans the resources that the change is about, and no other", async () => {
      const { plans } = await local.changed;
      expect(changesOf(plans)).toEqual({
        "whole-bootstrap": {
          "aws_iam_role.bootstrap_role": "delete",
          "aws_iam_role_policy_attachment.bootstrap_attachment": "delete",
        },
        "whole-integration": { "aws_iam_role.integration_role": "update" },
        "whole-milvus-access": {
          "aws_s3_bucket_lifecycle_configuration.bucket": "update",
          "aws_s3_bucket_versioning.bucket": "create",
        },
      });
    });

    it("changes them, and leaves everything else as it was", async () => {
      const before = (await local.deployed).account;
      const { account: after, drift } = await local.changed;
      const roles = { ...before.roles };
      delete roles["zilliz-bootstrap-role"];
      const withTrusts = Object.entries(trustsOf(STEM, ISSUER)).map(([name, trust]) => [
        name,
        { ...roles[name], trust },
      ]);
      const integration = "zilliz-integration-role-whole";
      const milvus = after.buckets["whole-milvus"]!;
      expectProtected("whole-milvus", milvus, true);
      expect(after).toEqual({
        ...before,
        roles: {
          ...roles,
          ...Object.fromEntries(withTrusts),
          [integration]: { ...roles[integration], trust: NEXT_TRUST },
        },
        buckets: {
          ...before.buckets,
          "whole-milvus": {
            ...before.buckets["whole-milvus"],
            versioning: milvus.versioning,
            lifecycle: milvus.lifecycle,
          },
        },
      });
      expect(drift).toEqual(Object.fromEntries(STACKS.map((id) => [id, ""])));
    });

    it("changes tags in place, wherever there are any", async () => {
      const { account: before, drift: none } = await s3.deployed;
      expect(none).toEqual(Object.fromEntries(IN_S3.map((id) => [id, ""])));
      const { plans, account: after, drift } = await s3.changed;
      for (const plan of Object.values(plans)) {
        const tagged = plan.resource_changes.filter(({ address }) => WITH_TAGS.test(address));
        expect(tagged.length).toBeGreaterThan(2);
        expect(changes(plan)).toEqual(
          Object.fromEntries(tagged.map(({ address }) => [address, "update"])),
        );
      }
      const tags = { Vendor: "zilliz-byoc", CostCenter: "0815", Owner: "platform" };
      const retag = <Facts extends object>(things: Record<string, Facts>) =>
        Object.fromEntries(Object.entries(things).map(([key, it]) => [key, { ...it, tags }]));
      const { [STATES]: states, ...buckets } = before.buckets;
      expect(after).toEqual({
        ...before,
        roles: retag(before.roles),
        policies: retag(before.policies),
        buckets: { ...retag(buckets), [STATES]: states },
      });
      expect(drift).toEqual(Object.fromEntries(IN_S3.map((id) => [id, ""])));
    });
  });

  it("keeps one state for each stack in S3, and no lock", async () => {
    expect(await s3.states).toEqual(IN_S3.map((id) => `zilliz-byoc/${id}.tfstate`));
    expect(Object.keys((await s3.destroyed).buckets)).toEqual([STATES]);
  });

  it("makes the network, changes its tags, and leaves nothing of it", async () => {
    const { drift } = await network.deployed;
    expect(drift).toEqual({ "linked-project": "" });
    expect((await network.changed).drift).toEqual({ "linked-project": "" });
    expect((await network.destroyed).roles).toEqual({});
  });

  it("does all of it with the deployer's policies, which allow nothing else", async () => {
    const backend = { terraform: { backend: { type: "s3", bucket: STATES } } };
    const stories = [
      policiesAgainst([CONFIG, CHANGE], await local.calls),
      policiesAgainst([{ ...OTHER_TAGS, ...backend }], await s3.calls),
      policiesAgainst([NETWORK, WIDER], await network.calls),
    ];
    expect(stories.map(({ refused }) => refused)).toEqual([[], [], []]);
    const called = new Set(stories.flatMap((story) => [...story.called]));
    const idle = new Set(stories.flatMap((story) => story.idle));
    expect([...idle].filter((action) => !called.has(action))).toEqual([]);
    // What is seen here needs no other reason.
    expect(called.size).toBeGreaterThan(90);
    expect(DOCUMENTED.filter((action) => called.has(action))).toEqual([]);
  });
});
