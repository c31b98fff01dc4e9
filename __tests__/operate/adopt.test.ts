import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Asking } from "../../operate/aws/asking";
import { meantStack, type MeantStack } from "../../operate/aws/meant";
import { awsReader } from "../../operate/aws/read";
import { openAws, type Session } from "../../operate/aws/session";
import { differencesOf } from "../../operate/adopt/differences";
import { existingOf } from "../../operate/adopt/existing";
import {
  forgetImports,
  importsText,
  IMPORTS,
  pruneImports,
  refuseEdited,
} from "../../operate/adopt/import-file";
import { destroyedBy } from "../../operate/adopt/refusals";
import { readInputs } from "../../terraform/files";
import { deployments, synthTexts } from "../stacks/synth";
import { ByHand } from "../support/by-hand";
import { FaultyAws, refuse } from "../support/faulty-aws";
import { ACCOUNT, Moto, REGION } from "../support/moto";
import { scratchFolder } from "../support/scratch";
import { requires } from "../support/tools";

const HEAD = `version: 1
name: hand
accountId: "${ACCOUNT}"
region: ${REGION}
zilliz: { externalId: cid-7h3k9m2p5q8r1s4t6u0v2w5x8 }
`;
const EVERY = `${HEAD}bootstrap: {}
project: { bucket: { name: zilliz-byoc-hand, versioning: true, accessLogBucket: acme-logs }, network: { privateLink: true } }
integration: { bucket: { name: hand-export, existing: true } }
milvus:
  cluster: { name: acme, podIdentity: true }
  bucket: { name: hand-milvus }
  createKmsKey: true
`;
const OIDC = `milvus:
  cluster: { oidcIssuer: "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF", createOidcProvider: true }
  bucket: { name: hand-milvus }
`;

/** A stack of a config as it is written. */
function stackOf(text: string, end: string): { readonly id: string; readonly folder: string } {
  const [id, file] = Object.entries(synthTexts(text)).find(([one]) => one.endsWith(end))!;
  return { id, folder: scratchFolder({ "cdk.tf.json": JSON.stringify(file) }) };
}
function meantOf(text: string, end: string): MeantStack {
  const [, file] = Object.entries(synthTexts(text)).find(([one]) => one.endsWith(end))!;
  return meantStack(file)!;
}

it("each resource that a stack can have is looked for", async () => {
  const session = await openAws({ region: REGION }, {});
  const readers = [...awsReader(new Asking(session)).readers.keys()];
  session.close();
  const types = Object.values(synthTexts(EVERY)).flatMap(({ resource }) => Object.keys(resource));
  const all = [
    ...types,
    ...Object.keys(synthTexts(`${HEAD}${OIDC}`)["hand-milvus-access"]!.resource),
  ];
  expect([...new Set(all)].sort()).toEqual(readers.sort());
});

describe("differences of a resource", () => {
  const change = (before: object, after: object, unknown: object = {}) => ({
    before,
    after,
    after_unknown: unknown,
  });

  it("are told argument by argument, tags once, and what is as good as nothing is none", () => {
    expect(
      differencesOf(
        change(
          {
            description: "",
            tags: {},
            tags_all: { Owner: "me" },
            rule: [{ id: "a", n: 1 }],
            x: [],
          },
          { tags: null, tags_all: { Vendor: "z" }, rule: [{ id: "a", n: 2 }], force: false },
        ),
        {},
      ),
    ).toEqual([
      { argument: "force", before: undefined, after: false },
      { argument: "rule[0].n", before: 1, after: 2 },
      { argument: "tags.Owner", before: "me", after: undefined },
      { argument: "tags.Vendor", before: undefined, after: "z" },
    ]);
  });

  it("show no policy, and what is known later only where the stack sets it", () => {
    const differing = change(
      { policy: "{}", arn: "a", nat_gateway_id: "nat-1" },
      { policy: "[]" },
      { arn: true, nat_gateway_id: true },
    );
    expect(differencesOf(differing, { nat_gateway_id: "${aws_nat_gateway.nat.id}" })).toEqual([
      { argument: "nat_gateway_id", before: "nat-1", after: "(known after apply)" },
      { argument: "policy" },
    ]);
  });
});

