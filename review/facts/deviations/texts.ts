import type { Difference } from "../../../iam/difference";
import type { Provenance } from "../../../policies/document";
import type { Deviation, PolicyReview, RoleReview } from "../../review";

/** Policies whose text is not the document's, with what they let happen otherwise. */
export function textDeviations(policies: readonly PolicyReview[]): readonly Deviation[] {
  return policies.flatMap((policy) => {
    const { provenance, use, source = "", differences, reference } = policy;
    if (provenance === undefined || provenance === "documented") return [];
    // What protects a bucket or a key is added, not changed.
    if (use === "bucket" || use === "key") return [];
    const told = { kind: "text", stacks: [policy.stack], subject: policy.address } as const;
    if (!differences || reference === undefined) {
      return [{ ...told, what: ORIGINS[provenance], citation: source }];
    }
    const citation = `${source} (${provenance}), in place of ${reference}`;
    return differences.map((difference) => ({
      ...told,
      what: sentence(differenceWords(difference, use === "trust")),
      citation,
    }));
  });
}

const ORIGINS: Readonly<Record<Exclude<Provenance, "documented">, string>> = {
  current: "The text is that of the vendor's newer Terraform; no document has one.",
  upstream: "The text is that of the controller's own project; no document has one.",
  derived: "The text was written for this project; no document has one.",
};

/** A difference in words; those of a trust say themselves who it is about. */
export function differenceWords({ sid, kind, text }: Difference, trust: boolean): string {
  if (kind === "UNSUPPORTED") return text;
  const gone = kind.startsWith("MISSING") || /^(NARROWER|STRICTER)/.test(kind);
  // A statement without a Sid goes by its number, which says little.
  const named = sid !== "" && !sid.startsWith("#");
  const where = named ? ` (statement ${sid}${gone ? " of the document" : ""})` : "";
  return `${trust ? "" : "the role "}${text}${where}`;
}

/** Words that begin small and end without a period, as findings and differences have them. */
export function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/** Policies that a role carries and no document attaches to it. */
export function attachedDeviations(
  roles: readonly RoleReview[],
  policies: readonly PolicyReview[],
): readonly Deviation[] {
  // The one text of a role that is always there says whose idea the role is.
  const sources = new Map(
    policies
      .filter(({ use }) => use === "trust")
      .map(({ stack, address, source }) => [`${stack} ${address}`, source]),
  );
  return roles.flatMap(({ stack, address, attached }) =>
    attached.map((arn) => ({
      kind: "text" as const,
      stacks: [stack],
      subject: address,
      what: `The role also has the rights of ${arn}, whose text is not part of this review.`,
      citation: sources.get(`${stack} ${address}`) ?? "the role's attachments",
    })),
  );
}
