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
  question: string,
) {
  return [
    ...told("gained", gained, voice),
    ...told("lost", lost, voice),
    ...blindChanges(undecided, question),
  ];
}

/** @param noteOf what is to be added to the sentence of a group. */
export function told(
  direction: "gained" | "lost",
  atoms: readonly Atom[],
  voice: Voice,
  noteOf: (atoms: readonly Atom[]) => string = () => "",
): PermissionChange[] {
  return groupAtoms(atoms).map((group) => {
    const change = changeOf(direction, group, voice);
    return { ...change, text: `${change.text}${noteOf(group.atoms)}` };
  });
}

/** @param question what cannot be told: "role app may do more or less". */
export function blindChanges(blind: readonly Blind[], question: string): PermissionChange[] {
  return blind.map(({ address, why }) =>
    simpleChange(
      "undecided",
      "unknown",
      `it cannot be told whether ${question}: ${address} cannot be read (${why})`,
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
