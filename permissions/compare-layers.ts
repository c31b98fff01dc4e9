import type { Statement } from "../iam/statement";
import type { Model } from "../terraform/model-view";
import { lacking, type Atom } from "./atoms";
import { statementsIn, type Blind, type Layer } from "./layer";
import { sameFiles } from "./same-input";
import { touches } from "../iam/containment";
import { keyed } from "../text/group";
import type { Sides } from "./diff";

export interface LayerChanges {
  readonly gained: readonly Atom[];
  readonly lost: readonly Atom[];
  readonly undecided: readonly Blind[];
}

export interface LayerOptions {
  readonly account?: string;
  /**
   * Whether rights may come from elsewhere, so that a refusal counts even where the layer itself
   * allows nothing of the kind: the policy of a bucket refuses what roles' own policies allow.
   */
  readonly othersAllow?: Partial<Sides<boolean>>;
  /** Statements of other policies that may allow what a refusal of this layer refuses. */
  readonly besides?: Sides<readonly Statement[]>;
  /** Keys of policies to pass over on each side. */
  readonly skip?: Partial<Sides<readonly string[]>>;
}

/** What a layer lets happen on one side only; a refusal that is gone lets something happen. */
export function compareLayers(
  models: Sides<Model>,
  { before, after }: Sides<Layer>,
  { account, othersAllow = {}, besides, skip = {} }: LayerOptions = {},
): LayerChanges {
  if (saysNothing(before) && saysNothing(after)) return UNCHANGED;
  // What cannot be read on one side may be just what the other side says in the same place.
  const skipBefore = new Set([...(skip.before ?? []), ...after.blind.map(({ key }) => key)]);
  const skipAfter = new Set([...(skip.after ?? []), ...before.blind.map(({ key }) => key)]);
  const ofBefore = { skip: skipBefore, account };
  const ofAfter = { skip: skipAfter, account };
  return {
    gained: [
      ...lacking(after, before, "Allow", ofAfter),
      ...lacking(before, after, "Deny", ofBefore).filter(
        matters(after, othersAllow.after, besides?.after),
      ),
    ],
    lost: [
      ...lacking(before, after, "Allow", ofBefore),
      ...lacking(after, before, "Deny", ofAfter).filter(
        matters(before, othersAllow.before, besides?.before),
      ),
    ],
    undecided: undecided(models, { before: before.blind, after: after.blind }),
  };
}

const UNCHANGED: LayerChanges = { gained: [], lost: [], undecided: [] };

function saysNothing({ sources, blind }: Layer): boolean {
  return sources.length === 0 && blind.length === 0;
}

/**
 * Whether a refusal of the other side stands in the way of something here. As long as its policy is
 * there, it is told even where nothing allows what it refuses: somebody wanted to be sure.
 */
function matters(
  layer: Layer,
  othersAllow = false,
  besides: readonly Statement[] = [],
): (refusal: Atom) => boolean {
  const allows = [...statementsIn(layer, "Allow"), ...besides];
  const keys = new Set(layer.sources.map(({ key }) => key));
  return (refusal) =>
    othersAllow ||
    layer.blind.length > 0 ||
    keys.has(refusal.source.key) ||
    allows.some((allow) => touches(refusal, allow));
}

/** What cannot be read and may have changed. */
function undecided(models: Sides<Model>, blind: Sides<readonly Blind[]>): Blind[] {
  const old = keyed(blind.before, "key");
  const now = keyed(blind.after, "key");
  return [...new Map([...old, ...now]).values()].filter(({ key }) => {
    const [a, b] = [old.get(key), now.get(key)];
    if (!a || !b) return true;
    if (a.raw !== undefined || b.raw !== undefined) return a.raw !== b.raw;
    return !sameFiles(models, a.resource, b.resource);
  });
}
