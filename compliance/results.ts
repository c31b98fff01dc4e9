import type { Known, Resource } from "../terraform/model";
import type { RuleResult } from "./finding";
import { ruleOf, type Rule, type RuleContext, type RuleId } from "./rule";

/** What a rule says, one after the other. */
export type Results = Iterable<RuleResult>;

/** What a result is about: a resource, or a file by its name. */
type About = Resource | string;
/** What a result says besides its verdict. */
type Details = Pick<RuleResult, "attribute" | "key" | "fix" | "severity">;

const saying =
  (verdict: RuleResult["verdict"]) =>
  (about: About, message: string, details: Details = {}): RuleResult => ({
    verdict,
    ...(typeof about === "string" ? { file: about } : { resource: about }),
    message,
    ...details,
  });

/** One of the three, for those who choose. */
export type Saying = ReturnType<typeof saying>;

export const pass = saying("PASS");
export const fail = saying("FAIL");
/** What cannot be decided, in words of its own; `undecided` has those for a value. */
export const unsure = saying("UNKNOWN");

/** A value that cannot be told; says which, and why. */
export function undecided(
  resource: Resource,
  what: { readonly attribute: string; readonly why: string },
  details: Details = {},
): RuleResult {
  return unsure(resource, unknownWords(what), { attribute: what.attribute, ...details });
}

/** `policy is unknown: aws_kms_key.data.arn is known after apply only` */
export function unknownWords({ attribute, why }: { attribute: string; why: string }): string {
  return why.startsWith("is ") ? `${attribute} ${why}` : `${attribute} is unknown: ${why}`;
}

/** What is said of a value where it is known; undecided where it is not. */
export function judged<Value>(
  resource: Resource,
  value: Known<Value>,
  judge: (value: Value) => RuleResult,
): RuleResult {
  return value.known ? judge(value.value) : undecided(resource, value);
}

/** The check of a rule that asks each of some things on its own. */
export function each<Thing>(
  things: (context: RuleContext) => Iterable<Thing>,
  judge: (thing: Thing, context: RuleContext) => Results,
): Rule["check"] {
  return function* (context) {
    for (const thing of things(context)) yield* judge(thing, context);
  };
}

/** The rule of that id in rule-texts.yaml, which asks each of some things on its own. */
export function ruleForEach<Thing>(
  id: RuleId,
  things: (context: RuleContext) => Iterable<Thing>,
  judge: (thing: Thing, context: RuleContext) => Results,
): Rule {
  return ruleOf(id, each(things, judge));
}

export const buckets = ({ model }: RuleContext) => model.buckets();
export const inputs = ({ model }: RuleContext) => model.inputs;
export const keys = ({ model }: RuleContext) => model.keys();
export const policies = ({ model }: RuleContext) => model.policies();
export const roles = ({ model }: RuleContext) => model.roles();

/** What is found, or that nothing is. */
export function* orPass(found: Results, ...nothing: Parameters<typeof pass>): Results {
  let some = false;
  for (const result of found) {
    some = true;
    yield result;
  }
  if (!some) yield pass(...nothing);
}
