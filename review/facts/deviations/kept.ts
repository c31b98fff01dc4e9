import { groupBy } from "../../../text/group";
import { compare } from "../../../iam/compare";
import { deadGrants, type DeadGrant } from "../../../iam/dead-grants";
import type { PolicyOf } from "../../../terraform/model-view";
import { textIn } from "../documented";
import { documentOf, type ReviewSource } from "../source";
import { differenceWords } from "./texts";
import type { Told } from "./told";

/** What is wrong or outdated in a text of the vendor's, and stays because it is the vendor's. */
export function keptDeviations(source: ReviewSource): readonly Told[] {
  return source.model
    .policies()
    .flatMap((policy) => [...newerText(policy, source), ...neverMatching(policy, source)]);
}

/** How the vendor's newer text differs from a documented one that is used. */
function newerText(policy: PolicyOf, source: ReviewSource): readonly Told[] {
  const { resource, use } = policy;
  if (resource.provenance !== "documented") return [];
  const stack = source.stackOf(resource);
  const newer = textIn("current", source.deploymentOf(stack), stack, policy);
  if (newer?.provenance !== "current") return [];
  return compare(newer.document, documentOf(policy)).map((difference) => ({
    kind: "kept",
    stack: stack.id,
    subject: resource.address,
    what: `By the vendor's newer text, which is not used, ${differenceWords(difference, use === "trust")}.`,
    citation: newer.source,
  }));
}

/** Grants that look like rights and are none; what needs them fails later. */
function neverMatching(policy: PolicyOf, source: ReviewSource): readonly Told[] {
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
  return [...alike.values()].flatMap((same): Told[] => {
    const sids = same.map((dead) => dead[0]!.sid);
    const what = deadWords(same[0]!, sids);
    return what === undefined
      ? []
      : [{ kind: "kept", stack: stack.id, subject: address, what, citation }];
  });
}

/** Undefined for what takes nothing away: resources that other statements are about. */
function deadWords(dead: readonly DeadGrant[], sids: readonly string[]): string | undefined {
  const elements = dead.map(({ element }) => element).join(", ");
  const where = `${sids.length === 1 ? "statement" : "statements"} ${sids.join(", ")}`;
  switch (dead[0]!.kind) {
    case "ACTION_NEEDS_WILDCARD":
      return `Never allowed, because it is only ever asked for "*": ${elements} (${where}).`;
    case "ACTION_NEVER_MATCHES":
      return `Never allowed, because it acts on nothing that is named: ${elements} (${where}).`;
    case "RESOURCE_MATCHES_NOTHING":
      return `Matches nothing, because no resource has such an ARN: ${elements} (${where}).`;
    case "RESOURCE_UNUSED":
      return undefined;
  }
}
