import { PolicyShapeError } from "../../iam/policy";
import { EVERY_WAY, isUnlimited, openWays, WAYS, type OpenWay } from "../../iam/ways";
import { roleRow } from "../../policies/catalogue";
import { cached, cachedOf } from "../../text/cache";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { nearestPolicy } from "../conformance/results";
import type { IdentifiedRole } from "../identify/roles";
import { pass, unsure, type Results } from "../results";
import type { RuleContext } from "../rule";
import { wayResults, type Documented } from "./attribution";
import { everybody, targetsIn, type InputTarget, type Somebody } from "./walkers";

/**
 * The ways of everybody: one finding per principal and way. Whoever cannot be tried, and what is not
 * tried of many, is told, a line for each file.
 */
export function* waysOfEverybody(context: RuleContext): Results {
  const people = everybody(context);
  for (const who of people) yield* waysOf(context, who);
  for (const [file, all] of groupBy(people, ({ resource }) => resource.file)) {
    // Of a documented role its own result says so; of texts that are here, policy-json does.
    const untried = all.filter(({ untold, documented }) => untold.length > 0 && !documented);
    const names = untried.map(
      ({ resource, untold }) => `${resource.address} (${untold.join(", ")})`,
    );
    if (untried.length > 0) {
      const message = `${count(untried.length, "principal")} not tried wholly, for policies whose texts no input has: ${names.join("; ")}`;
      const fix = "check a plan or a state that has these policies, together with this one";
      yield unsure(file, message, { key: "(not tried)", severity: "info", fix });
    }
    const { tried, left } = targetsNear(context)(all[0]!.resource);
    if (left > 0) {
      const message = `${count(all.length, "principal")} tried on the ${tried.length} nearest of ${tried.length + left} roles, policies and workloads that were read; the rest was not tried`;
      const fix = "check fewer files at a time";
      yield unsure(file, message, { key: "(rest)", severity: "info", fix });
    }
  }
}

function* waysOf(context: RuleContext, somebody: Somebody): Results {
  const { resource, walker, kind, documented, unread, untold, unseenBoundary } = somebody;
  const { identity = [] } = walker.policies;
  const { tried } = targetsNear(context)(resource);
  // The roles of a document are somebody else's, so what they could break matters too.
  const ways = documented ? EVERY_WAY : WAYS;
  let open: readonly OpenWay[];
  try {
    // Who may do everything needs no way; policy-admin says so.
    if (isUnlimited(identity) && !walker.policies.boundary) return;
    open = openWays(walker, tried, ways);
  } catch (error) {
    // policy-json tells of it.
    if (!(error instanceof PolicyShapeError)) throw error;
    return;
  }
  const who = documented ? roleRow(documented.kind).words : `the ${kind}`;
  const text =
    documented && open.length > 0 ? documentedWays(context, documented, somebody) : undefined;
  for (const { way, opened } of open) {
    const subject = { resource, who, unseenBoundary, documented: text };
    yield* wayResults(subject, { ...way, fix: fixOf(way), opened });
  }
  // Whoever has no policy may still be named in a trust; that nothing is open needs no line.
  if (identity.length === 0 && unread.length === 0) return;
  if (documented && untold.length > 0) {
    const message = `whether ${who} has other ways out cannot be told without ${untold.join(", ")}`;
    const fix = "check a plan or a state that has these policies, together with this one";
    yield unsure(resource, message, { key: "unread", fix });
  } else if (open.length === 0 && unread.length === 0) {
    yield pass(resource, `none of ${ways.length} known ways to more rights is open`);
  }
}

/** What is open with the nearest text already. */
function documentedWays(
  context: RuleContext,
  role: IdentifiedRole,
  { walker, resource }: Somebody,
): Documented | undefined {
  const reference = nearestPolicy(context, role)?.reference;
  if (!reference) return undefined;
  const identity = [{ name: reference.label, document: reference.document }];
  const policies = { ...walker.policies, identity };
  const { tried } = targetsNear(context)(resource);
  const opens = new Set(
    openWays({ ...walker, policies }, tried, EVERY_WAY).flatMap(({ way, opened }) =>
      opened.map(({ target }) => `${way.id} ${target}`),
    ),
  );
  return {
    whose: reference.provenance,
    kind: role.kind,
    opens: (id, target) => opens.has(`${id} ${target}`),
  };
}

/** Pairs of somebody and a target that are tried, of all together: a fleet has more than need be. */
const MOST_PAIRS = 100_000;

/** What is tried on: what the same root module holds first. */
const targetsNear = cachedOf((context: RuleContext) => {
  const { model } = context;
  const all = targetsIn(context);
  const most = Math.ceil(MOST_PAIRS / Math.max(1, everybody(context).length));
  const rootOf = (resource: Somebody["resource"]) => model.inputOf(resource).root;
  if (all.length <= most) return () => ({ tried: all, left: 0 });
  const byRoot = groupBy(all, ({ resource }) => rootOf(resource));
  const near = cached((root: string) => {
    const own = byRoot.get(root) ?? [];
    const seen = new Set<InputTarget>(own.slice(0, most));
    for (const target of all) {
      if (seen.size >= most) break;
      seen.add(target);
    }
    return { tried: [...seen], left: all.length - seen.size };
  });
  return (resource: Somebody["resource"]) => near(rootOf(resource));
});

function fixOf({ passedTo, steps }: OpenWay["way"]): string {
  if (passedTo !== undefined) {
    return "allow iam:PassRole on the roles that are needed by name, and to the services that need them by iam:PassedToService";
  }
  const [first = ""] = steps;
  return `allow ${first.split(" ")[0]!} on what it is needed for by name, or not at all`;
}
