import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeQuietly } from "../files/folders";
import { parsedJson, valueAt } from "../text/record";
import { copyOf } from "./copy";

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
    copyOf(folder, copy);
    writeFileSync(join(copy, "offline_override.tf.json"), JSON.stringify(override(folder)));
    return await work(copy);
  } finally {
    removeQuietly(copy);
  }
}
