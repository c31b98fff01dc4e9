import { list } from "../iam/policy";
import type { Model } from "../terraform/model-view";
import { keyed } from "../text/group";
import { given } from "../text/list";
import { sorted } from "../text/unique";
import { simpleChange } from "./changes";
import type { PermissionChange, Sides } from "./diff";
import { holdersOf, type Membership } from "./holder";
import { statementsIn, together } from "./layer";
import { technicalWords } from "./voice";

/** Groups that a user has joined or left: with them comes and goes all that the group may. */
export function membershipChanges(
  models: Sides<Model>,
  label: string,
  groups: Sides<readonly Membership[]>,
): PermissionChange[] {
  const only = (side: keyof typeof groups, other: keyof typeof groups) => {
    const others = new Set(groups[other].map(({ group }) => group));
    return [...keyed(groups[side], "group").values()]
      .filter(({ group }) => !others.has(group))
      .map((one) => changeOf(side, label, one, models[side]));
  };
  return [...only("after", "before"), ...only("before", "after")];
}

function changeOf(
  side: keyof Sides<unknown>,
  label: string,
  { group, address }: Membership,
  model: Model,
): PermissionChange {
  const views = holdersOf(model).flatMap(({ view }) =>
    view.kind === "group" && view.name === group ? [view] : [],
  );
  const layer = together(views.map(({ identity }) => identity));
  const allowed = statementsIn(layer, "Allow").map(({ source }) => source);
  const actions = sorted(allowed.flatMap(({ Action }) => list(Action)));
  const resources = sorted(allowed.flatMap(({ Resource }) => list(Resource)));
  const attached = sorted(views.flatMap(({ elsewhere }) => elsewhere));
  const known = given([
    actions.length > 0 && technicalWords(actions, resources),
    attached.length > 0 && `(${attached.join(", ")})`,
  ]);
  const what = known.length > 0 ? ` ${known.join(" ")}` : "; no file tells what that is";
  const [direction, deed] =
    side === "after" ? (["gained", "has joined"] as const) : (["lost", "has left"] as const);
  const may = side === "after" ? "may now do all that" : "may no longer do what";
  const text = `${label} ${deed} group ${group} and ${may} the group may${what}`;
  const reasons = sorted([...layer.sources.map((source) => source.address)]);
  const because = [address, ...reasons].map((policy) => ({ policy }));
  return { ...simpleChange(direction, "attachment", text, ...because), actions, resources };
}
