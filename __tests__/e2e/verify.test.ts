import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GetRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, DeleteBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { stringify } from "yaml";
import { FaultyAws, refuse } from "../support/faulty-aws";
import { ACCOUNT, awsEnvironment, Moto, REGION } from "../support/moto";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { requires } from "../support/tools";
import { terraformEnvironment } from "../support/tools-terraform";
import { TROUBLESHOOTING, VERIFICATION } from "../operate/documented-steps";
import { CONFIG, outsideChanges, WITH_NETWORK } from "./outside-changes";

jest.setTimeout(240_000);

requires("terraform", "moto")("byoc verify", () => {
  let moto: Moto;
  let aws: FaultyAws;
  let folder: string;
  let before: NodeJS.ProcessEnv;
  let whole: string | undefined;

  const file = (name: string) => join(folder, `${name}.yaml`);
  const configured = (config: Readonly<Record<string, unknown>> & { readonly name: string }) => {
    writeFileSync(file(config.name), stringify(config));
    return ["--config", file(config.name)];
  };
  const all = () => [...configured(CONFIG), ...configured(WITH_NETWORK)];
  const terraform = (command: string, ...more: string[]) =>
    said([command, ...all(), "--out", join(folder, "cdktf.out"), ...more], {
      environment: terraformEnvironment(awsEnvironment(moto.endpoint)),
    });
  /** All that was said of what is wrong. */
  const told: string[] = [];
  const verify = async (...args: string[]) => {
    const found = await said(["verify", ...args], { environment: awsEnvironment(aws.endpoint) });
    told.push(found.out);
    return found;
  };

  beforeAll(async () => {
    moto = await Moto.start();
    aws = await FaultyAws.start(moto.endpoint);
    folder = scratchFolder();
    before = { ...process.env };
    // The SDK reads the environment of the process.
    Object.assign(process.env, awsEnvironment(aws.endpoint), { AWS_EC2_METADATA_DISABLED: "true" });
    await terraform("plan", "--quiet");
    const { code, error } = await terraform("apply", "--yes");
    if (code !== 0) throw new Error(error);
  });

  afterAll(async () => {
    process.env = before;
    aws.close();
    await moto.kill();
  });

  it("finds nothing right after apply, in fewer than 90 requests for 7 roles, 12 policies and 3 buckets", async () => {
    const found = await verify(...configured(CONFIG), "--format", "json");
    const { stacks, permissions, requests } = JSON.parse(found.out) as {
      stacks: { resources: { address: string; status: string }[] }[];
      permissions: { subjects: unknown[] };
      requests: number;
    };
    const resources = stacks.flatMap((stack) => stack.resources);
    expect(resources.filter(({ status }) => status !== "same")).toEqual([]);
    expect(permissions.subjects).toEqual([]);
    const of = (type: string) => resources.filter(({ address }) => address.startsWith(`${type}.`));
    expect(
      ["aws_iam_role", "aws_iam_policy", "aws_s3_bucket"].map((type) => of(type).length),
    ).toEqual([7, 12, 3]);
    expect(requests).toBeLessThan(90);

    expect(found.code).toBe(0);
    expect((await verify(...configured(WITH_NETWORK))).code).toBe(0);
  });

  it("says for each role of Zilliz what the right, a wrong and no external ID do", async () => {
    const { out } = await verify(...configured(CONFIG));
    const roles = [
      "zilliz-bootstrap-role",
      "zilliz-management-role",
      "zilliz-byoc-verified-cross-account-role",
      "zilliz-integration-role-verified",
    ];
    for (const role of roles) {
      expect(out).toMatch(
        new RegExp(
          `role ${role}: .* with the external ID: allowed[^]*` +
            `role ${role}: .* with another external ID: denied[^]*` +
            `role ${role}: .* without an external ID: denied`,
        ),
      );
    }
    expect(out).not.toMatch(/cid-verified|zilliz-external-verified/);
  });

  it.each(VERIFICATION.filter(({ account }) => account !== undefined))(
    "does what $document says: $quote",
    async ({ account }) => {
      whole ??= (await verify(...configured(CONFIG), "--all")).out;
      expect(whole).toMatch(account!);
    },
  );

  it("finds what somebody does by hand, each by its name, and nothing when it is undone", async () => {
    const wrong: unknown[] = [];
    for (const { what, stack, change, undo, says, code: meant } of outsideChanges(moto.endpoint)) {
      await change();
      const { code, out, error } = await verify(stack, ...all());
      const unsaid = says.filter((pattern) => !pattern.test(out)).map(String);
      if (unsaid.length > 0 || code !== (meant ?? (says.length > 0 ? 1 : 0))) {
        wrong.push({ what, code, unsaid, out, error });
      }
      await undo();
    }
    expect(wrong).toEqual([]);
    expect((await verify(...all())).code).toBe(0);
  });

  it("finds a bucket that is gone, and nothing when it is made again", async () => {
    const s3 = new S3Client({ endpoint: moto.endpoint, region: REGION, forcePathStyle: true });
    await s3.send(new DeleteBucketCommand({ Bucket: "verified-milvus" }));
    const { code, out } = await verify("*-milvus-access", ...all());
    expect(out).toMatch(/missing {2}aws_s3_bucket.bucket {2}verified-milvus/);
    expect(out).toMatch(/bucket verified-milvus does not exist\n.*NoSuchBucket/);
    expect(code).toBe(1);
    await terraform("plan", "*-milvus-access", "--quiet");
    await terraform("apply", "*-milvus-access", "--yes");
    expect((await verify("*-milvus-access", ...all())).code).toBe(0);
  });

  it("tells of an existing bucket that is nowhere, or elsewhere, what Zilliz Cloud would", async () => {
    const s3 = new S3Client({ endpoint: moto.endpoint, region: "eu-west-1", forcePathStyle: true });
    const bucket = { name: "somebodys-bucket", existing: true };
    const { integration, bootstrap, project, milvus, ...rest } = CONFIG;
    const config = { ...rest, name: "existing", integration: { ...integration, bucket } };
    const args = configured(config);
    expect([bootstrap, project, milvus]).toHaveLength(3);
    expect((await verify(...args)).out).toMatch(/bucket somebodys-bucket does not exist/);
    await s3.send(
      new CreateBucketCommand({
        Bucket: "somebodys-bucket",
        CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
      }),
    );
    expect((await verify(...args)).out).toMatch(
      /bucket somebodys-bucket is in eu-west-1.*\n.*bucket region not match, want\[us-west-2\] got\[eu-west-1\]/,
    );
  });

  it("tries the role itself where its trust lets the caller in", async () => {
    const refused = await verify("*-integration", ...all());
    expect(refused.out).toMatch(/s3:GetBucketLocation was not tried: its trust lets others in/);
    const iam = new IAMClient({ endpoint: moto.endpoint, region: REGION });
    const RoleName = "zilliz-integration-role-verified";
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const trusting = (PolicyDocument: string) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const Principal = { AWS: ACCOUNT };
    const Statement = { Effect: "Allow", Principal, Action: "sts:AssumeRole" };
    await trusting(JSON.stringify({ Version: "2012-10-17", Statement }));
    const { out } = await verify("*-integration", ...all());
    await trusting(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""));
    expect(out).toContain("s3:GetBucketLocation of bucket verified-export was tried and works");
    expect((await verify("*-integration", ...all())).code).toBe(0);
  });

  it("names what it was not allowed to read, and what must be allowed", async () => {
    aws.fail((_, body, answer) =>
      body.includes("Action=GetRole&") ? refuse(answer, 403, "AccessDenied") : false,
    );
    const { code, out } = await verify("*-integration", ...all());
    aws.fail(() => false);
    expect(out).toMatch(/unread {3}aws_iam_role.integration_role .*: iam:GetRole is not allowed/);
    expect(out).toContain("fix: allow iam:GetRole to whoever runs byoc verify");
    expect(out).toContain("aws_iam_role.integration_role could not be read");
    expect(out).not.toMatch(/GAINED|LOST/);
    expect(code).toBe(3);
  });

  it("goes on after AWS asked it to wait, and ends clearly where AWS answers no more", async () => {
    aws.fail((number, _, answer) => (number % 5 === 0 ? refuse(answer, 400, "Throttling") : false));
    expect((await verify("*-integration", ...all())).code).toBe(0);
    aws.fail((number, _, answer) => number > 6 && refuse(answer, 500, "InternalFailure"));
    const failed = await verify("*-integration", ...all());
    expect(failed.out).toMatch(/unread .*AWS does not answer: InternalFailure/);
    expect(failed.code).toBe(3);
    aws.fail((number, _, answer) => {
      if (number > 6) answer.destroy();
      return number > 6;
    });
    const cut = await verify("*-integration", ...all());
    expect(cut.out).toMatch(/unread .*AWS does not answer: /);
    expect(`${cut.out}${cut.error}`).not.toMatch(/\n\s+at /);
    expect(cut.code).toBe(3);
    aws.fail(() => false);
    expect((await verify("*-integration", ...all())).code).toBe(0);
  });

  it.each(TROUBLESHOOTING)("says where this message would come: $title", ({ verified }) => {
    expect(told.some((text) => verified.test(text))).toBe(true);
  });

  it("compares nothing with an account that is another", async () => {
    const other = { ...CONFIG, accountId: "210987654321" };
    const { code, out } = await verify("*-integration", ...configured(other));
    expect(out).toMatch(
      /the credentials are of account 123456789012, the config is of 210987654321/,
    );
    expect(code).toBe(3);
    configured(CONFIG);
  });
});
