import { TELL_ACCOUNT } from "../identify/place";
import { cachedOf } from "../../text/cache";
import { actionOf, mayActOn } from "../../iam/actions";
import { compare } from "../../iam/compare";
import { directionOf, type Difference } from "../../iam/difference";
import type { IamPolicy } from "../../iam/policy";
import type { RuleResult } from "../finding";
import type { PolicyOf } from "../../terraform/model-view";
import type { RuleContext } from "../rule";
import type { IdentifiedRole } from "../identify/roles";
import { roleRow } from "../../policies/catalogue";
import { unknownWords } from "../results";
import { policyReferences, together, trustReferences, type Reference } from "./reference";

/** How far a policy is from a text: what goes beyond it counts more than what is left out. */
interface Measured {
  readonly reference: Reference;
  readonly beyond: readonly (readonly [PolicyOf, Difference])[];
  readonly lacking: readonly Difference[];
}

/** A trust beside the texts that it may have. */
export function* trustResults(context: RuleContext, role: IdentifiedRole): Iterable<RuleResult> {
  const { trust, resource } = role.view;
  const { document } = trust;
  if (!document.known) {
    yield unreadable(trust, "the trust");
    return;
  }
  const measured = nearestTrust(context, role);
  if (!measured) {
    yield {
      verdict: "UNKNOWN",
      resource,
      attribute: trust.attribute,
      message: "nothing tells which account this is, so the trust cannot be compared",
      fix: TELL_ACCOUNT,
    };
    return;
  }
  yield* resultsOf(roleRow(role.kind).words, trust, measured);
}

/** All policies of a role together, beside the texts that they may come to. */
export function* policyResults(context: RuleContext, role: IdentifiedRole): Iterable<RuleResult> {
  const { view, kind } = role;
  const { resource } = view;
  const { words: who, awsPolicies = {} } = roleRow(kind);
  const attachable = Object.values(awsPolicies);
  const known = view.identity.filter(({ document }) => document.known);
  for (const policy of view.identity)
    if (!known.includes(policy)) yield unreadable(policy, "a policy");
  for (const { resource: part, attribute, why } of view.attachedUnknown) {
    yield {
      verdict: "UNKNOWN",
      resource: part,
      attribute,
      key: "attached",
      message: `what is attached to ${who} cannot be told: ${why}`,
    };
  }
  for (const arn of view.attachedElsewhere) {
    if (attachable.some((name) => arn.endsWith(`:aws:policy/${name}`))) continue;
    yield {
      verdict: "FAIL",
      resource,
      key: `EXTRA_POLICY:${arn}`,
      message: `${who} also has the rights of ${arn}, which the document does not attach`,
    };
  }
  const main = known[0];
  if (!main) {
    if (known.length < view.identity.length || view.attachedUnknown.length > 0) return;
    yield {
      verdict: "UNKNOWN",
      resource,
      key: "no-policy",
      message: `no policy of ${who} is in what was read`,
      fix: "check together with the file that has the role's policies",
    };
    return;
  }
  const result = nearestPolicy(context, role);
  if (!result) return;
  const whole = known.length === view.identity.length && view.attachedUnknown.length === 0;
  // What is missing in those that can be read may stand in the others.
  yield* resultsOf(who, main, whole ? result : { ...result, lacking: [] }, whole);
}

/** The policies of a role beside the text that they come nearest to; several rules ask. */
export function nearestPolicy(context: RuleContext, role: IdentifiedRole): Measured | undefined {
  return policiesMeasured(context)(role);
}

const policiesMeasured = cachedOf((context: RuleContext) =>
  cachedOf((role: IdentifiedRole) => {
    const known = role.view.identity.filter(({ document }) => document.known);
    return nearest(known, policyReferences(context, role));
  }),
);

/** The same of its trust, which must be known. */
export function nearestTrust(context: RuleContext, role: IdentifiedRole): Measured | undefined {
  return trustsMeasured(context)(role);
}

