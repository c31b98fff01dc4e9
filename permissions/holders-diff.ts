import { cachedOf } from "../text/cache";
import { unique } from "../text/unique";
import type { Statement } from "../iam/statement";
import type { Model } from "../terraform/model-view";
import { attachmentChanges } from "./attachments";
import { boundaryChanges, nameOf } from "./boundary";
import { blindChanges, layerChanges, simpleChange, told } from "./changes";
import { compareLayers, type LayerChanges } from "./compare-layers";
import type { PermissionChange, Sides, SubjectChanges } from "./diff";
import type { Atom } from "./atoms";
import { holdersOf, type Boundary, type Holder } from "./holder";
import { layerOf, NOTHING, statementsIn, together } from "./layer";
import { touches } from "../iam/containment";
import { membershipChanges } from "./memberships";
import { subjects } from "./subjects";
import { wholeSubject } from "./summary";
import { ownVoice, trustVoice } from "./voice";

/** What roles, users and groups may do, and who may become the roles. */
export function holderChanges(models: Sides<Model>): SubjectChanges[] {
  const changes = (shown: Holder, sides: HolderSides) => changesOf(models, shown, sides);
  return subjects(models, holdersOf, changes, merged);
}

/** One role in the plans of two stacks, which each give it something. */
function merged(holders: readonly Holder[]): Holder | undefined {
  const [first] = holders;
  if (!first || holders.length === 1) return first;
  const roles = holders.flatMap(({ role }) => role ?? []);
  const boundary = roles.find((role) => role.boundary)?.boundary;
  return {
    ...first,
    identity: together(holders.map(({ identity }) => identity)),
    elsewhere: unique(holders.flatMap(({ elsewhere }) => elsewhere)),
    groups: holders.flatMap(({ groups = [] }) => groups),
    role: roles[0] && {
      ...roles[0],
      trust: together(roles.map(({ trust }) => trust)),
      boundary,
    },
  };
}

type HolderSides = Sides<Holder | undefined>;

function changesOf(
  models: Sides<Model>,
  { label }: Holder,
  sides: HolderSides,
): PermissionChange[] {
  const { before, after } = sides;
  const account = after?.role?.account ?? before?.role?.account;
  const trusts = { before: before?.role?.trust ?? NOTHING, after: after?.role?.trust ?? NOTHING };
  // A role that one side only puts policies on has its trust elsewhere.
  const isSplit = before && after && !before.role !== !after.role;
  const trust = whileThere(compareLayers(models, trusts, { account }), sides);
  return [
    ...(isSplit
      ? [trustElsewhere(label, after.address)]
      : layerChanges(trust, trustVoice(label), `others may become ${label}`)),
    ...identityChanges(models, label, sides),
    ...membershipChanges(models, label, {
      before: before?.groups ?? [],
      after: after?.groups ?? [],
    }),
    ...(before?.role && after?.role
      ? boundaryChanges(models, label, {
          before: before.role.boundary,
          after: after.role.boundary,
        })
      : []),
  ];
}

function trustElsewhere(label: string, policy: string): PermissionChange {
  const text = `it cannot be told whether others may become ${label}: one side has the role's policies, but not the role`;
  return simpleChange("undecided", "trust", text, { policy });
}

/** Refusals of a role that is not there on one side are neither lost nor gained. */
function whileThere(
  { gained, lost, undecided }: LayerChanges,
  { before, after }: Sides<unknown>,
): LayerChanges {
  if (before && after) return { gained, lost, undecided };
  const isGrant = ({ statement }: Atom) => statement.effect === "Allow";
  return { gained: gained.filter(isGrant), lost: lost.filter(isGrant), undecided };
}

function identityChanges(
  models: Sides<Model>,
  label: string,
  sides: HolderSides,
): PermissionChange[] {
  const { before, after } = sides;
  const layers = { before: before?.identity ?? NOTHING, after: after?.identity ?? NOTHING };
  const elsewhere = { before: before?.elsewhere ?? [], after: after?.elsewhere ?? [] };
  const attached = attachmentChanges(label, elsewhere, layers);
  // A user, or a role of elsewhere, is there without a policy too, and may have more of them.
  const isElsewhere = (before ?? after)?.role === undefined;
  const compared = compareLayers(models, layers, {
    skip: attached.skip,
    othersAllow: {
      before: isElsewhere || elsewhere.before.length > 0,
      after: isElsewhere || elsewhere.after.length > 0,
    },
    besides: { before: resourceGrants(models.before), after: resourceGrants(models.after) },
  });
  const changes = isElsewhere ? compared : whileThere(compared, sides);
  const blind = blindChanges(changes.undecided, `${label} may do more or less`);
  if (isElsewhere || (before && after)) {
    const voice = ownVoice(label);
    return [
      ...attached.changes,
      ...told("gained", changes.gained, voice, stoppedBy(after?.role?.boundary)),
      ...told("lost", changes.lost, voice),
      ...blind,
    ];
  }
  const direction = after ? "gained" : "lost";
  const who = after ? `the new ${label}` : `${label}, which is gone,`;
  return [...attached.changes, ...wholeSubject(direction, who, changes[direction]), ...blind];
}

/** What policies of buckets and other resources allow: to a role, too, without a policy of its own. */
const resourceGrants = cachedOf((model: Model): readonly Statement[] => {
  const policies = model.policies().filter(({ use }) => ["bucket", "key", "other"].includes(use));
  return statementsIn(layerOf(...policies), "Allow");
});

/** Says of new rights that a boundary does not let through that they do nothing yet. */
function stoppedBy(boundary: Boundary | undefined): (atoms: readonly Atom[]) => string {
  const ceiling = boundary && layerOf(boundary.policy);
  if (!ceiling || ceiling.sources.length === 0) return () => "";
  const allows = statementsIn(ceiling, "Allow");
  return (atoms) => {
    const isGrant = atoms.some(({ statement }) => statement.effect === "Allow");
    if (!isGrant || atoms.some((atom) => allows.some((allow) => touches(atom, allow)))) return "";
    return `; without effect as long as its permissions boundary ${nameOf(boundary)} does not allow it`;
  };
}
