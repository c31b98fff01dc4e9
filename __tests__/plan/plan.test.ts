import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readDeployments } from "../../stacks/deployments";
import { synthesize } from "../../stacks/synthesize";
import { CLUSTERS, releaseConfig, RELEASES } from "../stacks/releases";
import { changes, type Plan } from "../support/terraform";
import type { SynthesizedStack } from "../../stacks/synthesize";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { ENVIRONMENT, everyRun, writtenConfig, type Run } from "./configs";
import { documented } from "./documented";
import { planTogether } from "./together";

jest.setTimeout(180_000);

/** Attributes that hold a policy, by type of resource. */
const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
  aws_s3_bucket_policy: "policy",
  aws_kms_key: "policy",
};

/** Attributes that name a policy. */
const ARNS = ["permissions_boundary", "policy_arn"];

const FIXTURES = join(__dirname, "..", "compliance", "fixtures");
/** Runs whose plans are fixtures: `npm run fixtures` makes them anew. */
const STORED = ["examples/minimal", "examples/full-production"];

const runs = everyRun().map((run) => ({
  ...run,
  stacks: readDeployments(run.files, ENVIRONMENT).deployments.flatMap((deployment, index) => {
    const ends = Object.entries(documented(writtenConfig(run.files[index]!)));
    return ends.map(([end, policies]) => ({ id: `${deployment.name}-${end}`, policies }));
  }),
}));
const cases = runs.flatMap(({ title, stacks }) =>
  stacks.map((stack) => ({ ...stack, title, key: `${title} ${stack.id}` })),
);

requires("terraform")("terraform plans", () => {
  const summaries = new Map<string, SynthesizedStack>();
  const plans = new Map<string, Plan>();
  let podIdentity: Plan;
  let diagnostics: readonly unknown[];

  beforeAll(async () => {
    const folders = new Map<string, string>();
    for (const run of runs) {
      const out = scratchFolder();
      for (const summary of synthesizeRun(run, out)) {
        const key = `${run.title} ${summary.id}`;
        summaries.set(key, summary);
        folders.set(key, join(out, "stacks", summary.id));
      }
    }
    const pods = accessByPodIdentity(scratchFolder());
    const planned = await planTogether(scratchFolder(), [pods, ...folders.values()]);
    const [first, ...rest] = planned.plans;
    podIdentity = first!;
    for (const [index, key] of [...folders.keys()].entries()) plans.set(key, rest[index]!);
    ({ diagnostics } = planned);
  });

  it("covers every stack that the configs make", () => {
    expect([...plans.keys()].sort()).toEqual(cases.map(({ key }) => key).sort());
    expect(cases.length).toBeGreaterThanOrEqual(20);
  });

  it("are valid, without a warning", () => {
    expect(diagnostics).toEqual([]);
  });

  describe.each(cases)("$title $id", ({ key, policies }) => {
    let plan: Plan;
    beforeAll(() => {
      plan = plans.get(key)!;
    });

    it("only creates, and exactly the resources that the synth lists", () => {
      const listed = summaries.get(key)!.resources.map(({ address }) => [address, "create"]);
      expect(listed.length).toBeGreaterThan(0);
      expect(changes(plan)).toEqual(Object.fromEntries(listed));
    });

    it("shows every policy and boundary before anything exists", () => {
      const carriers = plan.resource_changes.filter(({ type }) => type in POLICIES);
      expect(carriers.length).toBeGreaterThan(1);
      for (const { address, type, change } of carriers) {
        const policy = typeof change.after?.[POLICIES[type]!];
        expect({ address, policy }).toEqual({ address, policy: "string" });
      }
      for (const { address, change } of plan.resource_changes) {
        const unknown = ARNS.filter((attribute) => change.after_unknown[attribute] === true);
        expect({ address, unknown }).toEqual({ address, unknown: [] });
      }
    });

    it("holds the documents' policies", () => {
      expect(Object.keys(policies).length).toBeGreaterThan(1);
      for (const [address, policy] of Object.entries(policies)) {
        expect({ address, policy: policyOf(plan, address) }).toEqual({ address, policy });
      }
    });

    it("tells the order that literal ARNs hide", () => {
      expect(missingOrder(plan)).toEqual([]);
    });
  });

  it("gives the cross-account role the 17 documented statements", () => {
    const plan = plans.get("examples/minimal acme-dev-project")!;
    const policy = policyOf(plan, "aws_iam_role_policy.cross_account_policy");
    expect((policy as { Statement: unknown[] }).Statement).toHaveLength(17);
  });

  it("knows beforehand an association with EKS Pod Identity and its trust", () => {
    const after = (type: string) =>
      podIdentity.resource_changes.find((resource) => resource.type === type)!.change.after!;
    expect(after("aws_eks_pod_identity_association")).toMatchObject({
      cluster_name: "acme-eks",
      namespace: "milvus",
      service_account: "milvus-s3-access-sa",
    });
    expect(after("aws_iam_role")["assume_role_policy"]).toContain("pods.eks.amazonaws.com");
    expect(changes(podIdentity)).not.toHaveProperty(["aws_iam_openid_connect_provider.cluster"]);
  });

  it.each(cases.filter(({ title }) => STORED.includes(title)))(
    "is stored among the fixtures of the checks: $title $id",
    ({ key, id }) => {
      const stored = JSON.parse(readFileSync(join(FIXTURES, `${id}.plan.json`), "utf8")) as Plan;
      const told = ({ resource_changes }: Plan) =>
        resource_changes.map(({ address, type, change }) => ({ address, type, change }));
      expect(told(plans.get(key)!)).toEqual(told(stored));
    },
  );
});