const trustsMeasured = cachedOf((context: RuleContext) =>
  cachedOf((role: IdentifiedRole) => {
    const { trust } = role.view;
    return nearest([trust], trustReferences(context, role, documentOf(trust)));
  }),
);

/** Compares with each text and takes the nearest; undefined when there is none. */
export function nearest(
  policies: readonly PolicyOf[],
  references: readonly Reference[],
): Measured | undefined {
  const whole = together(policies.map(documentOf));
  return references
    .map((reference): Measured => {
      const beyond = policies.flatMap((policy) =>
        compare(documentOf(policy), reference.document)
          .filter((difference) => isBeyond(difference))
          .map((difference) => [policy, difference] as const),
      );
      const lacking = compare(whole, reference.document).filter(
        (difference) => !isBeyond(difference) && !isVacuous(difference),
      );
      return { reference, beyond, lacking };
    })
    .reduce<Measured | undefined>(
      (best, next) => (best && distance(best) <= distance(next) ? best : next),
      undefined,
    );
}

function documentOf({ document }: PolicyOf): IamPolicy {
  return document.known ? document.value : { Statement: [] };
}

/** What a policy of several has to answer for itself; the rest only all of them together. */
function isBeyond({ kind }: Difference): boolean {
  return kind === "EXTRA_DENY" || (kind !== "MISSING_DENY" && directionOf(kind) !== "stricter");
}

/**
 * Whether only pairs are missing that mean nothing, such as listing an object: texts name actions and
 * resources in lists, and a policy may keep apart what belongs together.
 */
function isVacuous({ kind, actions, resources }: Difference): boolean {
  if (kind !== "NARROWER_RESOURCE") return false;
  return actions.every((name) => {
    const action = actionOf(name);
    return action !== undefined && !resources.some((resource) => mayActOn(action, resource));
  });
}

function distance({ beyond, lacking }: Measured): number {
  return beyond.length * 1000 + lacking.length;
}

export function* resultsOf(
  who: string,
  main: PolicyOf,
  { reference, beyond, lacking }: Measured,
  complete = true,
): Iterable<RuleResult> {
  for (const [policy, difference] of beyond) {
    yield differenceResult(policy, difference, who, reference.label);
  }
  for (const difference of lacking) yield differenceResult(main, difference, who, reference.label);
  if (beyond.length > 0 || lacking.length > 0 || !complete) return;
  yield {
    verdict: "PASS",
    resource: main.resource,
    attribute: main.attribute,
    message: `${main.use === "trust" ? "the trust" : "what is allowed"} is the text of ${reference.label}`,
  };
}

/** One difference as a finding: what goes too far is an error, what is left out a warning. */
function differenceResult(
  { resource, attribute, use }: PolicyOf,
  { kind, sid, text }: Difference,
  who: string,
  label: string,
): RuleResult {
  const stricter = directionOf(kind) === "stricter";
  const missing =
    kind.startsWith("MISSING") || kind.startsWith("NARROWER") || kind === "STRICTER_CONDITION";
  // Sentences about trusts name who; those about policies mean the role.
  const subject = use === "trust" || kind === "UNSUPPORTED" ? "" : `${who} `;
  const where =
    sid === "" || kind === "UNSUPPORTED"
      ? ""
      : `statement ${sid}${missing ? " of the document" : ""}: `;
  return {
    verdict: "FAIL",
    resource,
    attribute,
    key: `${kind}:${sid}`,
    message: `${where}${subject}${text} (compared with ${label})`,
    severity: stricter ? "warning" : "error",
  };
}

export function unreadable({ resource, attribute, document }: PolicyOf, what: string): RuleResult {
  const why = document.known ? "" : `: ${unknownWords(document)}`;
  return {
    verdict: "UNKNOWN",
    resource,
    attribute,
    key: attribute,
    message: `${what} cannot be read${why}`,
    fix: "write policies out of names that are known before apply, or check the state after apply",
  };
}
