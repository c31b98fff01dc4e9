import type { Deployment, PolicyEdition, RoleSettings, Section } from "../config/deployment";
import type { Policy } from "./document";
import type { TextFacts } from "./text-facts";

/** A text with its blanks filled in; undefined where there is nothing to grant, such as a key. */
type Fill = (facts: TextFacts) => Policy | undefined;

/** One text, or two where the vendor's own Terraform has a newer one. */
export type PolicyText = Fill | Readonly<Record<PolicyEdition, Fill>>;

/** Words that are the same for every deployment, or not. */
export type RowWords = string | ((facts: TextFacts) => string);

/** Where an ARN goes once the stack is there: an output of the stack, by its description. */
export interface ConsoleField {
  readonly field: RowWords;
  /** Among the outputs of the section. */
  readonly place: number;
  /**
   * Name of the output.
   * @default the Terraform id, and `_arn`
   */
  readonly output?: string;
}

/** What `byoc check` says of the rule that holds a text against its document. */
export interface DocumentRule {
  readonly id: `document-${string}`;
  readonly title: string;
  readonly why: string;
  readonly documents: readonly string[];
  /** Config that makes what is right. */
  readonly yaml: string;
}

/** A documented policy of one role alone, written into it. */
interface InlineRow {
  readonly use: "inline";
  /** In Terraform. */
  readonly id: string;
  /** How its name ends; how it begins, the section says. */
  readonly suffix: string;
  readonly text: PolicyText;
}

/** A documented policy that stands by itself. */
export interface ManagedRow extends Omit<InlineRow, "use"> {
  readonly use: "managed";
  /** Cannot be changed later: IAM replaces the policy when its description changes. */
  readonly description: string;
  /**
   * Terraform id of what attaches it.
   * @default the policy's own
   */
  readonly attachment?: string;
  readonly console?: ConsoleField;
}

export type PolicyRow = InlineRow | ManagedRow;

/** A documented role, with all that depends on which one it is. */
export interface RoleRow<Kind extends string = string, Asked extends string = string> {
  readonly kind: Kind;
  readonly section: Section;
  /** How messages call it. */
  readonly words: string;
  /** In Terraform: this project's, and the vendor's where that has such a role. */
  readonly id: string;
  /** Names of documents and of the vendor's Terraform. */
  readonly name: RegExp;
  readonly description: RowWords;
  readonly settings: (deployment: Deployment) => RoleSettings | undefined;
  /**
   * Whether its stack makes it.
   * @default always
   */
  readonly isMade?: (deployment: Deployment) => boolean;
  readonly trust: PolicyText;
  /** Of the trust, where it is the same whatever the config's. */
  readonly trustEdition?: PolicyEdition;
  /** Zilliz puts its cluster's issuer into the trust, in the place of a placeholder. */
  readonly rewritten?: true;
  readonly policies: readonly PolicyRow[];
  /** AWS's own policies on it, by the Terraform id of their attachment. */
  readonly awsPolicies?: Readonly<Record<string, string>>;
  readonly trustRule: DocumentRule;
  /** Absent where the rule of the section's policies holds them. */
  readonly policyRule?: DocumentRule;
  /** What rows of the simulation call it: of its rights, its trust, its boundary. */
  readonly asked: {
    readonly rights?: Asked;
    readonly trust?: Asked;
    readonly boundary?: Asked;
  };
  /** Ways to more rights that its text leaves open, each with the reason why that stays. */
  readonly waivers?: Readonly<Record<string, string>>;
  readonly console: ConsoleField;
}

/** What a section of the config comes to. */
export interface SectionRow<Kind extends string = string, Asked extends string = string> {
  /** The vendor's documents that its stack follows. */
  readonly document: string;
  /** Undefined where the deployment has no such section. */
  readonly facts: (deployment: Deployment) => TextFacts | undefined;
  /**
   * Addresses of which a module has the others too, where it has a role at its documented one: one
   * alone is a name that anybody may have chosen.
   */
  readonly companions: readonly string[];
  /** Where its outputs say that the bucket's name, and the external ID, go; absent without them. */
  readonly bucketField?: string;
  readonly externalIdField?: string;
  /** Policies that stand by themselves, or before their roles. */
  readonly policies: readonly ManagedRow[];
  /** In the order in which they are made. */
  readonly roles: readonly RoleRow<Kind, Asked>[];
}

/** Tells roles their section, and keeps their names as they are written. */
export function sectionRow<const Kind extends string, const Asked extends string>(
  section: Section,
  {
    roles,
    ...row
  }: Omit<SectionRow<Kind, Asked>, "roles"> & {
    readonly roles: readonly Omit<RoleRow<Kind, Asked>, "section">[];
  },
): SectionRow<Kind, Asked> {
  return {
    ...row,
    roles: roles.map((role) => ({ ...role, section, trust: withDenials(role.trust) })),
  };
}

/** A documented trust, and what the config denies in every trust. */
function withDenials(text: PolicyText): PolicyText {
  if (typeof text !== "function") {
    const { documented, current } = text;
    return { documented: denying(documented), current: denying(current) };
  }
  return denying(text);
}

function denying(fill: Fill): Fill {
  return (facts) => {
    const filled = fill(facts);
    const { trustDenials = [] } = facts;
    if (!filled || trustDenials.length === 0) return filled;
    const { document } = filled;
    const Statement = [...document.Statement, ...trustDenials];
    return { ...filled, document: { ...document, Statement } };
  };
}
