import { count } from "../../text/count";
import { PolicyShapeError } from "../../iam/policy";
import { isUnlimited, openWays, WAYS, type OpenWay } from "../../iam/ways";
import { groupBy } from "../../text/group";
import type { RuleResult } from "../finding";
import type { RuleContext } from "../rule";
import { pass } from "../results";
import { everybody, targetsIn, type Somebody } from "./walkers";

/**
 * The ways of everybody who is in no document: one finding per principal and way. Whoever cannot be
 * tried is told, a line for each file.
 */
export function* waysOfOthers(
  context: RuleContext,
  isDocumented: (who: Somebody) => boolean,
): Iterable<RuleResult> {
  const untried: Somebody[] = [];
  for (const who of everybody(context)) {
    if (isDocumented(who)) continue;
    if (who.unread.length > 0) untried.push(who);
    yield* waysOf(context, who);
  }
  for (const [file, people] of groupBy(untried, ({ resource }) => resource.file)) {
    const names = people.map(
      ({ resource, unread }) => `${resource.address} (${unread.join(", ")})`,
    );
    const message = `${count(people.length, "principal")} not tried wholly, for policies whose texts are not known: ${names.join("; ")}`;
    yield { verdict: "UNKNOWN", file, key: "(not tried)", severity: "info", message };
  }
}

function* waysOf(context: RuleContext, who: Somebody): Iterable<RuleResult> {
  const { resource, walker, kind, unread } = who;
  const { identity = [] } = walker.policies;
  if (identity.length === 0) return;
  let open: readonly OpenWay[];
  try {
    // Who may do everything needs no way; policy-admin says so.
    if (isUnlimited(identity) && !walker.policies.boundary) return;
    open = openWays(walker, targetsIn(context));
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    const message = `a policy cannot be judged: ${error.message}`;
    yield { verdict: "UNKNOWN", resource, message };
    return;
  }
  for (const { way, severity, targets, by } of open) {
    const onWhat = targets.length > 0 ? `: ${targets.join(", ")}` : "";
    const unless =
      who.unseenBoundary === undefined
        ? ""
        : `, unless its boundary ${who.unseenBoundary} denies it`;
    const message = `the ${kind} can ${way.can}${onWhat}; allowed by ${statementsIn(by)}${unless}`;
    yield { verdict: "FAIL", resource, key: way.id, severity, message, fix: fixOf(way) };
  }
  if (open.length === 0 && unread.length === 0) {
    yield pass(resource, `none of ${WAYS.length} known ways to more rights is open`);
  }
}

function fixOf({ passedTo, steps }: OpenWay["way"]): string {
  if (passedTo !== undefined) {
    return `allow iam:PassRole on the roles that are needed by name, and to the services that need them by iam:PassedToService`;
  }
  const [first = ""] = steps;
  return `allow ${first.split(" ")[0]!} on what it is needed for by name, or not at all`;
}

/** `Deploy of aws_iam_user_policy.ci`, each statement once. */
function statementsIn(by: OpenWay["by"]): string {
  const byPolicy = groupBy(by, ({ policy }) => policy);
  return [...byPolicy]
    .map(
      ([policy, refs]) =>
        `${[...new Set(refs.map(({ statement }) => statement))].join(", ")} of ${policy}`,
    )
    .join(" and ");
}
