import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { devNull, tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";

const BINARY = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";
/** Lock files in S3, and the diagnostics that the tests read. */
const LEAST = [1, 11] as const;
/** The provider is 140 MB where it must be downloaded. */
const INIT_TIMEOUT = 180_000;
/** Milliseconds that a failure is believed, so that a run asks once and not per file. */
const FAILURE_LASTS = 60_000;
const PROVIDERS = join(".terraform", "providers");
const FAILURE = "failure.txt";

/** Settings of the user's that would change what a test sees. */
const FOREIGN =
  /^(TF_|AWS_|CDKTF_|BYOC_|ARM_|GOOGLE_|ALICLOUD_|TENCENTCLOUD_|CONSUL_|MOTO_|KUBE|PG[A-Z])|^(https?|all|no)_proxy$/i;

/**
 * Terraform, its providers and Helm run for seconds, and spent two fifths of their processor time on
 * collecting memory that their end gives back anyway. They collect where they would need much.
 */
const SHORT_LIVED = { GOGC: "off", GOMEMLIMIT: "1GiB" } as const;

/** The environment without the user's settings of clouds and of Terraform. */
export function cleanEnvironment(own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(kept), ...SHORT_LIVED, ...own };
}

/** Environment of every Terraform run in a test: offline, no credentials, providers at hand. */
export function terraformEnvironment(own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const providers = providerFolder();
  return cleanEnvironment({
    // Without a file of its own Terraform would read the user's.
    TF_CLI_CONFIG_FILE: devNull,
    TF_CLI_ARGS_init: `-plugin-dir=${providers}`,
    TF_CLI_ARGS_providers_lock: `-fs-mirror=${providers}`,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    ...own,
  });
}

/** Provider settings with which nobody asks AWS. */
export const OFFLINE = {
  access_key: "test",
  secret_key: "test",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: "true",
  // The account cannot be asked, so it cannot be compared either.
  allowed_account_ids: [],
} as const;

export function terraformBinary(): string {
  return BINARY;
}

/** Why Terraform cannot be used here; undefined when it can, its AWS provider included. */
export function terraformMissing(): string | undefined {
  const asked = spawnSync(BINARY, ["version", "-json"], {
    env: cleanEnvironment({ CHECKPOINT_DISABLE: "1" }),
    encoding: "utf8",
    timeout: 20_000,
  });
  if (asked.error && "code" in asked.error && asked.error.code === "ENOENT") {
    return `${BINARY} is not on PATH (TERRAFORM_BINARY_NAME names another binary)`;
  }
  if (asked.status !== 0) return `${BINARY} version does not run`;
  const { terraform_version: version } = JSON.parse(asked.stdout) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
    return `${BINARY} is ${version}, ${LEAST.join(".")} or newer is needed`;
  }
  return providersMissing();
}

/** Providers of releases, with both majors of helm. */
const RELEASE_PROVIDERS = ["helm/2.17.0", "helm/3.1.1", "kubernetes/2.38.0"];

/** Why releases cannot be planned; undefined when the providers are at hand. */
export function releaseProvidersMissing(): string | undefined {
  const folder = join(providerFolder(), "registry.terraform.io", "hashicorp");
  const absent = RELEASE_PROVIDERS.filter((name) => !existsSync(join(folder, name)));
  if (absent.length === 0) return undefined;
  return `BYOC_PROVIDER_MIRROR names no folder with the providers ${absent.join(", ")}`;
}

/** Asks Terraform once for the provider, by a tiny init; its answer is kept for other files. */
function providersMissing(): string | undefined {
  const folder = probeFolder();
  if (existsSync(join(folder, PROVIDERS))) return undefined;
  const failure = join(folder, FAILURE);
  if (existsSync(failure) && Date.now() - statSync(failure).mtimeMs < FAILURE_LASTS) {
    return readFileSync(failure, "utf8");
  }
  rmSync(folder, { recursive: true, force: true });
  // Made aside and moved: another worker may ask at the same time.
  const own = mkdtempSync(`${folder}-`);
  writeFileSync(
    join(own, "main.tf.json"),
    '{"terraform":{"required_providers":{"aws":{"source":"hashicorp/aws","version":">= 5.100.0, < 7.0.0"}}}}',
  );
  const init = spawnSync(BINARY, ["init", "-input=false", "-no-color"], {
    cwd: own,
    env: probeEnvironment(),
    encoding: "utf8",
    timeout: INIT_TIMEOUT,
  });
  const reason =
    init.status === 0
      ? undefined
      : "terraform init finds no AWS provider (BYOC_PROVIDER_MIRROR names a folder of unpacked providers)";
  if (reason !== undefined) writeFileSync(join(own, FAILURE), reason);
  try {
    renameSync(own, folder);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
  return reason;
}

/** Terraform's own settings apply here alone, unless the mirror is named. */
function probeEnvironment(): NodeJS.ProcessEnv {
  const mirror = mirrorFolder();
  if (mirror !== undefined) {
    return cleanEnvironment({
      TF_CLI_CONFIG_FILE: devNull,
      TF_CLI_ARGS_init: `-plugin-dir=${mirror}`,
      CHECKPOINT_DISABLE: "1",
    });
  }
  const environment: NodeJS.ProcessEnv = { ...process.env, CHECKPOINT_DISABLE: "1" };
  const config = environment["TF_CLI_CONFIG_FILE"];
  if (config !== undefined && !existsSync(config)) delete environment["TF_CLI_CONFIG_FILE"];
  return environment;
}

function mirrorFolder(): string | undefined {
  const mirror = process.env["BYOC_PROVIDER_MIRROR"];
  return mirror ? resolve(mirror) : undefined;
}

/** What the probe was given decides its answer, so it decides where the answer lies. */
function probeFolder(): string {
  const settings = [BINARY, mirrorFolder(), process.env["TF_CLI_CONFIG_FILE"], process.env["PATH"]];
  const hash = createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 12);
  const parent = join(tmpdir(), `byoc-terraform-${userInfo().uid}`);
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  return join(parent, hash);
}

/** The mirror, or what the probe has installed, which has the same layout. */
export function providerFolder(): string {
  return mirrorFolder() ?? join(probeFolder(), PROVIDERS);
}
