import type { Atom } from "./atoms";
import type { LayerChanges } from "./compare-layers";
import type { ChangeKind, PermissionChange, Reason } from "./diff";
import { groupAtoms } from "./group-atoms";
import type { Blind } from "./layer";
import { changeOf } from "./sentence";
import type { Voice } from "./voice";

/** The changes of a layer in sentences. */
export function layerChanges(
  { gained, lost, undecided }: LayerChanges,
  voice: Voice,
  label: string,
) {
  return [
    ...told("gained", gained, voice),
    ...told("lost", lost, voice),
    ...blindChanges(undecided, label),
  ];
}

export function told(
  direction: "gained" | "lost",
  atoms: readonly Atom[],
  voice: Voice,
): PermissionChange[] {
  return groupAtoms(atoms).map((group) => changeOf(direction, group, voice));
}

export function blindChanges(blind: readonly Blind[], label: string): PermissionChange[] {
  return blind.map(({ address, why }) =>
    simpleChange(
      "undecided",
      "unknown",
      `whether ${label} has changed cannot be told: ${address} cannot be read (${why})`,
      { policy: address },
    ),
  );
}

/** A change that is no matter of actions. */
export function simpleChange(
  direction: PermissionChange["direction"],
  kind: ChangeKind,
  text: string,
  ...because: readonly Reason[]
): PermissionChange {
  return {
    direction,
    kind,
    text,
    principals: [],
    actions: [],
    resources: [],
    conditions: { before: null, after: null },
    because,
  };
}
