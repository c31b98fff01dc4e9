import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { documented } from "../plan/documented";
import { ByHand } from "../support/by-hand";
import { ACCOUNT, awsEnvironment, Moto, REGION } from "../support/moto";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { requires } from "../support/tools";
import { terraformEnvironment } from "../support/tools-terraform";
import { readAccount } from "./deployment";

jest.setTimeout(300_000);

const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const HEAD = { version: 1, accountId: ACCOUNT, region: REGION, zilliz: { externalId: "cid-hand" } };

const CONFIG = {
  ...HEAD,
  name: "hand",
  project: { bucket: { name: "zilliz-byoc-hand" }, network: {}, createKmsKey: true },
  milvus: {
    cluster: { oidcIssuer: ISSUER, createOidcProvider: true },
    bucket: { name: "hand-milvus" },
  },
};

/** Followed the documents, and got some of it wrong. */
const OTHER = {
  ...HEAD,
  name: "other",
  project: { bucket: { name: "zilliz-byoc-other" }, network: {} },
};
const PATH = "/zilliz-byoc/";

interface Told {
  readonly stacks: readonly {
    readonly id: string;
    readonly adopted: readonly {
      readonly address: string;
      readonly differences: readonly { readonly argument: string }[];
    }[];
    readonly changes: readonly {
      readonly deed: string;
      readonly address: string;
      readonly imported?: true;
    }[];
    readonly refusals: readonly { readonly address: string; readonly fix?: string }[];
    readonly beside: readonly string[];
  }[];
}

requires("terraform", "moto")("what was made by hand", () => {
  let moto: Moto;
  let folder: string;

  beforeAll(async () => {
    moto = await Moto.start();
    // Where the SDK looks, which is asked within this process.
    Object.assign(process.env, awsEnvironment(moto.endpoint));
    folder = scratchFolder();
    const hand = new ByHand(moto.endpoint);
    await Promise.all([makeProject(hand), makeMilvus(hand), makeOther(hand)]);
  });

  afterAll(() => moto.kill());

  const planned = (id: string, ...path: string[]) =>
    join(folder, "cdktf.out", "stacks", id, ...path);
  const imports = (id: string) => planned(id, "imports.tf.json");
  const byoc = (command: string, config: object, ...more: string[]) => {
    const file = join(folder, "byoc.yaml");
    writeFileSync(file, stringify(config));
    return said([command, "--config", file, "--out", join(folder, "cdktf.out"), ...more], {
      environment: terraformEnvironment(awsEnvironment(moto.endpoint)),
    });
  };
  const told = async (config: object, ...more: string[]) => {
    const { code, out } = await byoc("adopt", config, "--quiet", "--format", "json", ...more);
    return { code, stacks: (JSON.parse(out) as Told).stacks };
  };

  it("is taken in as adopt announces it: nothing destroyed or replaced, and once is enough", async () => {
    const { code, stacks } = await told(CONFIG);
    expect(code).toBe(0);
    const text = readFileSync(imports("hand-milvus-access"), "utf8");
    const again = await byoc("adopt", CONFIG, "*-milvus-access");
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining("nothing new") });
    expect(readFileSync(imports("hand-milvus-access"), "utf8")).toBe(text);

    const plan = await byoc("plan", CONFIG, "--format", "json");
    const { stacks: changed } = JSON.parse(plan.out) as Told;
    expect(changed.map(({ changes }) => changes)).toEqual(stacks.map(({ changes }) => changes));
    const deeds = changed.flatMap(({ changes }) => changes.map(({ deed }) => deed));
    expect([...new Set(deeds)].sort()).toEqual(["create", "import", "update"]);
    const [project, milvus] = stacks;
    expect(created(project)).toEqual([
      "aws_iam_role_policy.storage_kms_policy",
      "aws_s3_bucket_lifecycle_configuration.bucket",
      "aws_s3_bucket_ownership_controls.bucket",
      "aws_s3_bucket_policy.bucket",
      "aws_s3_bucket_public_access_block.bucket",
    ]);
    expect(created(milvus)).toEqual(
      created(project).slice(1).concat("aws_s3_bucket_server_side_encryption_configuration.bucket"),
    );
    for (const { adopted, changes } of stacks) {
      for (const { address, differences } of adopted) {
        const deed = changes.find((one) => one.address === address)?.deed;
        expect([address, deed]).toEqual([address, differences.length > 0 ? "update" : "import"]);
      }
    }

    expect(await byoc("apply", CONFIG, "--yes")).toMatchObject({ code: 0 });
    expect(existsSync(imports("hand-project"))).toBe(false);
    expect(await byoc("apply", CONFIG, "--yes")).toMatchObject({
      code: 0,
      out: expect.stringContaining("nothing to apply"),
    });
    expect((await byoc("plan", CONFIG)).out).toContain("2 stacks: no changes");
    expect(await byoc("adopt", CONFIG)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/in its state already[^]*nothing to adopt$/),
    });
  });

  it("is refused where a plan would replace it, and the fix keeps it", async () => {
    const before = await readAccount(moto.endpoint);
    const { code, stacks } = await told(OTHER);
    expect(code).toBe(1);
    expect(existsSync(imports("other-project"))).toBe(false);
    const [{ refusals } = { refusals: [] }] = stacks;
    expect(refusals.map(({ address }) => address).sort()).toEqual([
      "aws_iam_policy.ebs_csi_controller_policy",
      "aws_iam_role.eks_role",
      "aws_s3_bucket.bucket",
      "aws_subnet.private_1",
      "aws_subnet.private_2",
      "aws_subnet.private_3",
      "aws_subnet.public",
    ]);
    expect(new Set(refusals.map(({ fix }) => fix))).toEqual(
      new Set([
        "name another bucket",
        `write path: ${PATH} below project`,
        "write availabilityZones: [us-west-2b, us-west-2c, us-west-2d] below project.network",
      ]),
    );
    const mended = await told({
      ...OTHER,
      project: {
        bucket: { name: "zilliz-byoc-another" },
        path: PATH,
        network: { availabilityZones: ["b", "c", "d"].map((zone) => `${REGION}${zone}`) },
      },
    });
    const others = "arn:aws:iam::aws:policy/ReadOnlyAccess, attached to the role";
    expect(mended).toMatchObject({
      code: 0,
      stacks: [{ refusals: [], beside: [`${others} zilliz-byoc-other-eks-role`] }],
    });
    expect(await readAccount(moto.endpoint)).toEqual(before);
  });
});