describe("what a plan would destroy or replace", () => {
  const [deployment] = deployments(`${HEAD}project: { bucket: { name: a-bucket }, network: {} }\n`);
  const refused = (type: string, name: string, before: unknown, ...actions: string[]) =>
    destroyedBy(
      [
        {
          address: `${type}.x`,
          type,
          change: {
            actions: actions.length > 0 ? actions : ["delete", "create"],
            before: { [name]: before },
            after: { [name]: "meant" },
            replace_paths: [[name]],
          },
        },
      ],
      "hand-project",
      deployment!,
    );

  it.each([
    ["aws_iam_role", "path", "/other/", "write path: /other/ below project"],
    ["aws_vpc", "cidr_block", "10.8.0.0/16", "write cidr: 10.8.0.0/16 below project.network"],
    ["aws_vpc", "cidr_block", "10.8.0.0/20", undefined],
    ["aws_subnet", "availability_zone", "us-west-2d", undefined],
    ["aws_nat_gateway", "connectivity_type", "private", undefined],
  ])("is refused: %s with another %s, %s", (type, name, before, fix) => {
    const [refusal, ...more] = refused(type, name, before);
    expect(more).toEqual([]);
    expect(refusal).toMatchObject({ address: `${type}.x` });
    expect(refusal!.message).toContain(`${name} is "${before}", and the config means "meant"`);
    expect(refusal!.fix).toBe(fix);
  });

  it("what is replaced because of another is not told beside it", () => {
    const change = (address: string, name: string, unknown: object) => ({
      address,
      type: address.split(".")[0],
      change: {
        actions: ["delete", "create"],
        before: { [name]: "b" },
        after: { [name]: "a" },
        after_unknown: unknown,
        replace_paths: [[name]],
      },
    });
    const changes = [
      change("aws_subnet.public", "availability_zone", {}),
      change("aws_nat_gateway.nat", "subnet_id", { subnet_id: true }),
    ];
    expect(destroyedBy(changes, "hand-project", deployment!)).toMatchObject([
      { address: "aws_subnet.public" },
    ]);
  });

  it("what goes is refused as well, and what is changed in place is not", () => {
    expect(refused("aws_iam_role", "path", "/", "delete")).toMatchObject([
      { message: expect.stringContaining("would destroy it") },
    ]);
    expect(refused("aws_iam_role", "path", "/", "update")).toEqual([]);
  });
});

describe("the file of import blocks", () => {
  const ROLE = { address: "aws_iam_role.storage_role", id: "zilliz-byoc-hand-storage-role" };
  const CONFIG = `${HEAD}project: { bucket: { name: a-bucket } }\n`;
  const withImports = (text: string) => {
    const stack = stackOf(CONFIG, "-project");
    writeFileSync(join(stack.folder, IMPORTS), text);
    return { stack: { ...stack, needs: [] }, file: join(stack.folder, IMPORTS) };
  };

  it("goes once it is applied, and stays where somebody has edited it", () => {
    const ours = withImports(importsText([ROLE]));
    expect(() => refuseEdited([ours.stack])).not.toThrow();
    forgetImports(ours.stack);
    expect(existsSync(ours.file)).toBe(false);
    const edited = withImports(importsText([ROLE]).replace("hand", "foot"));
    forgetImports(edited.stack);
    expect(existsSync(edited.file)).toBe(true);
    expect(() => refuseEdited([edited.stack])).toThrow("was not written by byoc as it is");
  });

  it("loses what the stack makes no longer, which Terraform refuses to import", () => {
    const gone = { address: "aws_iam_role.gone", id: "gone" };
    const { stack, file } = withImports(importsText([gone, ROLE]));
    pruneImports(stack);
    expect(readFileSync(file, "utf8")).toBe(importsText([ROLE]));
    const all = withImports(importsText([gone]));
    pruneImports(all.stack);
    expect(existsSync(all.file)).toBe(false);
  });

  it("is part of the stack for byoc check", () => {
    const { stack } = withImports(importsText([ROLE]));
    const addresses = readInputs([stack.folder]).flatMap(({ resources }) =>
      resources.map(({ address }) => address),
    );
    expect(addresses).toContain(ROLE.address);
  });
});

const allowing = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});

