/** What a policy text is, told to every reader of a report. */
export type Provenance =
  /** Word for word the text of one of the vendor's documents. */
  | "documented"
  /** Text that the vendor's own Terraform ships today; newer than the documents. */
  | "current"
  /** Text of the controller's own project or of AWS, at a named version. */
  | "upstream"
  /** Written here from a description, because no original has been published. */
  | "derived";

/** Who may act; `"*"` is used in Deny statements only. */
type Principal =
  | "*"
  | { readonly AWS: string | readonly string[] }
  | { readonly Federated: string }
  | { readonly Service: string };

/** Condition operator, then condition key, then accepted values. */
type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of an IAM policy, in IAM's own spelling. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Condition;
}

/** An IAM policy document, ready to be rendered. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** A document together with where its text comes from. */
export interface Policy {
  readonly provenance: Provenance;
  /** Document and section, or upstream project and version. */
  readonly source: string;
  readonly document: PolicyDocument;
}

/** Builds a policy from its statements, in the order given. */
export function policy(
  provenance: Provenance,
  source: string,
  statements: readonly PolicyStatement[],
): Policy {
  return { provenance, source, document: { Version: "2012-10-17", Statement: statements } };
}
