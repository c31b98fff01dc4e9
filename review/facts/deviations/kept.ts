import { groupBy } from "../../../text/group";
import { compare } from "../../../iam/compare";
import { deadGrants, type DeadGrant } from "../../../iam/dead-grants";
import type { PolicyOf } from "../../../terraform/model-view";
import type { Deviation } from "../../review";
import { textIn } from "../documented";
import { documentOf, type ReviewSource } from "../source";
import { differenceWords } from "./texts";

/** What is wrong or outdated in a text of the vendor's, and stays because it is the vendor's. */
export function keptDeviations(source: ReviewSource): readonly Deviation[] {
  return source.model
    .policies()
    .flatMap((policy) => [...newerText(policy, source), ...neverMatching(policy, source)]);
}

/** How the vendor's newer text differs from a documented one that is used. */
function newerText(policy: PolicyOf, source: ReviewSource): readonly Deviation[] {
  const { resource, use } = policy;
  if (resource.provenance !== "documented") return [];
  const stack = source.stackOf(resource);
  const newer = textIn("current", source.deploymentOf(stack), stack, policy);
  if (newer?.provenance !== "current") return [];
  return compare(newer.document, documentOf(policy)).map((difference) => ({
    kind: "kept",
    stacks: [stack.id],
    subject: resource.address,
    what: `By the vendor's newer text, which is not used, ${differenceWords(difference, use === "trust")}.`,
    citation: newer.source,
  }));
}

/** Grants that look like rights and are none; what needs them fails later. */
function neverMatching(policy: PolicyOf, source: ReviewSource): readonly Deviation[] {
  const { resource, use } = policy;
  const { provenance, address } = resource;
  if (provenance !== "documented" && provenance !== "current") return [];
  if (use !== "managed" && use !== "inline") return [];
  const stack = source.stackOf(resource);
  const citation = textIn(provenance, source.deploymentOf(stack), stack, policy)?.source ?? "";
  const bySid = groupBy(deadGrants(documentOf(policy)), ({ sid, kind }) => `${sid} ${kind}`);
  const alike = groupBy(bySid.values(), (dead) =>
    JSON.stringify([dead[0]!.kind, dead.map(({ element }) => element)]),
  );
  return [...alike.values()].flatMap((same) => {
    const [first] = same[0]!;
    const why = DEAD[first!.kind];
    if (why === undefined) return [];
    const elements = same[0]!.map(({ element }) => element).join(", ");
    const sids = same.map((dead) => dead[0]!.sid);
    const what = `${why}: ${elements} (${sids.length === 1 ? "statement" : "statements"} ${sids.join(", ")}).`;
    return [{ kind: "kept" as const, stacks: [stack.id], subject: address, what, citation }];
  });
}

/** Why a grant is none. */
const DEAD: Readonly<Record<DeadGrant["kind"], string | undefined>> = {
  ACTION_NEEDS_WILDCARD: 'Never allowed, because it is only ever asked for "*"',
  ACTION_NEVER_MATCHES: "Never allowed, because it acts on nothing that is named",
  RESOURCE_MATCHES_NOTHING: "Matches nothing, because no resource has such an ARN",
  // Takes nothing away: other statements are about such resources.
  RESOURCE_UNUSED: undefined,
};
