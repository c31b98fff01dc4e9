import type { ActionGroup } from "../iam/words/action-groups";
import type { Report } from "../compliance/finding";
import type { Difference } from "../iam/difference";
import type { PolicyUse } from "../terraform/model-view";
import type { Deployment, Section, StackKind } from "../config/deployment";
import type { HashedFile } from "../text/signature";
import type { Provenance } from "../policies/document";

/**
 * Everything that REVIEW.md and review.html say, in the order in which they say it. External IDs
 * are masked in it already, apart from the texts that become files of policies.
 */
export interface Review {
  /** Version of byoc. */
  readonly version: string;
  readonly deployments: readonly DeploymentSummary[];
  readonly stacks: readonly StackSummary[];
  readonly access: readonly AccessRow[];
  readonly roles: readonly RoleReview[];
  readonly trusts: TrustGraph;
  readonly policies: readonly PolicyReview[];
  readonly deviations: readonly Deviation[];
  readonly report: Report;
  readonly console: readonly ConsoleValue[];
  /** Configs, and files of the bundle that hold what is reviewed; empty without a bundle. */
  readonly reviewed: readonly HashedFile[];
}

/** What went in: the facts of one config. */
export interface DeploymentSummary extends Pick<
  Deployment,
  "name" | "accountId" | "region" | "partition" | "edition" | "tags"
> {
  /** Name of the config file, without its folder. */
  readonly config: string;
  /** Backend type. */
  readonly backend: string;
  readonly sections: readonly Section[];
  /** Account of Zilliz Cloud that its roles trust; absent where none does. */
  readonly zillizAccountId?: string;
}

export interface StackSummary {
  readonly id: string;
  readonly section: StackKind;
  /** Name of the deployment. */
  readonly deployment: string;
  readonly document: string;
  readonly resources: readonly InventoryRow[];
}

export interface InventoryRow {
  readonly address: string;
  readonly type: string;
  /** Name in AWS or Kubernetes; absent where only AWS gives one. */
  readonly name?: string;
  /** What it is, in a word or two: `route`; the type where no better word is known. */
  readonly noun: string;
  /** What of it a reviewer asks about: `to 0.0.0.0/0 through aws_internet_gateway.internet`. */
  readonly does?: string;
  /** Whether it lets something to or from the internet. */
  readonly internet: boolean;
}

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
  /**
   * Absent where the policy grants. A `ceiling` is a permissions boundary: it grants nothing, its
   * roles may do no more than it allows. `unattached` grants nothing until it is attached.
   */
  readonly standing?: "ceiling" | "unattached";
  /** Whether the actions never act on such resources, so that nothing is granted. */
  readonly withoutEffect: boolean;
}

/** A role, with what its own policies do not tell. */
export interface RoleReview {
  readonly stack: string;
  readonly address: string;
  readonly name: string;
  /** What it is for, as AWS will show it. */
  readonly description?: string;
  /** Its ceiling; `policy` is the address of its text where this review has it. */
  readonly boundary?: { readonly arn: string; readonly policy?: string };
  /** ARNs of policies on it whose texts are no part of this review: AWS's own, or the account's. */
  readonly attached: readonly string[];
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
  /** Name of the deployment. */
  readonly deployment: string;
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
  /** What carries it, in words: `role acme-storage-role`, `boundary of role a, role b`. */
  readonly holder: string;
  readonly provenance?: Provenance;
  /** Document and section, or upstream project and version. */
  readonly source?: string;
  /** The text, as JSON with two spaces; the external ID is in it. */
  readonly text: string;
  /** The text as pages show it, without the external ID. */
  readonly shown: string;
  /** Document and section that it is compared with. */
  readonly reference?: string;
  /** To the documented text; absent where no document holds a text for it. */
  readonly differences?: readonly Difference[];
}

/**
 * `text`: a policy is not the document's. `added`: the document asks for no such thing. `kept`: the
 * document is wrong, and its text stays. `open`: a way that a text leaves open.
 */
type DeviationKind = "text" | "added" | "kept" | "open";

/** Where the deployment is other than a document says, or a document is known to be wrong. */
export interface Deviation {
  readonly kind: DeviationKind;
  /** Of `open`: whose the text is. */
  readonly whose?: Provenance;
  /** Ids of the stacks that it is true of. */
  readonly stacks: readonly string[];
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
