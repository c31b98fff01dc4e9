import { cached, cachedOf } from "../text/cache";
import { contextOf, type KeyValues, type RequestContext } from "./context";
import { testHolds, type ConditionTest } from "./condition";
import { arnMatches } from "./arn-glob";
import { matches } from "./glob";
import { fateOf } from "./past";
import { accountOf, matchPrincipal, type PrincipalMatch } from "./principal";
import type { Selection, Statement } from "./statement";
import { resolveVariables, withStars } from "./variables";

/** One request to AWS: who does what to which resource. A call that needs several is several. */
export interface Request {
  /** ARN of a role, user or session; a service (`eks.amazonaws.com`); or an OIDC provider's ARN. */
  readonly principal: string;
  /** `s3:GetObject` */
  readonly action: string;
  /** ARN, or `*` for actions that take no resource. */
  readonly resource: string;
  /** Account of the resource, where its ARN has none. Default: the principal's own. */
  readonly resourceAccount?: string;
  readonly context?: RequestContext;
  /**
   * What holds of condition keys that the context does not mention. `absent`, the default, as AWS
   * sees it. `favourable`: they have whatever value lets the request through, for asking what a
   * role could do at best.
   */
  readonly unmentionedKeys?: "absent" | "favourable";
  /**
   * Keys that AWS sets to values which nothing here tells, in lower case, and whether they are taken
   * to let the request through; what the context says of one counts.
   */
  readonly unknownKeys?: {
    readonly keys: ReadonlySet<string>;
    readonly taken: "favourable" | "unfavourable";
  };
}

/** A request with what every statement asks of it worked out once. */
export interface Prepared {
  readonly request: Request;
  readonly action: string;
  readonly context: KeyValues;
  readonly principalAccount: string | undefined;
  readonly resourceAccount: string | undefined;
  /** How a key counts whose value is not known; undefined where it is, or is known to be absent. */
  readonly openAs: (key: string) => "favourable" | "unfavourable" | undefined;
}

const ACCOUNT_IN_ARN = /^(?:[^:]*:){4}(\d{12})(?::|$)/;

export function prepare(request: Request): Prepared {
  const principalAccount = accountOf(request.principal);
  const resourceAccount =
    request.resourceAccount ?? ACCOUNT_IN_ARN.exec(request.resource)?.[1] ?? principalAccount;
  // Keys that AWS sets on every request of an IAM principal, and of nearly every resource.
  const own: RequestContext = {
    ...(principalAccount !== undefined && {
      "aws:PrincipalArn": roleOfSession(request.principal),
      "aws:PrincipalAccount": principalAccount,
    }),
    ...(resourceAccount !== undefined &&
      !OF_AWS.test(request.resource) && { "aws:ResourceAccount": resourceAccount }),
  };
  const context = contextOf(own, request.context);
  const { unknownKeys, unmentionedKeys } = request;
  return {
    request,
    action: request.action.toLowerCase(),
    context,
    principalAccount,
    resourceAccount,
    openAs: (key) => {
      if (context.mentions(key)) return undefined;
      if (unknownKeys?.keys.has(key.toLowerCase())) return unknownKeys.taken;
      return unmentionedKeys === "favourable" ? "favourable" : undefined;
    },
  };
}

/** Resources that AWS itself owns: `arn:aws:iam::aws:policy/AdministratorAccess`. */
const OF_AWS = /^(?:[^:]*:){4}aws:/;

/** A session's `aws:PrincipalArn` is its role's; the path is not in a session's ARN. */
function roleOfSession(principal: string): string {
  const [, partition, account, name] =
    /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal) ?? [];
  return account === undefined ? principal : `arn:${partition}:iam::${account}:role/${name}`;
}

/** How far a statement applies to a request. */
export type Applies =
  /** Wholly, and how it takes in who asks. */
  | { readonly how: PrincipalMatch }
  /** But for its conditions, of which these do not hold. */
  | { readonly how: "unmet"; readonly tests: readonly ConditionTest[] }
  | { readonly how: "not" };

const NOT: Applies = { how: "not" };

/**
 * Whether a statement applies to a request.
 *
 * @param ofResource whether it stands in a policy of the resource: bucket, key, trust.
 * @param variables whether its policy's version knows policy variables.
 */
export function applies(
  statement: Statement,
  prepared: Prepared,
  { ofResource, variables }: { readonly ofResource: boolean; readonly variables: boolean },
): Applies {
  const { resources, principals } = statement;
  if (!takesAction(statement.actions)(prepared.action)) return NOT;

  // A trust policy names no resource; a policy of a role has to.
  if (resources ? !resourceInScope(resources, prepared, variables) : !ofResource) return NOT;

  const how = ofResource ? principalMatch(principals, prepared.request.principal) : "direct";
  if (how === undefined) return NOT;

  const unmet = unmetTests(statement, prepared, variables);
  return unmet.length === 0 ? { how } : { how: "unmet", tests: unmet };
}

/** Statements that are about an action, given in lower case; of most policies there are few. */
export function statementsFor(
  statements: readonly Statement[],
  action: string,
): readonly Statement[] {
  return statements.filter(({ actions }) => takesAction(actions)(action));
}

/** Statements of other deployments have the same actions, and they are the same object. */
const takesAction = cachedOf(({ negated, elements }: Selection<string>) =>
  cached(
    (action: string) => elements.some((pattern) => matches(pattern, action)) !== negated,
    1_000,
  ),
);

function resourceInScope(
  { negated, elements }: Selection<string>,
  { request, context }: Prepared,
  variables: boolean,
): boolean {
  for (const pattern of elements) {
    const resolved = variables ? resolveVariables(pattern, context, { pattern: true }) : pattern;
    if (resolved !== undefined) {
      if (arnMatches(resolved, request.resource)) return !negated;
    } else if (negated && arnMatches(withStars(pattern), request.resource)) {
      // Of "all but the caller's own", nothing is certain for a caller without a name.
      return false;
    }
  }
  return negated;
}

/** The match that gives most, of all elements. */
function principalMatch(
  principals: Statement["principals"],
  principal: string,
): PrincipalMatch | undefined {
  if (!principals) return undefined;
  const found = principals.elements.map((element) => matchPrincipal(element, principal));
  const best = (["direct", "role", "account"] as const).find((match) => found.includes(match));
  // To except a principal, its own name must be there; its account is not enough.
  if (principals.negated) return best === undefined || best === "account" ? "direct" : undefined;
  return best;
}

function unmetTests(
  { effect, tests }: Statement,
  { context, openAs }: Prepared,
  variables: boolean,
): readonly ConditionTest[] {
  return tests.filter((test) => {
    const open = openAs(test.key);
    const fate = open && fateOf(test);
    if (fate) return fate === "never";
    if (open === undefined) return !testHolds(test, context, variables);
    // At best a key that is not known satisfies what allows, and keeps off what denies.
    return (open === "favourable") !== (effect === "Allow");
  });
}
