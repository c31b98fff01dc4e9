import { LONGEST_POLICY } from "../../aws/limits";
import type { Policies } from "../../iam/evaluate";
import type { NamedPolicy } from "../../iam/policy";
import type { Model, PolicyOf, Rights } from "../../terraform/model-view";
import { cachedOf } from "../../text/cache";
import type { RuleContext } from "../rule";

/** Everything that decides what a role may do, as far as it was read. */
export interface Effective {
  readonly policies: Policies;
  /** What is missing to be sure of a denial: a policy that cannot be read. */
  readonly unread: readonly string[];
  /** Those of them of which no other rule tells. */
  readonly untold: readonly string[];
  /** A ceiling that cannot be read: rights may be fewer than they seem. */
  readonly unseenBoundary?: string;
  /** ARN of a ceiling that no input holds. */
  readonly boundaryElsewhere?: string;
}

/**
 * Policies, boundary and organization of a role.
 *
 * @param harmless policies of AWS that are known to matter to nothing that is asked.
 */
export function effectiveOf(
  { scp, model }: RuleContext,
  { identity, attachedElsewhere, attachedUnknown, boundary }: Rights,
  harmless: readonly string[] = [],
): Effective {
  const named = identity.flatMap((policy) => namedOf(policy) ?? []);
  const elsewhere = attachedElsewhere.filter(
    (arn) => !harmless.some((name) => arn.endsWith(`:aws:policy/${name}`)),
  );
  const ceiling = boundary?.policy && namedOf(boundary.policy);
  const unseen = boundary && !ceiling;
  const texts = identity.filter(({ document }) => !document.known);
  // Of inline policies that are too much for one role, policy-size tells.
  const inline = identity.filter(({ use }) => use === "inline");
  const isTooLong = inline.reduce((sum, { size = 0 }) => sum + size, 0) > LONGEST_POLICY.inline;
  const untold = isTooLong ? [] : texts.filter((policy) => !unknownTexts(model).has(policy));
  return {
    policies: {
      identity: named,
      boundary: ceiling,
      scp: scp.map((level, depth) =>
        level.map((document, index) => ({
          name: `service control policy ${depth + 1}.${index + 1}`,
          document,
        })),
      ),
    },
    unread: [
      ...texts.map(({ resource }) => resource.address),
      ...attachedUnknown.map(({ resource }) => resource.address),
      ...elsewhere,
    ],
    // policy-admin tells of attachments.
    untold: [...untold.map(({ resource }) => resource.address), ...elsewhere],
    ...(unseen && {
      unseenBoundary: boundary.arn.known ? boundary.arn.value : boundary.arn.attribute,
    }),
    ...(boundary?.arn.known && !boundary.policy && { boundaryElsewhere: boundary.arn.value }),
  };
}

/** Texts of which policy-json tells, for all rules, that they cannot be read. */
const unknownTexts: (model: Model) => ReadonlySet<PolicyOf> = cachedOf(
  (model) => new Set(model.policies().filter(({ document }) => !document.known)),
);

/** A policy that AWS maintains. */
export const isOfAws = (arn: string) => /^arn:[^:]+:iam::aws:policy\//.test(arn);

/** A policy by its address, which is what a reader can look up. */
export function namedOf({ resource, document }: PolicyOf): NamedPolicy | undefined {
  return document.known ? { name: resource.address, document: document.value } : undefined;
}
