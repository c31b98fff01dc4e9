import type { PolicyEdition } from "../../config/deployment";
import type { IamPolicy } from "../../iam/policy";
import { shared } from "../../iam/statement";
import type { PolicyDocument, Provenance } from "../../policies/document";

/** A text that a policy may have, with its parameters put in. */
export interface Reference {
  readonly document: IamPolicy;
  /** How messages call it: "the text of create-bucket-and-role, step 3 (documented)". */
  readonly label: string;
  /** Whose it is; of several texts, the one furthest from the vendor's word. */
  readonly provenance: Provenance;
  /** Where there is an older and a newer text. */
  readonly edition?: PolicyEdition;
}

interface Labelled {
  readonly provenance: Provenance;
  readonly source: string;
  readonly document: PolicyDocument;
}

const ORDER: readonly Provenance[] = ["derived", "upstream", "current", "documented"];

/** A documented text, or several that stand on one role together. */
export function reference(...policies: readonly Labelled[]): Reference {
  return {
    document: shared(together(policies.map(({ document }) => document))),
    provenance:
      ORDER.find((one) => policies.some(({ provenance }) => provenance === one)) ?? "documented",
    label: policies.map(({ source, provenance }) => `${source} (${provenance})`).join(", with "),
  };
}

/** Several policies as one: what they allow, they allow together. */
export function together(documents: readonly IamPolicy[]): IamPolicy {
  const [only] = documents;
  if (only && documents.length === 1) return only;
  return { Version: "2012-10-17", Statement: documents.flatMap(({ Statement }) => Statement) };
}
