import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { App, type Manifest } from "cdktf";
import type { Deployment, StackKind } from "../config/deployment";
import { resourcesOf, type MadeResource } from "../modules/address";
import { CHART_FOLDER } from "../modules/chart";
import { stacksOf } from ".";
import type { StackAsset } from "./byoc-stack";
import { forgettingTokens } from "./token-memory";

/** What one stack's folder holds. */
export interface StackSummary {
  readonly id: string;
  /** Name of the deployment. */
  readonly deployment: string;
  readonly section: StackKind;
  readonly document: string;
  readonly resources: readonly MadeResource[];
  /** What lies beside the stack's file. */
  readonly assets: readonly StackAsset[];
}

export interface SynthResult {
  readonly stacks: readonly StackSummary[];
  /** The synthesized file of each stack. */
  readonly files: readonly string[];
  /** Ids of stacks of an earlier run, whose folders were removed. */
  readonly removed: readonly string[];
  /** The same, but kept, because a state lies in the folder. */
  readonly kept: readonly string[];
}

/**
 * Writes `<out>/stacks/<stack id>/cdk.tf.json` and `<out>/manifest.json` as CDKTF does, and removes
 * the folders of stacks that an earlier manifest names and this one does not.
 *
 * Each deployment gets an App of its own, which is forgotten once it is written: memory does not
 * grow with their number.
 *
 * @param progress is told how many deployments are done.
 */
export function synthesize(
  deployments: readonly Deployment[],
  out: string,
  progress: (done: number) => void = () => {},
): SynthResult {
  mkdirSync(out, { recursive: true });
  const before = stackIds(out);
  const summaries: StackSummary[] = [];
  let manifest: Manifest | undefined;
  for (const [index, deployment] of deployments.entries()) {
    forgettingTokens(() => {
      const app = new App({ outdir: out });
      manifest ??= app.manifest;
      for (const stack of stacksOf(app, deployment)) {
        stack.prepareStack();
        stack.synthesizer.synthesize({ outdir: out, manifest });
        copyAssets(stack.assets, join(out, "stacks", stack.node.id));
        const { section, document, assets } = stack;
        const resources = resourcesOf(stack);
        const { id } = stack.node;
        const { name } = deployment;
        summaries.push({ id, deployment: name, section, document, resources, assets });
      }
    });
    progress(index + 1);
  }
  manifest?.writeToFile();
  const written = new Set(summaries.map(({ id }) => id));
  const files = summaries.map(({ id }) => join(out, "stacks", id, "cdk.tf.json"));
  return {
    stacks: summaries,
    files,
    ...removeGone(
      out,
      before.filter((id) => !written.has(id)),
    ),
  };
}

/** Puts beside a stack's file what belongs there; what an earlier run put there is gone. */
function copyAssets(assets: readonly StackAsset[], folder: string): void {
  rmSync(join(folder, CHART_FOLDER), { recursive: true, force: true });
  for (const { from, to } of assets) cpSync(from, join(folder, to), { recursive: true });
}

function stackIds(out: string): string[] {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    const { stacks } = manifest as { stacks?: object };
    // Only plain names: the manifest decides what is deleted.
    return Object.keys(stacks ?? {}).filter((id) => /^[a-z0-9][a-z0-9-]*$/.test(id));
  } catch {
    return [];
  }
}

function removeGone(out: string, ids: readonly string[]) {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const id of ids) {
    const folder = join(out, "stacks", id);
    if (!existsSync(folder)) continue;
    if (readdirSync(folder).some((file) => file.includes(".tfstate"))) {
      kept.push(id);
    } else {
      rmSync(folder, { recursive: true });
      removed.push(id);
    }
  }
  return { removed, kept };
}
