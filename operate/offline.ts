import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { removeQuietly } from "../files/folders";
import { parsedJson, valueAt } from "../text/record";

/** Settings of the AWS provider with which it asks nobody. */
const NOBODY = {
  access_key: "offline",
  secret_key: "offline",
  allowed_account_ids: [],
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_requesting_account_id: true,
};

/** What Terraform merges into a synthesized file: no backend, no AWS. */
function override(folder: string): object {
  const file = parsedJson(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  const asksAws = valueAt(file, ["provider", "aws"]) !== undefined;
  return {
    terraform: { backend: { local: { path: "offline.tfstate" } } },
    // Terraform refuses to change a provider that is not there.
    ...(asksAws && { provider: { aws: NOBODY } }),
  };
}

/**
 * Works in a copy of a stack's folder that needs no credentials, AWS or network; the copy is gone
 * afterwards. What was installed is not copied: the copy has a backend of its own.
 */
export async function offline<Result>(
  folder: string,
  work: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = mkdtempSync(join(tmpdir(), "byoc-"));
  try {
    const isInstalled = (path: string) => relative(folder, path).split(sep)[0] === ".terraform";
    cpSync(folder, copy, { recursive: true, filter: (path) => !isInstalled(path) });
    writeFileSync(join(copy, "offline_override.tf.json"), JSON.stringify(override(folder)));
    return await work(copy);
  } finally {
    removeQuietly(copy);
  }
}
