import { ESCALATION_PATHS, escalations, type Escalation } from "../../iam/escalation";
import { PolicyShapeError } from "../../iam/policy";
import { roleRow } from "../../policies/catalogue";
import { cachedOf } from "../../text/cache";
import { nearestPolicy } from "../conformance/results";
import type { RuleResult } from "../finding";
import type { IdentifiedRole } from "../identify/roles";
import { effectiveOf, type Effective } from "../policies/effective";
import { pass, unsure } from "../results";
import type { RuleContext } from "../rule";
import { wayResults, type Documented } from "./attribution";
import { surroundingsOf } from "./surroundings";

/** AWS's own policies of the EKS role open none of these ways. */
const HARMLESS = Object.values(roleRow("eks").awsPolicies ?? {});

/** What came of trying the paths that matter to a documented role. */
type Tried =
  | { readonly open: readonly Escalation[]; readonly effective: Effective }
  | { readonly why: string };

/** Tried once: which are open decides what else is told of the role. */
const triedOf = cachedOf((context: RuleContext) =>
  cachedOf((role: IdentifiedRole): Tried => {
    const effective = effectiveOf(context, role.view, HARMLESS);
    // Without any policy there is nothing to try; conformance says that they are missing.
    if (role.view.identity.length === 0) return { open: [], effective };
    try {
      const found = escalations(surroundingsOf(context, role), effective.policies);
      return { open: found.filter(({ open }) => open), effective };
    } catch (error) {
      if (!(error instanceof PolicyShapeError)) throw error;
      return { why: `a policy cannot be judged: ${error.message}` };
    }
  }),
);

/** Calls of the paths that are open to a documented role, together: what they tell need not be told again. */
export function callsTold(context: RuleContext, role: IdentifiedRole): readonly string[][] {
  const tried = triedOf(context)(role);
  if ("why" in tried) return [];
  return tried.open.flatMap(({ attempts }) =>
    attempts
      .filter(({ open }) => open)
      .map(({ steps }) => steps.map(({ request: { action } }) => action)),
  );
}

/** Every path that is open to a documented role, and what cannot be told. */
export function* pathResults(context: RuleContext, role: IdentifiedRole): Iterable<RuleResult> {
  const { resource } = role.view;
  const who = roleRow(role.kind).words;
  if (role.view.identity.length === 0) return;
  const tried = triedOf(context)(role);
  if ("why" in tried) {
    yield unsure(resource, tried.why);
    return;
  }
  const { open, effective } = tried;
  const { unread, unseenBoundary } = effective;
  const documented = open.length > 0 ? documentedPaths(context, role, tried) : undefined;
  for (const { id, sentence: can, close: fix, attempts } of open) {
    const opened = attempts
      .filter((attempt) => attempt.open)
      .map(({ target, steps }) => ({
        target,
        severity: "error" as const,
        by: steps
          .flatMap(({ decision }) => decision.by)
          .filter(({ layer }) => layer === "identity"),
      }));
    yield* wayResults({ resource, who, unseenBoundary, documented }, { id, can, fix, opened });
  }
  if (unread.length > 0) {
    const message = `whether ${who} has other ways out cannot be told without ${unread.join(", ")}`;
    yield unsure(resource, message, { key: "unread" });
  } else if (open.length === 0) {
    yield pass(resource, `none of ${ESCALATION_PATHS.length} known ways to more rights is open`);
  }
}

/** What is open with the nearest text already. */
function documentedPaths(
  context: RuleContext,
  role: IdentifiedRole,
  { open, effective }: { readonly open: readonly Escalation[]; readonly effective: Effective },
): Documented | undefined {
  const reference = nearestPolicy(context, role)?.reference;
  if (!reference) return undefined;
  const identity = [{ name: reference.label, document: reference.document }];
  const paths = ESCALATION_PATHS.filter(({ id }) => open.some((path) => path.id === id));
  const found = escalations(
    surroundingsOf(context, role),
    { ...effective.policies, identity },
    paths,
  );
  const opens = new Set(
    found.flatMap(({ id, attempts }) =>
      attempts.filter((attempt) => attempt.open).map(({ target }) => `${id} ${target}`),
    ),
  );
  return {
    whose: reference.provenance,
    kind: role.kind,
    opens: (id, target) => opens.has(`${id} ${target}`),
  };
}
