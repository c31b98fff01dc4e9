import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSources, parseSource } from "../../config";
import type { Deployment } from "../../config/deployment";
import { synthesize } from "../../stacks/synthesize";
import { scratchFolder } from "../support/scratch";

/** A resource, or any other block, of synthesized JSON. */
export type Block = Record<string, any>;

export interface Synthesized {
  readonly resource: Record<string, Record<string, Block>>;
  readonly output: Record<string, Block>;
  readonly provider: { aws: Block[] };
  readonly terraform: Block;
}

/** Deployments of config texts. */
export function deployments(...texts: string[]): readonly Deployment[] {
  const sources = texts.map((text, index) => parseSource(`${index}.yaml`, text, {}));
  return checkSources(sources).deployments;
}

/** Stacks of config texts, by their ids, as they are written. */
export function synthTexts(...texts: string[]): Record<string, Synthesized> {
  const out = scratchFolder();
  const { stacks } = synthesize(deployments(...texts), out);
  return Object.fromEntries(
    stacks.map(({ id }) => [
      id,
      JSON.parse(readFileSync(join(out, "stacks", id, "cdk.tf.json"), "utf8")) as Synthesized,
    ]),
  );
}

/** The single stack of a config text. */
export function synthText(text: string): Synthesized {
  const stacks = Object.values(synthTexts(text));
  if (stacks.length !== 1) throw new Error(`${stacks.length} stacks, not one`);
  return stacks[0]!;
}

/** Beginning of a config; sections follow. */
export const HEAD = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
zilliz: { externalId: cid-7h3k9m2p5q8r1s4t6u0v2w5x8 }
`;
