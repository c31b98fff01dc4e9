import type { Report } from "../compliance/finding";
import type { Difference } from "../compliance/iam/difference";
import type { PolicyUse } from "../compliance/readers/model-view";
import type { Section } from "../config/deployment";
import type { Provenance } from "../policies/document";

/**
 * Everything that REVIEW.md and review.html say, in the order in which they say it. External IDs
 * are masked in it already, apart from the texts of policies, which are masked by what shows them.
 */
export interface Review {
  /** Version of byoc. */
  readonly version: string;
  readonly deployments: readonly DeploymentSummary[];
  readonly stacks: readonly StackSummary[];
  readonly access: readonly AccessRow[];
  readonly trusts: TrustGraph;
  readonly policies: readonly PolicyReview[];
  readonly deviations: readonly Deviation[];
  readonly report: Report;
  readonly console: readonly ConsoleValue[];
}

/** What went in: the facts of one config. */
export interface DeploymentSummary {
  readonly name: string;
  /** Name of the config file, without its folder. */
  readonly config: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly edition: string;
  /** Backend type. */
  readonly backend: string;
  readonly sections: readonly Section[];
  /** Account of Zilliz Cloud that its roles trust; absent where none does. */
  readonly zillizAccountId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface StackSummary {
  readonly id: string;
  readonly section: Section;
  readonly document: string;
  readonly resources: readonly InventoryRow[];
}

export interface InventoryRow {
  readonly address: string;
  readonly type: string;
  /** Name in AWS or Kubernetes; absent where only AWS gives one. */
  readonly name?: string;
}

/** Groups of actions, from the least to the most that they let happen. */
export type ActionGroup = "list" | "read" | "tag" | "write" | "permissions" | "everything";

/** One principal may do one group of actions of one service on the same resources. */
export interface AccessRow {
  readonly stack: string;
  /** Address of the role, bucket or key whose policy it is. */
  readonly address: string;
  /** Who: name of the role, or of the principal that a bucket's or key's policy names. */
  readonly principal: string;
  readonly effect: "Allow" | "Deny";
  /** Prefix of the service, `s3`; `*` for all. */
  readonly service: string;
  readonly group: ActionGroup;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Each in words a reader who knows no IAM understands; empty without any. */
  readonly conditions: readonly string[];
  /** Address of the policy that says so. */
  readonly policy: string;
}

export type TrustNodeKind =
  | "account" // another AWS account, such as Zilliz Cloud's
  | "own-account"
  | "service" // an AWS service
  | "identity-provider" // an OIDC issuer, as a rule of an EKS cluster
  | "anyone"
  | "role"
  | "bucket"
  | "key";

export interface TrustNode {
  readonly id: string;
  readonly kind: TrustNodeKind;
  readonly label: string;
  /** Second line: ARN, account number. */
  readonly detail?: string;
}

/** `assume`: may become the role; `use`: the role reaches it. */
export interface TrustEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "assume" | "use";
  /** A few words: `external ID`, `service account milvus:milvus-s3-access-sa`, `read, write`. */
  readonly label: string;
}

/** Who becomes which role, and what the roles reach. */
export interface TrustGraph {
  readonly nodes: readonly TrustNode[];
  readonly edges: readonly TrustEdge[];
}

/** One policy text of a stack. */
export interface PolicyReview {
  readonly stack: string;
  /** File below `<stack>/policies/`. */
  readonly file: string;
  /** Address of the resource that carries it. */
  readonly address: string;
  readonly attribute: string;
  readonly use: PolicyUse;
  readonly provenance?: Provenance;
  /** Document and section, or upstream project and version. */
  readonly source?: string;
  /** The text, as JSON with two spaces; the external ID is in it. */
  readonly text: string;
  /** To the documented text; absent where no document holds a text for it. */
  readonly differences?: readonly Difference[];
}

/** Where the deployment is other than a document says, or a document is known to be wrong. */
export interface Deviation {
  /** Address or rule that it is about. */
  readonly subject: string;
  /** What is other, one sentence. */
  readonly what: string;
  /** Document and section, upstream project and version, or standard. */
  readonly citation: string;
}

/** A value that somebody has to enter elsewhere. */
export interface ConsoleValue {
  readonly stack: string;
  readonly output: string;
  /** Page and field of the Zilliz Cloud console, or another place. */
  readonly field: string;
  /** Absent where only AWS knows it, after the deploy. */
  readonly value?: string;
}
