import type { RequestContext } from "../context";
import { evaluate, type Policies, type StatementRef } from "../evaluate";
import type { NamedPolicy } from "../policy";
import type { ResourceKind, Whereabouts } from "./kinds";
import type { Way } from "./way";

/** Somebody whose ways are tried: a role, a user, or a member of a group. */
export interface Walker {
  readonly arn: string;
  readonly where: Whereabouts;
  readonly policies: Policies;
  /** ARNs of what gives it its rights: itself, its groups, the policies attached to it. */
  readonly own: readonly string[];
}

/** Something in the input that a way may lead to. */
export interface Target {
  readonly kind: ResourceKind;
  readonly arn: string;
  /** What reports call it. */
  readonly label: string;
  /** What whoever uses it may do; absent where that cannot be told. */
  readonly rights?: readonly NamedPolicy[];
  readonly bounded?: boolean;
  /** Of a role, where it is known. */
  readonly trust?: NamedPolicy;
  /** A role as whoever has assumed it, to go on from there. */
  readonly as?: Walker;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A way that is open. */
export interface OpenWay {
  readonly way: Way;
  /**
   * `error` where every target of the kind is within reach, or one that may do more than the walker;
   * `warning` where nobody knows what the target may do.
   */
  readonly severity: "error" | "warning";
  readonly targets: readonly string[];
  /** Statements that open it. */
  readonly by: readonly StatementRef[];
}

/**
 * The statements by which somebody may make a call; undefined where it is not allowed.
 *
 * @param trust of the role, where the call is to assume one; without it the account's own trust.
 */
export function decide(
  { arn, where, policies }: Walker,
  action: string,
  resource: string,
  trust?: NamedPolicy,
  context?: RequestContext,
): readonly StatementRef[] | undefined {
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  const request = {
    principal: arn,
    action,
    resource,
    context: { ...(user !== undefined && { "aws:username": user }), ...context },
    unmentionedKeys: "favourable",
  } as const;
  const ofRole = action === "sts:AssumeRole" ? (trust ?? trustOfAccount(where)) : undefined;
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
