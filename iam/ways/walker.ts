import { cached, cachedOf } from "../../text/cache";
import { arnMatches } from "../arn-glob";
import type { RequestContext } from "../context";
import { evaluate, type Policies, type StatementRef } from "../evaluate";
import type { NamedPolicy } from "../policy";
import { statementsFor } from "../request";
import { statementsOf } from "../statement";
import { withStars } from "../variables";
import type { ResourceKind, Whereabouts } from "./kinds";
import type { Way } from "./way";

/** Somebody whose ways are tried: a role, a user, or a member of a group. */
export interface Walker {
  readonly arn: string;
  readonly where: Whereabouts;
  readonly policies: Policies;
  /** ARNs of what gives it its rights (itself, its groups, the policies attached to it), and of its data. */
  readonly own: readonly string[];
  /** Policies that it has and whose texts are not known. */
  readonly unread: readonly string[];
}

/** What somebody may do, as far as it is known. */
export interface TargetRights extends Pick<Walker, "policies" | "unread"> {
  /** A boundary that it has and whose text is not known: it may do less than its policies say. */
  readonly unseenBoundary?: string;
}

/** Who may assume a role. */
export interface Trust extends NamedPolicy {
  /** It may name others, too. */
  readonly inPart?: boolean;
}

/** Something in the input that a way may lead to. */
export interface Target {
  readonly kind: ResourceKind;
  readonly arn: string;
  /** What reports call it. */
  readonly label: string;
  /** What whoever uses it may do; absent where nothing tells. */
  readonly rights?: TargetRights;
  readonly bounded?: boolean;
  /** Of a role, where it is known. */
  readonly trust?: Trust;
  /** A role as whoever has assumed it, to go on from there. */
  readonly as?: Walker;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Something that a way leads to, and the statements that let the walker get there. */
export interface Opened {
  /** What reports call it; empty where a way has no target. */
  readonly target: string;
  readonly severity: WaySeverity;
  readonly by: readonly StatementRef[];
}

/** A way that is open. */
export interface OpenWay {
  readonly way: Way;
  readonly severity: WaySeverity;
  /** At least one; those that are errors come first. */
  readonly opened: readonly Opened[];
}

/**
 * `error` where every target of the kind is within reach, or one that may do more than the walker;
 * `warning` where nobody knows what the target may do.
 */
export type WaySeverity = "error" | "warning";

/** One finding of all that a way leads to; none where it leads to nothing. */
export function openWay(way: Way, opened: readonly Opened[]): readonly OpenWay[] {
  if (opened.length === 0) return [];
  const ranked = [
    ...opened.filter(({ severity }) => severity === "error"),
    ...opened.filter(({ severity }) => severity === "warning"),
  ];
  return [{ way, severity: ranked[0]!.severity, opened: ranked }];
}

/** What somebody's own policies say of an action, for all ways that take it. */
export const aboutAction = cachedOf(({ policies: { identity = [] } }: Walker) =>
  cached((action: string) =>
    identity.flatMap(({ document }) => statementsFor(statementsOf(document), action.toLowerCase())),
  ),
);

/** Whether somebody's own policies may allow a call; most name other things, which need no closer look. */
function mayAllow(walker: Walker, action: string, resource: string): boolean {
  return aboutAction(walker)(action).some(
    ({ effect, resources }) =>
      effect === "Allow" &&
      (!resources ||
        resources.negated ||
        resources.elements.some((one) => arnMatches(withStars(one), resource))),
  );
}

/** Whether a trust is of anybody but services and identity providers, as few are. */
const namesPeople = cachedOf(({ document }: NamedPolicy) =>
  statementsOf(document).some(
    ({ effect, principals }) =>
      effect === "Allow" &&
      (principals?.negated ||
        principals?.elements.some(({ type, name }) => type === "AWS" || name === "*")),
  ),
);

/**
 * The statements by which somebody may make a call; undefined where it is not allowed.
 *
 * @param trust of the role, where the call is to assume one; without it, and beside one that is
 *   known in part, the account's own trust.
 */
export function decide(
  walker: Walker,
  action: string,
  resource: string,
  trust?: Trust,
  context?: RequestContext,
): readonly StatementRef[] | undefined {
  if (trust?.inPart) {
    const { name, document } = trust;
    return (
      decide(walker, action, resource, { name, document }, context) ??
      decide(walker, action, resource, undefined, context)
    );
  }
  const byTrust = action === "sts:AssumeRole";
  if (byTrust ? trust && !namesPeople(trust) : !mayAllow(walker, action, resource)) {
    return undefined;
  }
  const { arn, where, policies } = walker;
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  const request = {
    principal: arn,
    action,
    resource,
    context: { ...(user !== undefined && { "aws:username": user }), ...context },
    unmentionedKeys: "favourable",
  } as const;
  const ofRole = byTrust ? (trust ?? trustOfAccount(where)) : undefined;
  const { result, by } = evaluate(request, { ...policies, ...(ofRole && { resource: ofRole }) });
  if (result !== "Allowed") return undefined;
  const own = by.filter(({ layer }) => layer === "identity");
  return own.length > 0 ? own : by;
}

/** A trust that leaves it to the account's policies who may assume the role. */
const trustOfAccount = ({ partition, account }: Whereabouts): NamedPolicy => ({
  name: "trust of the account",
  document: {
    Statement: {
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
      Action: "sts:AssumeRole",
    },
  },
});
