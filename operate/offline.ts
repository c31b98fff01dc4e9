import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, valueAt } from "../text/record";
import { inCopy } from "./copy";
import { entriesOf, fileIn } from "./made";

/** A profile that is there: the environment's, or the config's, may not be. */
const PROFILE = { file: "offline.ini", text: "[profile offline]\n[offline]\n" };

/** Settings of the AWS provider with which it asks nobody. */
const NOBODY = {
  access_key: "offline",
  secret_key: "offline",
  profile: "offline",
  shared_config_files: [PROFILE.file],
  shared_credentials_files: [PROFILE.file],
  allowed_account_ids: [],
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_requesting_account_id: true,
};

/** Blocks with which it would ask, and that no override can take away. */
const ASKING: ReadonlySet<string> = new Set([
  "assume_role",
  "assume_role_with_web_identity",
  "endpoints",
]);

/** A synthesized file whose AWS provider assumes no role. */
function alone(file: unknown): unknown {
  const provider = valueAt(file, ["provider"]);
  const settings = valueAt(provider, ["aws"]);
  if (!isRecord(file) || !isRecord(provider) || settings === undefined) return file;
  return { ...file, provider: { ...provider, aws: [settings].flat().map(withoutRole) } };
}

function withoutRole(settings: unknown): unknown {
  if (!isRecord(settings)) return settings;
  return Object.fromEntries(entriesOf(settings).filter(([key]) => !ASKING.has(key)));
}

/** What Terraform merges into a synthesized file: no backend, no AWS. */
function override(file: unknown): object {
  const asksAws = valueAt(file, ["provider", "aws"]) !== undefined;
  return {
    terraform: { backend: { local: { path: "offline.tfstate" } } },
    // Terraform refuses to change a provider that is not there.
    ...(asksAws && { provider: { aws: NOBODY } }),
  };
}

/**
 * Works in a copy of a stack's folder that needs no credentials, AWS or network. What was installed is
 * not copied: the copy has a backend of its own.
 */
export function offline<Result>(
  folder: string,
  work: (copy: string) => Promise<Result>,
): Promise<Result> {
  return inCopy(folder, (copy) => {
    const file = fileIn({ folder });
    writeFileSync(join(copy, "cdk.tf.json"), JSON.stringify(alone(file)));
    writeFileSync(join(copy, "offline_override.tf.json"), JSON.stringify(override(file)));
    writeFileSync(join(copy, PROFILE.file), PROFILE.text);
    return work(copy);
  });
}
