// `byoc plan --offline` beside the same commands of Terraform, one after the other.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const terraform = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";

/** What takes the place of the backend and of AWS, as the guide on deploying has it. */
const OVERRIDE = {
  terraform: { backend: { local: { path: "offline.tfstate" } } },
  provider: {
    aws: {
      access_key: "offline",
      secret_key: "offline",
      allowed_account_ids: [],
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      skip_requesting_account_id: true,
    },
  },
};

/** init, plan and show of each folder, as somebody would type them. */
const IN_TURN = `for stack in "$1"/*; do
  rm -rf "$stack/.terraform" && cd "$stack" || exit 1
  ${terraform} init -input=false >log && ${terraform} plan -input=false -out=plan.tfplan >log || exit 1
  ${terraform} show -json plan.tfplan >plan.json || exit 1
done`;

/**
 * @param bench the whole of {@link ./run.mjs}: where it works, how it measures and judges.
 */
export function planBench({ work, byoc, peak, fleet, measure, target }) {
  if (spawnSync(terraform, ["version"]).status !== 0) {
    console.log("\nplan: skipped, there is no Terraform");
    return;
  }
  const env = providers(work);
  console.log("\nplan, offline       in turn   byoc plan   ratio   its peak MB");
  for (const [count, rounds] of [
    [1, 5],
    [10, 1],
  ]) {
    const configs = count === 1 ? [] : fleet(count);
    const out = join(work, `planned-${count}`);
    spawnSync("node", [byoc, "synth", "--quiet", "--out", out, ...configs], { stdio: "ignore" });
    const stacks = readdirSync(join(out, "stacks"));
    for (const stack of stacks) {
      const file = join(out, "stacks", stack, "offline_override.tf.json");
      writeFileSync(file, JSON.stringify(OVERRIDE));
    }
    const plan = [byoc, "plan", "--offline", "--quiet", "--out", join(work, `own-${count}`)];
    const [turn, own] = measure(
      [
        { command: "sh", args: ["-c", IN_TURN, "sh", join(out, "stacks")], env },
        { command: "node", args: ["--require", peak, ...plan, ...configs], env },
      ],
      rounds,
    );
    const ratio = own.seconds / turn.seconds;
    console.log(
      `${String(stacks.length).padStart(3)} stacks ${turn.seconds.toFixed(1).padStart(16)} ${own.seconds.toFixed(1).padStart(11)} ${ratio.toFixed(2).padStart(7)} ${own.megabytes.toFixed(0).padStart(13)}   (at most 0.65: ${target(ratio <= 0.65)})`,
    );
  }
}

/** A warm plugin cache, or the folder of unpacked providers that the environment names. */
function providers(work) {
  const cache = join(work, "plugins");
  mkdirSync(cache, { recursive: true });
  const mirror = process.env["BYOC_PROVIDER_MIRROR"];
  const settings = join(work, "terraform.rc");
  writeFileSync(
    settings,
    [
      `plugin_cache_dir = ${JSON.stringify(cache)}`,
      ...(mirror
        ? [`provider_installation { filesystem_mirror { path = ${JSON.stringify(mirror)} } }`]
        : []),
    ].join("\n"),
  );
  return { TF_CLI_CONFIG_FILE: settings, AWS_EC2_METADATA_DISABLED: "true" };
}
