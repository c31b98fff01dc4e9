import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDeployments } from "../stacks/deployments";
import { synthesize } from "../stacks/synthesize";
import { EXAMPLE_ENVIRONMENT, type Example } from "./examples";

/** Path under `examples/<name>/golden/`, and what stands there. */
export type Golden = ReadonlyMap<string, string>;

/**
 * What an example is made into: the Terraform JSON of each stack and the list of its addresses.
 * CDKTF's version is left out, so that the same files hold for its successors.
 */
export function goldenOf(example: Example): Golden {
  const out = mkdtempSync(join(tmpdir(), "byoc-golden-"));
  try {
    const { deployments } = readDeployments(example.files, EXAMPLE_ENVIRONMENT);
    const { stacks } = synthesize(deployments, out);
    const golden = new Map<string, string>();
    for (const { id } of stacks) {
      const text = readFileSync(join(out, "stacks", id, "cdk.tf.json"), "utf8");
      const json = JSON.parse(text) as { "//": { metadata: { version?: string } } };
      delete json["//"].metadata.version;
      golden.set(`${id}.tf.json`, `${JSON.stringify(json, null, 2)}\n`);
    }
    const addresses = stacks.flatMap(({ id, resources }) =>
      resources.map(({ address }) => `${id} ${address}`),
    );
    golden.set("addresses.txt", `${addresses.join("\n")}\n`);
    return golden;
  } finally {
    rmSync(out, { recursive: true });
  }
}
