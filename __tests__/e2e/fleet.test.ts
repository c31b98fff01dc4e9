import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { stringify } from "yaml";
import { awsEnvironment, Moto, REGION } from "../support/moto";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { terraformEnvironment } from "../support/tools-terraform";
import { requires } from "../support/tools";

jest.setTimeout(1_800_000);

const ACCOUNTS = ["111122223333", "444455556666"];
/** Ten deployments in each account; the first of each makes what there is once in an account. */
const FLEET = Array.from({ length: 20 }, (_, index) => {
  const accountId = ACCOUNTS[index % 2]!;
  const name = `fleet-${index}`;
  return {
    version: 1,
    name,
    accountId,
    region: REGION,
    aws: { assumeRole: { roleArn: `arn:aws:iam::${accountId}:role/deploy` } },
    ...(index < 2 && { zilliz: { externalId: "cid-fleet" }, bootstrap: {} }),
    integration: { externalId: `cid-${name}`, bucket: { name: `${name}-export`, existing: true } },
  };
});

requires(
  "terraform",
  "moto",
  "time",
)("a fleet of twenty deployments in two accounts", () => {
  let moto: Moto;
  let folder: string;
  let before: NodeJS.ProcessEnv;

  beforeAll(async () => {
    moto = await Moto.start();
    folder = scratchFolder();
    before = { ...process.env };
    // The SDK reads the environment of the process.
    Object.assign(process.env, awsEnvironment(moto.endpoint));
    const s3 = new S3Client({ endpoint: moto.endpoint, region: REGION, forcePathStyle: true });
    const place = { LocationConstraint: REGION as "us-west-2" };
    for (const { integration } of FLEET) {
      const Bucket = integration.bucket.name;
      await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: place }));
    }
    for (const config of FLEET) {
      writeFileSync(join(folder, `${config.name}.yaml`), stringify(config));
    }
  });

  afterAll(async () => {
    process.env = before;
    await moto.kill();
  });

  const byoc = async (command: string, ...more: string[]) => {
    const { code, out, error } = await said(
      [
        command,
        ...FLEET.flatMap(({ name }) => ["--config", join(folder, `${name}.yaml`)]),
        ...(command === "verify" ? [] : ["--out", join(folder, "cdktf.out")]),
        ...more,
      ],
      { environment: terraformEnvironment(awsEnvironment(moto.endpoint)) },
    );
    if (code !== 0) throw new Error(`byoc ${command} ended with ${code}: ${error}`);
    return out;
  };

  it("is planned, applied, verified, handed over and destroyed in one run each", async () => {
    expect(await byoc("plan", "--check")).toContain("22 stacks: 82 to create");
    await byoc("apply", "--yes");
    expect(await byoc("plan")).toContain("22 stacks: no changes");
    await byoc("verify");
    const handoff = await byoc("handoff");
    for (const { name, accountId } of FLEET) {
      expect(handoff).toContain(`arn:aws:iam::${accountId}:role/zilliz-integration-role-${name}`);
    }
    await byoc("destroy", "--yes");
  });
});
