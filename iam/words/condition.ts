import { own } from "../../text/own";
import type { ConditionTest } from "../condition";
import { isPattern } from "../glob";
import { enumerate } from "./enumerate";
import { flagWords, subjectOf } from "./condition-keys";
import { principalWords } from "./principal";
import dictionary from "./dictionary.json";

/**
 * What tests ask of a request, joined by "and"; follows "when". External IDs are never shown.
 *
 * @param whose what the tests stand in: "policy", "reference".
 */
export function conditionWords(tests: readonly ConditionTest[], whose = "policy"): string {
  return tests
    .map((test) => testWords(test, whose))
    .join(" and ")
    .replace(/,$/, "");
}

function testWords(test: ConditionTest, whose: string): string {
  const { key, values, comparison, ifExists, negated, set } = test;
  if (comparison === "Null") return presenceWords(test);
  const [value = ""] = values;
  if (comparison === "Bool" && values.length === 1 && set === undefined) {
    const flag = flagWords(key, value.toLowerCase() === "true");
    if (flag !== undefined) return `${flag}${ifExists ? ", or the request does not say," : ""}`;
  }
  const hidden = key.toLowerCase() === "sts:externalid";
  const objects = hidden
    ? [`the one of the ${whose}`]
    : values.map((one) => (comparison.startsWith("Numeric") ? one : valueWords(accountOf(one))));
  // What is not there is none of the values that are left out.
  const absent = ifExists && (!negated || set === "any") ? ["not given"] : [];
  const those = negated ? [neither(objects), ...absent] : [...objects, ...absent];
  return `${whoseWords(test)} ${verb(test)} ${enumerate(those, "or")}`;
}

/** `neither "a" nor "b"`; one alone is denied by the verb. */
function neither(objects: readonly string[]): string {
  return objects.length > 1 ? `neither ${enumerate(objects, "nor")}` : objects.join("");
}

/** Of a key with several values: whether all must fit, or one. */
function whoseWords({ key, values, set }: ConditionTest): string {
  const { noun, isCounted } = subjectOf(key, values);
  if (set === undefined) return isCounted ? `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}` : noun;
  const each = isCounted ? noun : `value of ${noun}`;
  return set === "all" ? `every ${each}, if there is any,` : `at least one ${each}`;
}

/** Operators that have no negation have no word for it. */
function verb({ comparison, negated, values }: ConditionTest): string {
  const isLiteral = comparison.endsWith("Like") && !values.some(isPattern);
  const isNamed = !isLiteral && comparison.endsWith("Like") && values.every(isNamedArn);
  const several = values.every(isPattern) ? ONE_OF_THE : ONE_OF;
  const [yes, no] = isNamed
    ? several
    : ((isLiteral ? undefined : own(dictionary.operators, comparison)) ?? IS);
  return negated && values.length < 2 ? no : yes;
}

const IS = ["is", "is not"] as const;
const ONE_OF = ["is one of", "is not one of"] as const;
/** Of "roles team-*". */
const ONE_OF_THE = ["is one of the", "is not one of the"] as const;

function presenceWords({ key, values }: ConditionTest): string {
  const absent = values.some((value) => value.toLowerCase() === "true");
  const { noun, isCounted } = subjectOf(key, []);
  if (isCounted) return `${absent ? "no" : "some"} ${noun} is given`;
  return `${noun} is ${absent ? "not " : ""}given`;
}

/** A service account as Kubernetes names it: `milvus/milvus-s3`. */
function accountOf(value: string): string {
  return value.replace(/^system:serviceaccount:([^:]+):/, "$1/");
}

/** Roles, users and policies by their names; what else there is as it is written. */
function valueWords(value: string): string {
  return isNamedArn(value) ? principalWords({ type: "AWS", name: value }) : `"${value}"`;
}

function isNamedArn(value: string): boolean {
  return /^arn:[^:]*:iam::(\d{12}|aws|\*):[^*]/.test(value);
}
