import type { ConditionTest } from "./condition";
import type { NamedPolicy } from "./policy";
import { applies, prepare, statementsFor, type Prepared, type Request } from "./request";
import { statementsOf } from "./statement";

/** Where a policy stands: on the role, over it, over its account, or on the resource. */
export type PolicyLayer = "identity" | "boundary" | "scp" | "resource";

/** Every policy that has a say in a request. */
export interface Policies {
  readonly identity?: readonly NamedPolicy[];
  /** The ceiling of the principal: it grants nothing. */
  readonly boundary?: NamedPolicy;
  /** Service control policies, one list for each level from the root of the organization down. */
  readonly scp?: readonly (readonly NamedPolicy[])[];
  /** Policy of the resource: of a bucket or key, or the trust of a role. */
  readonly resource?: NamedPolicy;
}

/** A statement, by where it stands. */
export interface StatementRef {
  readonly layer: PolicyLayer;
  readonly policy: string;
  /** Sid or `#3`. */
  readonly statement: string;
}

/** A statement that would have allowed the request, had these conditions held. */
interface NearMiss extends StatementRef {
  readonly unmet: readonly ConditionTest[];
}

export interface Decision {
  readonly result: "Allowed" | "ImplicitlyDenied" | "ExplicitlyDenied";
  /** Statements that decided: those that allowed, or those that denied. */
  readonly by: readonly StatementRef[];
  /** Layers that stood in the way; none when it is allowed. */
  readonly blockedBy: readonly PolicyLayer[];
  /** For requests that nothing allows. */
  readonly near: readonly NearMiss[];
}

interface Verdict {
  readonly allows: readonly StatementRef[];
  /** Whether one of them names the caller itself, rather than the role it has assumed. */
  readonly beyondBoundary: boolean;
  /** Allowed to the root of the principal's account, which leaves it to the identity policies. */
  readonly delegates: readonly StatementRef[];
  readonly denies: readonly StatementRef[];
  readonly near: readonly NearMiss[];
}

/**
 * Decides a request the way IAM does: an explicit deny anywhere wins; every level of SCPs must
 * allow; then the policies of the two sides, as far as each is needed.
 * Source: IAM user guide, "Policy evaluation logic"; KMS developer guide, "Key policies".
 *
 * Not modelled: session policies and tags, resource control policies, VPC endpoint policies, grants
 * of KMS, ACLs of S3, EKS access entries and what services ask beyond IAM.
 *
 * @throws PolicyShapeError for a policy that IAM would not take.
 */
export function evaluate(request: Request, policies: Policies): Decision {
  const prepared = prepare(request);
  const identity = judge("identity", policies.identity ?? [], prepared);
  const boundary = policies.boundary && judge("boundary", [policies.boundary], prepared);
  const scp = (policies.scp ?? []).map((level) => judge("scp", level, prepared));
  const resource = policies.resource && judge("resource", [policies.resource], prepared);
  const verdicts = [identity, boundary, ...scp, resource].filter(
    (verdict) => verdict !== undefined,
  );

  const denies = verdicts.flatMap((verdict) => verdict.denies);
  if (denies.length > 0) {
    const blockedBy = [...new Set(denies.map(({ layer }) => layer))];
    return { result: "ExplicitlyDenied", by: denies, blockedBy, near: [] };
  }

  const blockedBy = layersInTheWay(prepared, { identity, boundary, scp, resource });
  if (blockedBy.length === 0) {
    const by = verdicts.flatMap(({ allows, delegates }) => [...allows, ...delegates]);
    return { result: "Allowed", by, blockedBy, near: [] };
  }
  const near = verdicts.flatMap((verdict) => verdict.near);
  return { result: "ImplicitlyDenied", by: [], blockedBy, near };
}

interface Verdicts {
  readonly identity: Verdict;
  readonly boundary: Verdict | undefined;
  readonly scp: readonly Verdict[];
  readonly resource: Verdict | undefined;
}

/** The layers that do not allow a request which nothing denies. */
function layersInTheWay(prepared: Prepared, verdicts: Verdicts): readonly PolicyLayer[] {
  const { action, principalAccount, resourceAccount } = prepared;
  const { identity, boundary, resource } = verdicts;
  const direct = resource !== undefined && resource.allows.length > 0;
  const delegated = resource !== undefined && resource.delegates.length > 0;

  // Services, and callers who prove themselves to an identity provider, have no policies of ours.
  const unauthenticated = /^sts:assumerolewith(webidentity|saml)$/.test(action);
  if (principalAccount === undefined || unauthenticated) return direct ? [] : ["resource"];

  const blocked: PolicyLayer[] = [];
  if (!verdicts.scp.every(({ allows }) => allows.length > 0)) blocked.push("scp");
  const ceiling = boundary === undefined || boundary.allows.length > 0;
  const granted = identity.allows.length > 0;

  if (principalAccount === resourceAccount) {
    // What a resource grants to a role is held to the role's boundary; to a user, to one session
    // or to everybody it is not.
    if (direct) {
      return ceiling || resource.beyondBoundary ? blocked : [...blocked, "boundary"];
    }
    // Without a key policy at hand, it is taken for the default one, which leaves access to IAM.
    const resourceFirst =
      isTrust(prepared) || (action.startsWith("kms:") && resource !== undefined);
    if (resourceFirst && !delegated) blocked.push("resource");
  } else if (!direct && !delegated) {
    blocked.push("resource");
  }
  if (!ceiling) blocked.push("boundary");
  if (!granted) blocked.push("identity");
  return blocked;
}

const OF_TRUST = new Set(["sts:assumerole", "sts:tagsession", "sts:setsourceidentity"]);

/** Requests that the trust of a role decides. */
function isTrust({ action, request }: Prepared): boolean {
  return OF_TRUST.has(action) && /^arn:[^:]*:iam::\d{12}:role\//.test(request.resource);
}

/** What the statements of one layer, or one level of SCPs, say of a request. */
function judge(layer: PolicyLayer, policies: readonly NamedPolicy[], prepared: Prepared): Verdict {
  const allows: StatementRef[] = [];
  const delegates: StatementRef[] = [];
  const denies: StatementRef[] = [];
  const near: NearMiss[] = [];
  let beyondBoundary = false;
  for (const { name, document } of policies) {
    const statements = statementsFor(statementsOf(document), prepared.action);
    const variables = document.Version === "2012-10-17";
    for (const statement of statements) {
      const found = applies(statement, prepared, { ofResource: layer === "resource", variables });
      if (found.how === "not") continue;
      const ref = { layer, policy: name, statement: statement.label };
      if (statement.effect === "Deny") {
        if (found.how !== "unmet") denies.push(ref);
      } else if (found.how === "unmet") {
        near.push({ ...ref, unmet: found.tests });
      } else {
        (found.how === "account" ? delegates : allows).push(ref);
        beyondBoundary ||= found.how === "direct";
      }
    }
  }
  return { allows, beyondBoundary, delegates, denies, near };
}
