import type { Model } from "../terraform/model-view";
import { simpleChange } from "./changes";
import type { Sides, SubjectChanges } from "./diff";
import { placeName } from "./pairs";
import { sameInput } from "./same-input";
import { candidate, subject, subjects } from "./subjects";
import types from "./uncompared.json";
import { writtenAs } from "./written";

/** Resources that give rights in ways that are not looked into: that one changed must be seen. */
export function uncomparedChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, othersOf, ({ address, decides }, { before, after }) => {
    if (before?.says === after?.says) return [];
    const verb = before && after ? "has changed" : after ? "is new" : "is gone";
    const text = `${address} ${verb}, which decides ${decides}; it cannot be told whether anybody may do more by it`;
    return [simpleChange("undecided", "unknown", text, { policy: address })];
  });
}

/** Resources of types whose rights are not compared, with what those decide, and by which attributes. */
function othersOf(model: Model) {
  return Object.entries(types).flatMap(([type, { decides, attributes }]) =>
    model.ofType(type).map((resource) => {
      const { address } = resource;
      const says = writtenAs(resource, attributes);
      const kind = "resource" as const;
      return candidate(model, resource, { kind, name: address, label: address, says, decides });
    }),
  );
}

/** Files that leave something out: nothing can be said of what is in there. */
export function gapChanges({ before, after }: Sides<Model>): SubjectChanges[] {
  const gaps = (one: Model, other: Model) =>
    one.inputs
      .filter((input) => input.gaps.length > 0)
      .filter((input) => !other.inputs.some((same) => sameInput(input, same)))
      .flatMap((input) => input.gaps.map((gap) => [placeName(input), gap] as const));
  const all = new Map(
    [...gaps(before, after), ...gaps(after, before)].map((gap) => [gap.join("\0"), gap]),
  );
  return [...all.values()].map(([name, gap]) => {
    const label = `file ${name}`;
    const text = `it cannot be told what else has changed: in ${name} ${gap}`;
    const change = simpleChange("undecided", "unknown", text, { policy: name });
    const named = { kind: "input" as const, name, label, address: name };
    return subject(named, { before: named, after: named }, [change]);
  });
}
