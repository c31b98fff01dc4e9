import type { SimulationRow } from "./simulation/row";
import type { RuleResult, Severity } from "./finding";
import type { Parameters, Profile } from "./parameters";
import type { Model } from "../terraform/model-view";
import type { IamPolicy } from "../iam/policy";
import texts from "./rule-texts.json";

/** What a rule may look at. */
export interface RuleContext {
  readonly model: Model;
  readonly parameters: Parameters;
  /** Service control policies, level by level; none when no file was given. */
  readonly scp: readonly (readonly IamPolicy[])[];
  /** @default zilliz */
  readonly profile?: Profile;
  /** Rows of the user's own, beside the table of the documents. */
  readonly rows?: readonly SimulationRow[];
}

/**
 * One check; a rule that has its file alone gives it its id as name. Those that differ only in the
 * text of a document, or in the setting of a bucket, are rows of one table.
 */
export interface Rule {
  readonly id: string;
  /** What is checked, as one sentence without a final period. */
  readonly title: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** How to mend it. */
  readonly fix: string;
  /** Config or code that is right; null where no config is what the reader has. */
  readonly snippet?: Snippet | null;
  /**
   * What is said otherwise of Terraform that has nothing to do with Zilliz Cloud; `silent` where the
   * rule has nothing to say of it.
   */
  readonly general?: "silent" | Partial<Pick<Rule, "title" | "why" | "fix" | "snippet">>;
  /** Of a finding that names none of its own. */
  readonly severity: Severity;
  /** Every severity that a finding may have, worst first, where that is not the same for all. */
  readonly severities?: readonly Severity[];
  /** `CIS AWS 3.0 2.1.4`, `FSBP S3.8`, `CKV_AWS_53`, `AWS-0086` (trivy). */
  readonly standards?: readonly string[];
  /** Document and section: `create-bucket-and-role, step 2`. */
  readonly documents: readonly string[];
  /** Rules of integrity cannot be waived, and say so with false. */
  readonly waivable?: boolean;
  /** No result at all means that the rule does not apply. */
  readonly check: (context: RuleContext) => Iterable<RuleResult>;
}

/** Config or code, with what it is written in. */
interface Snippet {
  readonly language: "yaml" | "typescript" | "hcl";
  readonly text: string;
}

/** A rule without its check, as reports and documents need it. */
export type RuleInfo = Omit<Rule, "check">;

/** A rule that rule-texts.yaml has; those of documents stand with the roles that they are about. */
export type RuleId = keyof typeof texts;

/** What rule-texts.yaml says of a rule. */
export function infoOf(id: RuleId): RuleInfo {
  return { id, ...(texts as Readonly<Record<RuleId, Omit<RuleInfo, "id">>>)[id] };
}

/** A rule of rule-texts.yaml with its check. */
export function ruleOf(id: RuleId, check: Rule["check"]): Rule {
  return { ...infoOf(id), check };
}

/** The severities of a rule in words: `error`, or `error or warning` where findings differ. */
export function severityWords({
  severity,
  severities = [severity],
}: Pick<Rule, "severity" | "severities">): string {
  const last = severities.at(-1) ?? severity;
  return severities.length === 1 ? last : `${severities.slice(0, -1).join(", ")} or ${last}`;
}

/** The rules that speak under a profile, in its words. */
export function underProfile<Told extends Omit<Rule, "check">>(
  rules: readonly Told[],
  profile: Profile | undefined,
): readonly Told[] {
  if (profile !== "general") return rules;
  return rules.flatMap((rule) => {
    const { general } = rule;
    return general === "silent" ? [] : [{ ...rule, ...general, documents: [] }];
  });
}

/** Whether a finding of a rule can be waived. */
export function isWaivable({ waivable = true }: Pick<Rule, "waivable">): boolean {
  return waivable;
}
