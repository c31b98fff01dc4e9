import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { stringify } from "yaml";
import { ACCOUNT, awsEnvironment, Moto, REGION } from "../support/moto";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { describeOutcome, run, type Outcome } from "../support/tools-process";
import { terraformEnvironment } from "../support/tools-terraform";
import { readAccount, type Account } from "./deployment";

jest.setTimeout(180_000);

const ROOT = join(__dirname, "..", "..");
/** Of one command; shorter than a test may take, so that its output is shown. */
const COMMAND_TIMEOUT = 150_000;
const CDKTF = join(ROOT, "node_modules", ".bin", "cdktf");

/** No bucket of its own: settings of lifecycles alone would take a minute. */
const CONFIG = {
  version: 1,
  name: "by-cdktf",
  accountId: ACCOUNT,
  region: REGION,
  zilliz: { externalId: "cid-by-cdktf" },
  bootstrap: {},
  integration: {
    bucket: { name: "by-cdktf-export", existing: true },
    permissionsBoundary: "bootstrap",
  },
};
const ROLES = [
  "zilliz-bootstrap-role",
  "zilliz-integration-role-by-cdktf",
  "zilliz-management-role",
];

requires("terraform", "moto")("cdktf", () => {
  let cdktf: (...args: string[]) => Promise<Outcome>;
  let account: () => Promise<Account>;
  let folder: string;
  let before: string[];

  beforeAll(async () => {
    const moto = await Moto.start();
    folder = scratchFolder();
    before = readdirSync(ROOT).sort();
    const config = join(folder, "byoc.yaml");
    writeFileSync(config, stringify(CONFIG));
    const home = join(folder, "home");
    mkdirSync(home);
    const environment = terraformEnvironment({
      ...awsEnvironment(moto.endpoint),
      BYOC_CONFIG: config,
      CDKTF_HOME: home,
      // Its cache would lie in the home folder of whoever runs the tests.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      DISABLE_VERSION_CHECK: "1",
      CI: "1",
    });
    cdktf = (command, ...args) =>
      run(CDKTF, [command, ...args, "--output", join(folder, "cdktf.out")], {
        folder: ROOT,
        environment,
        timeout: COMMAND_TIMEOUT,
      });
    account = () => readAccount(moto.endpoint);
  });

  it("deploys every stack, in the order of their dependencies", async () => {
    const outputs = join(folder, "outputs.json");
    const outcome = await cdktf("deploy", "*", "--auto-approve", "--outputs-file", outputs);
    expectSuccess("cdktf deploy", outcome);
    const { roles, policies } = await account();
    expect(Object.keys(roles).sort()).toEqual(ROLES);
    expect(Object.keys(policies)).toHaveLength(8);
    const told = JSON.parse(readFileSync(outputs, "utf8")) as Record<string, object>;
    expect(Object.values(told["by-cdktf-bootstrap"]!)).toContain(
      `arn:aws:iam::${ACCOUNT}:role/zilliz/zilliz-management-role`,
    );
    expect(Object.values(told["by-cdktf-integration"]!)).toContain(
      `arn:aws:iam::${ACCOUNT}:role/zilliz-integration-role-by-cdktf`,
    );
    const text = stripVTControlCharacters(outcome.stdout);
    const first = text.indexOf("aws_iam_policy.permission_boundary: Creation complete");
    expect(first).toBeGreaterThan(-1);
    expect(text.indexOf("aws_iam_role.integration_role: Creating")).toBeGreaterThan(first);
  });

  it("then finds nothing to change", async () => {
    const outcome = await cdktf("diff", "by-cdktf-integration");
    expectSuccess("cdktf diff", outcome);
    expect(stripVTControlCharacters(outcome.stdout)).toContain(
      "No changes. Your infrastructure matches the configuration.",
    );
  });

  it("destroys every stack", async () => {
    expectSuccess("cdktf destroy", await cdktf("destroy", "*", "--auto-approve"));
    expect(await account()).toMatchObject({ roles: {}, policies: {} });
  });

  it("leaves states beside the output, and nothing in the project's folder", () => {
    expect(readdirSync(join(folder, "state")).sort()).toEqual(
      expect.arrayContaining(["by-cdktf-bootstrap.tfstate", "by-cdktf-integration.tfstate"]),
    );
    expect(readdirSync(ROOT).sort()).toEqual(before);
  });
});

function expectSuccess(what: string, outcome: Outcome): void {
  if (outcome.code !== 0) throw new Error(describeOutcome(what, outcome));
}
