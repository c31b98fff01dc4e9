import type { Policies } from "../../iam/evaluate";
import type { NamedPolicy } from "../../iam/policy";
import type { PolicyOf, Rights } from "../../terraform/model-view";
import type { RuleContext } from "../rule";

/** Everything that decides what a role may do, as far as it was read. */
export interface Effective {
  readonly policies: Policies;
  /** What is missing to be sure of a denial: a policy that cannot be read. */
  readonly unread: readonly string[];
  /** A ceiling that is there and that no input holds: rights may be fewer than they seem. */
  readonly unseenBoundary?: string;
}

/**
 * Policies, boundary and organization of a role.
 *
 * @param harmless policies of AWS that are known to matter to nothing that is asked.
 */
export function effectiveOf(
  { scp }: RuleContext,
  { identity, attachedElsewhere, attachedUnknown, boundary }: Rights,
  harmless: readonly string[] = [],
): Effective {
  const named = identity.flatMap((policy) => namedOf(policy) ?? []);
  const elsewhere = attachedElsewhere.filter(
    (arn) => !harmless.some((name) => arn.endsWith(`:aws:policy/${name}`)),
  );
  const ceiling = boundary?.policy && namedOf(boundary.policy);
  const unseen = boundary && !ceiling;
  return {
    policies: {
      identity: named,
      ...(ceiling && { boundary: ceiling }),
      scp: scp.map((level, depth) =>
        level.map((document, index) => ({
          name: `service control policy ${depth + 1}.${index + 1}`,
          document,
        })),
      ),
    },
    unread: [
      ...identity.filter(({ document }) => !document.known).map(({ resource }) => resource.address),
      ...attachedUnknown.map(({ resource }) => resource.address),
      ...elsewhere,
    ],
    ...(unseen && {
      unseenBoundary: boundary.arn.known ? boundary.arn.value : boundary.arn.attribute,
    }),
  };
}

/** A policy by its address, which is what a reader can look up. */
export function namedOf({ resource, document }: PolicyOf): NamedPolicy | undefined {
  return document.known ? { name: resource.address, document: document.value } : undefined;
}
