import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

  beforeAll(async () => {
    moto = await Moto.start();
    folder = scratchFolder();
    for (const config of FLEET) {
      writeFileSync(join(folder, `${config.name}.yaml`), stringify(config));
    }
  });

  afterAll(async () => {
    await moto.kill();
  });

  const byoc = async (command: string, ...more: string[]) => {
    const { code, out, error } = await said(
      [
        command,
        ...FLEET.flatMap(({ name }) => ["--config", join(folder, `${name}.yaml`)]),
        "--out",
        join(folder, "cdktf.out"),
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
