import { TELL_ACCOUNT } from "../identify/place";
import { actionOf, mayActOn } from "../../iam/actions";
import { compare } from "../../iam/compare";
import { directionOf, type Difference } from "../../iam/difference";
import type { IamPolicy } from "../../iam/policy";
import type { PolicyOf } from "../../terraform/model-view";
import type { RuleContext } from "../rule";
import { cachedOfRole, type IdentifiedRole } from "../identify/roles";
import { roleRow } from "../../policies/catalogue";
import { fail, orPass, unsure, type Results } from "../results";
import { policyReferences, together, trustReferences, type Reference } from "./reference";

/** How far a policy is from a text: what goes beyond it counts more than what is left out. */
interface Measured {
  readonly reference: Reference;
  readonly beyond: readonly (readonly [PolicyOf, Difference])[];
  readonly lacking: readonly Difference[];
}

/** A trust beside the texts that it may have. */
export function trustResults(role: IdentifiedRole, context: RuleContext): Results {
  const { trust, resource } = role.view;
  // policy-json tells of what is not known, once for all rules.
  if (!trust.document.known) return [];
  const measured = nearestTrust(context, role);
  if (measured) return resultsOf(roleRow(role.kind).words, trust, measured);
  const message = "nothing tells which account this is, so the trust cannot be compared";
  return [unsure(resource, message, { attribute: trust.attribute, fix: TELL_ACCOUNT })];
}

/** All policies of a role together, beside the texts that they may come to. */
export function* policyResults(role: IdentifiedRole, context: RuleContext): Results {
  const { view, kind } = role;
  const { resource } = view;
  const { words: who, awsPolicies = {} } = roleRow(kind);
  const attachable = Object.values(awsPolicies);
  const known = view.identity.filter(({ document }) => document.known);
  for (const arn of view.attachedElsewhere) {
    if (attachable.some((name) => arn.endsWith(`:aws:policy/${name}`))) continue;
    const message = `${who} also has the rights of ${arn}, which the document does not attach`;
    yield fail(resource, message, { key: `EXTRA_POLICY:${arn}` });
  }
  const whole = known.length === view.identity.length && view.attachedUnknown.length === 0;
  const main = known[0];
  if (!main) {
    const fix = "check together with the file that has the role's policies";
    const message = `no policy of ${who} is in what was read`;
    if (whole) yield unsure(resource, message, { key: "no-policy", fix });
    return;
  }
  const result = nearestPolicy(context, role);
  if (!result) return;
  // What is missing in those that can be read may stand in the others.
  yield* resultsOf(who, main, whole ? result : { ...result, lacking: [] }, whole);
}

/** The policies of a role beside the text that they come nearest to; several rules ask. */
export const nearestPolicy = cachedOfRole((context, role) => {
  const known = role.view.identity.filter(({ document }) => document.known);
  return nearest(known, policyReferences(context, role));
});

/** A role's trust, which must be known, beside the text that it comes nearest to. */
export const nearestTrust = cachedOfRole((context, role) => {
  const { trust } = role.view;
  return nearest([trust], trustReferences(context, role, documentOf(trust)));
});

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
          .filter(isBeyond)
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

export function resultsOf(
  who: string,
  main: PolicyOf,
  { reference: { label }, beyond, lacking }: Measured,
  complete = true,
): Results {
  const differences = [...beyond, ...lacking.map((difference) => [main, difference] as const)].map(
    ([policy, difference]) => differenceResult(policy, difference, who, label),
  );
  if (!complete) return differences;
  const { resource, attribute, use } = main;
  const what = use === "trust" ? "the trust" : "what is allowed";
  return orPass(differences, resource, `${what} is the text of ${label}`, { attribute });
}

/** One difference as a finding: what goes too far is an error, what is left out a warning. */
function differenceResult(
  { resource, attribute, use }: PolicyOf,
  { kind, sid, text }: Difference,
  who: string,
  label: string,
) {
  const stricter = directionOf(kind) === "stricter";
  const missing =
    kind.startsWith("MISSING") || kind.startsWith("NARROWER") || kind === "STRICTER_CONDITION";
  // Sentences about trusts name who; those about policies mean the role.
  const subject = use === "trust" || kind === "UNSUPPORTED" ? "" : `${who} `;
  const where =
    sid === "" || kind === "UNSUPPORTED"
      ? ""
      : `statement ${sid}${missing ? " of the document" : ""}: `;
  const message = `${where}${subject}${text} (compared with ${label})`;
  const severity = stricter ? "warning" : "error";
  return fail(resource, message, { attribute, key: `${kind}:${sid}`, severity });
}