/** EKS, as far as it is asked here and the emulator does not answer: associations of one cluster. */
class Eks {
  associations: readonly object[] | undefined;
  private readonly server = createServer(({ url = "" }, answer) => {
    answer.setHeader("Content-Type", "application/json");
    if (this.associations === undefined) {
      answer.writeHead(404, { "X-Amzn-ErrorType": "ResourceNotFoundException" });
      answer.end('{"message":"No cluster found for name: acme."}');
    } else {
      const id = /-associations\/(.+)$/.exec(url)?.[1];
      const association = { associationId: id, roleArn: "arn" };
      answer.end(JSON.stringify(id ? { association } : { associations: this.associations }));
    }
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

requires("moto")("looking for what exists", () => {
  const eks = new Eks();
  let moto: Moto;
  let aws: FaultyAws;
  let hand: ByHand;
  let session: Session;

  beforeAll(async () => {
    moto = await Moto.start();
    aws = await FaultyAws.start(moto.endpoint);
    hand = new ByHand(moto.endpoint);
    process.env["AWS_ACCESS_KEY_ID"] = "testing";
    process.env["AWS_SECRET_ACCESS_KEY"] = "testing";
    const services = ["ec2", "iam", "kms", "s3", "sts"] as const;
    const endpoints = Object.fromEntries(services.map((name) => [name, aws.endpoint]));
    endpoints["eks"] = await eks.listen();
    session = await openAws({ region: REGION, endpoints }, {});
  }, 60_000);

  afterEach(() => aws.fail(() => false));

  afterAll(async () => {
    session.close();
    eks.close();
    aws.close();
    await moto.kill();
  });

  const look = (meant: MeantStack, vpc?: string) =>
    existingOf(meant, awsReader(new Asking(session)), vpc);
  const found = async (meant: MeantStack) =>
    Object.fromEntries((await look(meant)).imports.map(({ address, id }) => [address, id]));

  it("finds nothing in an empty account, a cluster that is not there included", async () => {
    for (const end of ["-bootstrap", "-project", "-integration", "-milvus-access"]) {
      expect(await look(meantOf(EVERY, end))).toEqual({ imports: [], refusals: [], notes: [] });
    }
  });

  it("finds a part, by name whatever the path, and leaves existing buckets alone", async () => {
    await hand.bucket("hand-export");
    await hand.role("zilliz-integration-role-hand", {}, "/other/");
    expect(await found(meantOf(EVERY, "-integration"))).toEqual({
      "aws_iam_role.integration_role": "zilliz-integration-role-hand",
    });
    await hand.policy(
      "zilliz-integration-role-hand",
      "zilliz-policy-for-integration-hand",
      allowing("s3:ListBucket"),
      "/other/",
    );
    expect(await found(meantOf(EVERY, "-integration"))).toEqual({
      "aws_iam_role.integration_role": "zilliz-integration-role-hand",
      "aws_iam_policy.integration_policy": `arn:aws:iam::${ACCOUNT}:policy/other/zilliz-policy-for-integration-hand`,
    });
  });

  it("finds a key by its alias, and the bucket's settings that were ever made", async () => {
    await hand.bucket("hand-milvus");
    await hand.key("alias/milvus-hand", "hand-milvus");
    eks.associations = [{ clusterName: "acme", associationId: "a-1234" }];
    const { "aws_kms_key.bucket_key": key, ...others } = await found(
      meantOf(EVERY, "-milvus-access"),
    );
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
    expect(others).toEqual({
      "aws_eks_pod_identity_association.milvus": "acme,a-1234",
      "aws_kms_alias.bucket_key": "alias/milvus-hand",
      "aws_s3_bucket.bucket": "hand-milvus",
      "aws_s3_bucket_server_side_encryption_configuration.bucket": "hand-milvus",
    });
  });

  it("takes nothing for absent that it may not ask about, and names what must be allowed", async () => {
    const meant = meantOf(EVERY, "-integration");
    const denied = (...actions: readonly string[]) =>
      aws.fail(
        (_, body, answer) =>
          actions.some((action) => body.includes(`Action=${action}&`)) &&
          refuse(answer, 403, "AccessDenied"),
      );
    denied("GetRole", "GetPolicy");
    await expect(look(meant)).rejects.toThrow(
      "AWS was asked what is there: iam:GetPolicy is not allowed; iam:GetRole is not allowed\n" +
        "fix: allow iam:GetPolicy, iam:GetRole to whoever runs byoc adopt",
    );
    denied("ListPolicies");
    await expect(look(meantOf(EVERY, "-bootstrap"))).rejects.toThrow("iam:ListPolicies is not");
    aws.fail((_, __, answer) => refuse(answer, 400, "ExpiredToken"));
    await expect(look(meant)).rejects.toThrow(
      /^AWS was asked what is there: the credentials are not taken: ExpiredToken: .*$/,
    );
  });

  it("refuses a bucket that these credentials may not see, and asks in two ways before", async () => {
    const meant = meantOf(EVERY, "-milvus-access");
    const addresses = (await look(meant)).imports.map(({ address }) => address);
    aws.fail(
      (_, __, answer, { url }) =>
        /^\/hand-milvus\/?\?location/.test(url) && refuse(answer, 403, "AccessDenied"),
    );
    expect((await look(meant)).imports.map(({ address }) => address)).toEqual(addresses);
    aws.fail(
      (_, __, answer, { url }) =>
        /^\/hand-milvus\/?(\?location|$)/.test(url) && refuse(answer, 403, "AccessDenied"),
    );
    const { refusals, imports } = await look(meant);
    expect(refusals).toEqual([
      {
        address: "aws_s3_bucket.bucket",
        message: expect.stringMatching(/is another account's, or s3:GetBucketLocation is not all/),
        fix: "name another bucket, or ask with credentials that may read it",
      },
    ]);
    const left = imports.map(({ address }) => address);
    expect(left).toEqual(addresses.filter((address) => !address.startsWith("aws_s3_bucket")));
  });

  it("refuses a bucket of another region, and takes in none of its settings", async () => {
    await hand.bucket("zilliz-byoc-hand", "eu-west-1");
    await hand.key("alias/other", "zilliz-byoc-hand");
    const { refusals, imports } = await look(meantOf(EVERY, "-project"));
    expect(imports).toEqual([]);
    expect(refusals).toEqual([
      {
        address: "aws_s3_bucket.bucket",
        message: expect.stringContaining("is in eu-west-1, and the deployment in us-west-2"),
        fix: "name another bucket",
      },
    ]);
  });

  it("tells VPCs apart by name, by what the user says, and not by addresses alone", async () => {
    const meant = meantOf(
      `${HEAD}project: { bucket: { name: not-there }, network: {} }\n`,
      "-project",
    );
    aws.fail(
      (_, body, answer) =>
        body.includes("Name=cidr&") && refuse(answer, 403, "UnauthorizedOperation"),
    );
    await expect(look(meant)).rejects.toThrow("ec2:DescribeVpcs is not allowed");
    aws.fail(() => false);
    const first = await hand.vpc("10.0.0.0/16");
    expect(await look(meant)).toEqual({
      imports: [],
      refusals: [],
      notes: [expect.stringContaining(`add --vpc ${first}`)],
    });
    expect(await look(meant, first)).toMatchObject({ imports: [{ id: first }] });
    expect(await look(meant, "vpc-00000000")).toMatchObject({
      refusals: [{ message: "there is no VPC vpc-00000000 in us-west-2" }],
    });
    const named = await hand.vpc("10.0.0.0/16", "zilliz-byoc-hand-vpc");
    expect(await look(meant)).toMatchObject({ imports: [{ id: named }], notes: [] });
    const second = await hand.vpc("10.1.0.0/16", "zilliz-byoc-hand-vpc");
    const { refusals, imports } = await look(meant);
    expect(imports).toEqual([]);
    expect(refusals).toMatchObject([
      { address: "aws_vpc.vpc", fix: expect.stringMatching(/--vpc vpc-/) },
    ]);
    for (const id of [named, second]) expect(refusals[0]!.message).toContain(id);
  });

  it("finds a policy of another path beyond the first page of policies", async () => {
    const policy = allowing("s3:ListBucket");
    await hand.policies(101, policy);
    const name = "zilliz-byoc-hand-ebs-csi-controller-policy";
    await hand.role("zilliz-byoc-hand-eks-role", {});
    await hand.policy("zilliz-byoc-hand-eks-role", name, policy, "/z/");
    expect(await found(meantOf(EVERY, "-project"))).toMatchObject({
      "aws_iam_policy.ebs_csi_controller_policy": `arn:aws:iam::${ACCOUNT}:policy/z/${name}`,
    });
  });
});