function created(stack: Told["stacks"][number] | undefined): string[] {
  const made = stack?.changes.filter(({ deed }) => deed === "create") ?? [];
  return made.map(({ address }) => address).sort();
}

/** Role kinds by Terraform id, with what the documents put on them. */
async function makeProject(hand: ByHand): Promise<void> {
  const texts = documented(CONFIG)["project"]!;
  const stem = "zilliz-byoc-hand";
  await hand.bucket(stem);
  await hand.key(`alias/${stem}-storage`, stem);
  for (const kind of ["storage", "cross_account", "eks"]) {
    const role = `${stem}-${kind.replace("_", "-")}-role`;
    await hand.role(role, texts[`aws_iam_role.${kind}_role`]);
    const inline = texts[`aws_iam_role_policy.${kind}_policy`];
    if (inline) await hand.inline(role, role.replace(/role$/, "policy"), inline);
  }
  const eks = `${stem}-eks-role`;
  for (const id of ["aws_lb_controller", "cluster_autoscaler", "ebs_csi_controller"]) {
    const text = texts[`aws_iam_policy.${id}_policy`];
    await hand.policy(eks, `${stem}-${id.replaceAll("_", "-")}-policy`, text);
  }
  for (const name of [
    "AmazonEKS_CNI_Policy",
    "AmazonEC2ContainerRegistryReadOnly",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKSClusterPolicy",
    "AmazonEKSVPCResourceController",
  ]) {
    await hand.attach(eks, `arn:aws:iam::aws:policy/${name}`);
  }
  const vpc = await hand.vpc("10.0.0.0/16", `${stem}-vpc`);
  await hand.network(vpc, `${stem}-sg`, ["a", "b", "c"]);
}

async function makeMilvus(hand: ByHand): Promise<void> {
  const texts = documented(CONFIG)["milvus-access"]!;
  await hand.bucket("hand-milvus");
  await hand.oidcProvider(ISSUER);
  await hand.role("milvus-s3-access-sa", texts["aws_iam_role.milvus_role"]);
  const policy = texts["aws_iam_policy.milvus_policy"];
  await hand.policy("milvus-s3-access-sa", "MilvusS3ReadWrite", policy);
}

async function makeOther(hand: ByHand): Promise<void> {
  const texts = documented(OTHER)["project"]!;
  const stem = "zilliz-byoc-other";
  await hand.bucket(stem, "eu-west-1");
  const eks = `${stem}-eks-role`;
  await hand.role(eks, texts["aws_iam_role.eks_role"], PATH);
  await hand.attach(eks, "arn:aws:iam::aws:policy/ReadOnlyAccess");
  const policy = texts["aws_iam_policy.ebs_csi_controller_policy"];
  await hand.policy(eks, `${stem}-ebs-csi-controller-policy`, policy, PATH);
  const vpc = await hand.vpc("10.0.0.0/16", `${stem}-vpc`);
  await hand.network(vpc, `${stem}-sg`, ["b", "c", "d"]);
}
