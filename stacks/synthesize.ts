import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, type Manifest } from "cdktf";
import { TokenMap } from "cdktf/lib/tokens/private/token-map";
import type { Deployment, StackKind } from "../config/deployment";
import { MANIFEST } from "../files/manifest";
import { filesBelow, sumOf } from "../files/tree";
import { resourcesOf, type MadeResource } from "../modules/address";
import { stacksOf } from ".";
import type { StackAsset } from "./byoc-stack";

/** What one stack's folder holds. */
export interface SynthesizedStack {
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
  readonly stacks: readonly SynthesizedStack[];
  /** The synthesized file of each stack. */
  readonly files: readonly string[];
}

/**
 * Writes `stacks/<stack id>/cdk.tf.json` and `manifest.json` into an empty folder, as CDKTF does; the
 * manifest names the SHA-256 of every file besides, which CDKTF's command line passes over.
 *
 * Each deployment gets an App of its own, which is forgotten once it is written: memory does not
 * grow with their number.
 *
 * @param progress is told how many deployments are done.
 * @param wanted ids of the stacks to write; all where it is absent.
 */
export function synthesize(
  deployments: readonly Deployment[],
  folder: string,
  progress: (done: number) => void = () => {},
  wanted?: ReadonlySet<string>,
): SynthResult {
  const stacks: SynthesizedStack[] = [];
  const sums: Record<string, string> = {};
  let manifest: Manifest | undefined;
  for (const [index, deployment] of deployments.entries()) {
    forgettingTokens(() => {
      const app = new App({ outdir: folder });
      manifest ??= app.manifest;
      for (const stack of stacksOf(app, deployment)) {
        if (wanted?.has(stack.node.id) === false) continue;
        stack.prepareStack();
        stack.synthesizer.synthesize({ outdir: folder, manifest });
        const { section, document, assets } = stack;
        const resources = resourcesOf(stack);
        const { id } = stack.node;
        const below = `stacks/${id}`;
        for (const { from, to } of assets) {
          // What a link leads to belongs to the copy; the link itself would lead out of it.
          cpSync(from, join(folder, below, to), { recursive: true, dereference: true });
        }
        for (const path of filesBelow(join(folder, below))) {
          sums[`${below}/${path}`] = sumOf(join(folder, below, path))!;
        }
        const { name } = deployment;
        stacks.push({ id, deployment: name, section, document, resources, assets });
      }
    });
    progress(index + 1);
  }
  const made = manifest?.buildManifest() ?? { stacks: {}, version: "" };
  writeFileSync(join(folder, MANIFEST), manifestText({ byoc: { files: sums }, ...made }));
  return { stacks, files: stacks.map(({ id }) => join(folder, "stacks", id, "cdk.tf.json")) };
}

/** Text of the manifest of an output folder. */
export function manifestText(manifest: object): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

interface Remembered {
  readonly stringTokenMap: Map<string, unknown>;
  readonly numberTokenMap: Map<number, unknown>;
}

/**
 * Runs a function and drops the tokens that it made.
 *
 * CDKTF keeps every token of a process, and each token its stack: with many deployments that is
 * most of the memory. What was made here must not be resolved afterwards.
 */
function forgettingTokens<Result>(work: () => Result): Result {
  const { stringTokenMap, numberTokenMap } = TokenMap.instance() as unknown as Remembered;
  const before = { strings: stringTokenMap.size, numbers: numberTokenMap.size };
  const result = work();
  dropFrom(stringTokenMap, before.strings);
  dropFrom(numberTokenMap, before.numbers);
  return result;
}

/** Maps keep the order of insertion: what came later stands behind. */
function dropFrom<Key>(map: Map<Key, unknown>, size: number): void {
  for (const key of [...map.keys()].slice(size)) map.delete(key);
}
