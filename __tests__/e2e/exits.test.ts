import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { stringify } from "yaml";
import { ACCOUNT, awsEnvironment, Moto, REGION } from "../support/moto";
import { DEFINITION, SHELL, typed } from "../support/pages";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { describeOutcome, run } from "../support/tools-process";
import { providerFolder, terraformBinary, terraformEnvironment } from "../support/tools-terraform";

jest.setTimeout(420_000);

const ROOT = join(__dirname, "..", "..");
/** Of one guide's block; shorter than a test may take, so that its output is shown. */
const BLOCK_TIMEOUT = 300_000;

/** No bucket of its own: settings of lifecycles alone would take a minute. */
const CONFIG = {
  version: 1,
  name: "by-exit",
  accountId: ACCOUNT,
  region: REGION,
  zilliz: { externalId: "cid-by-exit" },
  bootstrap: {},
  integration: {
    bucket: { name: "by-exit-export", existing: true },
    permissionsBoundary: "bootstrap",
  },
  milvus: {
    bucket: { name: "by-exit-milvus", existing: true },
    cluster: { oidcIssuer: `https://oidc.eks.${REGION}.amazonaws.com/id/5A0B1C2D` },
  },
};

/** A reader's folder, in which the guides' commands run as they stand, on an emulated AWS. */
class Reader {
  readonly folder = scratchFolder();

  constructor(
    private readonly endpoint: string,
    private readonly binary: string,
    private readonly environment: NodeJS.ProcessEnv = {},
  ) {
    writeFileSync(join(this.folder, "byoc.yaml"), stringify(CONFIG));
  }

  async type(block: string): Promise<string> {
    // Approval is asked for on a terminal only; nobody is there to give it.
    const script = `${SHELL}
${DEFINITION.replace("$PWD", ROOT)}
terraform() { command "${this.binary}" "$@"; }
${block}`;
    const outcome = await run("bash", ["-c", script], {
      folder: this.folder,
      environment: terraformEnvironment({
        ...awsEnvironment(this.endpoint),
        TF_CLI_ARGS_apply: "-auto-approve",
        ...this.environment,
      }),
      timeout: BLOCK_TIMEOUT,
    });
    if (outcome.code !== 0) throw new Error(describeOutcome(block, outcome));
    return outcome.stdout;
  }

  states(): string[] {
    return readdirSync(join(this.folder, "state"))
      .filter((name) => name.endsWith(".tfstate"))
      .sort();
  }
}

const STATES = ["bootstrap", "integration", "milvus-access"].map((end) => `by-exit-${end}.tfstate`);
const [RUN, RUN_EXPORTED] = typed("docs/exits/terraform.md");
const [RUN_HCL, CHECK_HCL] = typed("docs/exits/hcl.md");
/** The same commands, deploying what they would plan. */
const APPLY_HCL = RUN_HCL!.replace("plan -detailed-exitcode", "apply");

/** Plans that change nothing, one for each stack. */
function unchanged(output: string): number {
  return stripVTControlCharacters(output).match(/^No changes\./gm)?.length ?? 0;
}

requires("terraform", "moto")("exits", () => {
  let moto: Moto;
  beforeAll(async () => (moto = await Moto.start()));
  afterEach(async () => {
    await moto.kill();
    await moto.restart();
  });
  afterAll(() => moto.kill());

  it("run the JSON with plain Terraform, then its copy and the HCL on the same state", async () => {
    const reader = new Reader(moto.endpoint, terraformBinary());
    await reader.type(RUN!);
    expect(reader.states()).toEqual(STATES);
    expect(unchanged(await reader.type(RUN_EXPORTED!))).toBe(STATES.length);
    expect(unchanged(await reader.type(RUN_HCL!))).toBe(STATES.length);
    await reader.type(CHECK_HCL!);
  });

  it("lead back from the HCL: what it deployed is what the JSON describes", async () => {
    const reader = new Reader(moto.endpoint, terraformBinary());
    await reader.type(APPLY_HCL);
    expect(reader.states()).toEqual(STATES);
    expect(unchanged(await reader.type(RUN_EXPORTED!))).toBe(STATES.length);
    const planned = RUN!.replace(" apply", " plan -detailed-exitcode");
    expect(unchanged(await reader.type(planned))).toBe(STATES.length);
  });
});

requires(
  "terraform",
  "moto",
  "tofu",
)("exits with OpenTofu", () => {
  let moto: Moto;
  beforeAll(async () => (moto = await Moto.start()));
  afterAll(() => moto.kill());

  it("run the JSON and the HCL", async () => {
    const mirror = openTofuMirror();
    const reader = new Reader(moto.endpoint, "tofu", { TF_CLI_ARGS_init: `-plugin-dir=${mirror}` });
    await reader.type(RUN!);
    expect(reader.states()).toEqual(STATES);
    expect(unchanged(await reader.type(RUN_EXPORTED!))).toBe(STATES.length);
    expect(unchanged(await reader.type(RUN_HCL!))).toBe(STATES.length);
  });
});

/** The same provider under the name of OpenTofu's registry. */
function openTofuMirror(): string {
  const from = join(providerFolder(), "registry.terraform.io", "hashicorp", "aws");
  const mirror = scratchFolder();
  for (const version of readdirSync(from)) {
    const to = join(mirror, "registry.opentofu.org", "hashicorp", "aws", version);
    mkdirSync(to, { recursive: true });
    // OpenTofu follows no link above the platform's folder.
    for (const platform of readdirSync(join(from, version))) {
      symlinkSync(join(from, version, platform), join(to, platform));
    }
  }
  return mirror;
}