/** The stack of a release's access that binds by EKS Pod Identity, which no example has. */
function accessByPodIdentity(out: string): string {
  const file = join(out, "byoc.yaml");
  writeFileSync(file, releaseConfig(RELEASES.production, CLUSTERS["EKS Pod Identity"]));
  synthesize(readDeployments([file], {}).deployments, out);
  return join(out, "stacks", "acme-milvus-access");
}

/** Stacks of AWS alone; releases are planned in release.test.ts, with providers of their own. */
function synthesizeRun(run: Run, out: string): readonly SynthesizedStack[] {
  const { stacks } = synthesize(readDeployments(run.files, ENVIRONMENT).deployments, out);
  return stacks.filter(({ section }) => section !== "milvus-release");
}

function policyOf(plan: Plan, address: string): unknown {
  const found = plan.resource_changes.find((resource) => resource.address === address);
  if (!found) return `no ${address} in the plan`;
  return JSON.parse(String(found.change.after?.[POLICIES[found.type]!]));
}

/** Resources that name another one of the plan by a literal, and do not wait for it. */
function missingOrder(plan: Plan): string[] {
  const { resource_changes: resources, configuration } = plan;
  const waits = new Map(
    configuration.root_module.resources.map((resource) => [
      resource.address,
      resource.depends_on ?? [],
    ]),
  );
  const policies = new Map(
    resources
      .filter(({ type }) => type === "aws_iam_policy")
      .map(({ address, change }) => [String(change.after?.["name"]), address]),
  );
  const block = resources.find(({ type }) => type === "aws_s3_bucket_public_access_block");
  return resources.flatMap(({ address, type, change }) => {
    const needed = {
      aws_iam_role: policies.get(lastName(change.after?.["permissions_boundary"])),
      aws_iam_role_policy_attachment: policies.get(lastName(change.after?.["policy_arn"])),
      aws_s3_bucket_policy: block?.address,
    }[type];
    if (needed === undefined || waits.get(address)?.includes(needed)) return [];
    return [`${address} does not wait for ${needed}`];
  });
}

function lastName(arn: unknown): string {
  return typeof arn === "string" ? arn.split("/").at(-1)! : "";
}
