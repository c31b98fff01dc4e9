import { count } from "../text/count";
import { groupBy } from "../text/group";
import { deedWords } from "../iam/words/action";
import { enumerate } from "../iam/words/enumerate";
import { byHarm } from "../iam/words/harm";
import { serviceWords } from "../iam/words/service";
import { type ActionGroup, GROUPS, groupsOf } from "../iam/words/action-groups";
import type { Atom } from "./atoms";
import { simpleChange, told } from "./changes";
import type { PermissionChange } from "./diff";
import { reasonsOf, spelled } from "./group-atoms";
import { sorted } from "../text/unique";
import { ownVoice } from "./voice";

const DEEDS: Readonly<Record<ActionGroup, string>> = {
  list: "list what is there",
  read: "read things",
  tag: "change tags",
  write: "create, change or delete things",
  permissions: "change who may do what",
  everything: "do anything",
};

/** More changes than that are brought together. */
const FEW = 5;

/** Everything that a new role may do, or one that is gone could: by group of actions if it is much. */
export function wholeSubject(
  direction: "gained" | "lost",
  who: string,
  atoms: readonly Atom[],
): PermissionChange[] {
  const each = told(direction, atoms, ownVoice(who));
  if (each.length <= FEW) return each;
  const byGroup = groupBy(
    atoms.filter(({ whole }) => !whole),
    heaviest,
  );
  const summaries = GROUPS.toReversed().flatMap((group) => {
    const members = byGroup.get(group);
    return members ? [summaryOf(direction, who, group, members)] : [];
  });
  const whole = atoms.filter((atom) => atom.whole);
  return [...summaries, ...told(direction, whole, ownVoice(who))];
}

function summaryOf(
  direction: "gained" | "lost",
  who: string,
  group: ActionGroup,
  atoms: readonly Atom[],
): PermissionChange {
  const actions = sorted(atoms.map(({ action }) => spelled(action)));
  const resources = sorted(atoms.map(({ resource }) => resource));
  const services = sorted(
    actions.map((action) => /^[^:*]+(?=:)/.exec(action)?.[0] ?? "all services"),
  );
  const conditional = atoms.filter(({ statement }) => statement.tests.length > 0).length;
  const limits =
    conditional === 0
      ? ""
      : conditional === atoms.length
        ? ", only under conditions"
        : ", some of it only under conditions";
  const may = direction === "gained" ? "may now" : "may no longer";
  const examples = group === "everything" ? "" : `: ${deedWords(byHarm(actions), [])}`;
  const text =
    `${who} ${may} ${DEEDS[group]} in ${enumerate(services.map(serviceWords))}${limits}${examples} ` +
    `(${count(actions.length, "action")} on ${count(resources.length, "resource pattern")})`;
  const change = simpleChange(direction, "permission", text, ...reasonsOf(atoms));
  return { ...change, actions, resources };
}

/** A pattern such as `iam:*Role*` is told once, by the most that it lets happen. */
function heaviest({ action }: Atom): ActionGroup {
  const groups = groupsOf(action).map(({ group }) => group);
  return GROUPS.findLast((group) => groups.includes(group)) ?? "write";
}
