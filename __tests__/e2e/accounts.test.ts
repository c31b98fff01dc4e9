import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { evaluate } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import { Iam } from "../support/aws";
import { Moto, REGION } from "../support/moto";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { terraformEnvironment } from "../support/tools-terraform";
import { requires } from "../support/tools";

jest.setTimeout(240_000);

const ZILLIZ = "965570967084";
const OLD = "zilliz-external-0ld4kT9vQ2mX7c";
const NEW = "zilliz-external-n3w4kT9vQ2mX7c";
const ACCESS = "acme-access-7Qw9Rt2Yp4";

/** Each in an account of its own, reached by a profile and a role of its own. */
const ACCOUNTS = { east: "111122223333", west: "444455556666" } as const;
type Name = keyof typeof ACCOUNTS;

/** Deployments of several accounts in one run, on an AWS that has many. */
requires("terraform", "moto")("a run over several accounts", () => {
  let moto: Moto;
  let folder: string;

  beforeAll(async () => {
    moto = await Moto.start();
    folder = scratchFolder({
      "aws.ini":
        "[profile tools-east]\nregion = us-west-2\n[profile tools-west]\nregion = us-west-2\n",
      "keys.ini": ["east", "west"]
        .map((name) => `[tools-${name}]\naws_access_key_id = ${name}\naws_secret_access_key = k\n`)
        .join(""),
    });
    configure("east", OLD);
    configure("west", OLD);
  });

  afterAll(async () => {
    await moto.kill();
  });

  function configure(name: Name, externalId: string | readonly string[]): void {
    const { endpoint } = moto;
    const config = {
      version: 1,
      name,
      accountId: ACCOUNTS[name],
      region: REGION,
      aws: {
        profile: `tools-${name}`,
        assumeRole: {
          roleArn: `arn:aws:iam::${ACCOUNTS[name]}:role/deploy`,
          externalId: ACCESS,
          durationSeconds: 1800,
        },
        endpoints: { iam: endpoint, sts: endpoint, s3: endpoint },
        ignoreTags: { keyPrefixes: ["acme:"] },
      },
      integration: { externalId, bucket: { name: `${name}-export`, existing: true } },
    };
    writeFileSync(join(folder, `${name}.yaml`), stringify(config));
  }

  const files = ["east", "west"].flatMap((name) => ["--config", `${name}.yaml`]);
  /** Nothing in the environment but where the profiles stand. */
  const byoc = (environment: NodeJS.ProcessEnv, ...args: string[]) =>
    said(
      args.map((arg) => (arg.endsWith(".yaml") ? join(folder, arg) : arg)),
      { environment: terraformEnvironment(environment) },
    );
  const here = () => ({
    AWS_CONFIG_FILE: join(folder, "aws.ini"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "keys.ini"),
  });
  const out = () => ["--out", join(folder, "cdktf.out")];
  const terraform = (...args: string[]) => byoc(here(), ...args, ...files, ...out());

  /** The role as the emulated AWS has returned it. */
  function roleOf(name: Name): { readonly arn: string; readonly assume_role_policy: string } {
    const state = JSON.parse(
      readFileSync(join(folder, "state", `${name}-integration.tfstate`), "utf8"),
    ) as {
      resources: { type: string; instances: [{ attributes: ReturnType<typeof roleOf> }] }[];
    };
    return state.resources.find(({ type }) => type === "aws_iam_role")!.instances[0].attributes;
  }

  /** Whether Zilliz Cloud gets in with an external ID. */
  function letsIn(id?: string): boolean {
    const { arn, assume_role_policy: trust } = roleOf("east");
    const decision = evaluate(
      {
        principal: `arn:aws:iam::${ZILLIZ}:role/zilliz-byoc`,
        action: "sts:AssumeRole",
        resource: arn,
        context: id === undefined ? {} : { "sts:ExternalId": id },
      },
      {
        identity: [
          {
            name: "theirs",
            document: {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
            },
          },
        ],
        resource: { name: "trust", document: JSON.parse(trust) as IamPolicy },
      },
    );
    return decision.result === "Allowed";
  }
  const whoGetsIn = () => [OLD, NEW, "zilliz-external-wr0ng", undefined].map(letsIn);

  it("is planned without any of them, whatever profile the environment names", async () => {
    const plan = await byoc(
      { AWS_PROFILE: "nobody" },
      ...["plan", "--offline", ...files, "--out", join(folder, "offline.out")],
    );
    expect(plan).toMatchObject({ code: 0, error: expect.not.stringContaining("failed") });
    expect(plan.out).toContain("2 stacks: 6 to create");
  });

  it("makes each deployment in its own, by its own role, in one go", async () => {
    const plan = await terraform("plan", "--check");
    expect([plan.code, plan.code === 0 ? "" : plan.error]).toEqual([0, ""]);
    expect(await terraform("apply", "--yes")).toMatchObject({ code: 0 });
    expect([roleOf("east").arn, roleOf("west").arn]).toEqual([
      `arn:aws:iam::${ACCOUNTS.east}:role/zilliz-integration-role-east`,
      `arn:aws:iam::${ACCOUNTS.west}:role/zilliz-integration-role-west`,
    ]);
    // Nothing in the account of the credentials themselves.
    expect(await new Iam(moto.endpoint).roleNames()).toEqual([]);
    expect(whoGetsIn()).toEqual([true, false, false, false]);
  });

  it("refuses a role that leads to another account than the config's", async () => {
    const file = join(folder, "cdktf.out", "stacks", "west-integration", "mine_override.tf.json");
    const role_arn = `arn:aws:iam::${ACCOUNTS.east}:role/deploy`;
    writeFileSync(file, JSON.stringify({ provider: { aws: { assume_role: [{ role_arn }] } } }));
    const plan = await terraform("plan", "west-*");
    writeFileSync(file, "{}");
    expect(plan).toMatchObject({ code: 1, error: expect.stringContaining("not allowed") });
  });

  it("changes an external ID in three steps, and never keeps Zilliz Cloud out", async () => {
    const apply = async (externalId: string | readonly string[]) => {
      configure("east", externalId);
      const plan = await terraform("plan", "east-*", "--check");
      expect(plan).toMatchObject({ code: 0, out: expect.stringContaining("1 to update") });
      expect(plan.out).not.toMatch(/to create|to destroy|to replace/);
      expect(await terraform("apply", "east-*", "--yes")).toMatchObject({ code: 0 });
      return plan.out;
    };
    const both = await apply([OLD, NEW]);
    expect(whoGetsIn()).toEqual([true, true, false, false]);
    expect(both.replace(/\s+/g, " ")).toContain(
      "fix: the last step of the change: once the Zilliz Cloud console has the new external ID, write it alone",
    );
    const handed = await terraform("handoff", "east-*");
    expect(handed.out).toMatch(/External ID, which must be the new one.* {2}\(masked\)/);
    const shown = await terraform("handoff", "east-*", "--show-external-id");
    expect(shown.out).toContain(NEW);
    expect(shown.out).not.toContain(OLD);
    for (const text of [both, handed.out, handed.error]) {
      for (const id of [OLD, NEW, ACCESS]) expect(text).not.toContain(id);
    }
    expect(await apply(NEW)).not.toContain("external IDs");
    expect(whoGetsIn()).toEqual([false, true, false, false]);
  });
});
