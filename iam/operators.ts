import { arnMatches } from "./arn-glob";
import { matches } from "./glob";
import { ipIsWithin } from "./ip-range";

/** What an operator compares, without `Not`, `IfExists` and the words for sets. */
export type Comparison =
  | "Null"
  | "StringEquals"
  | "StringEqualsIgnoreCase"
  | "StringLike"
  | "ArnLike"
  | "Bool"
  | "BinaryEquals"
  | "IpAddress"
  | "NumericEquals"
  | "NumericLessThan"
  | "NumericLessThanEquals"
  | "NumericGreaterThan"
  | "NumericGreaterThanEquals"
  | "DateEquals"
  | "DateLessThan"
  | "DateLessThanEquals"
  | "DateGreaterThan"
  | "DateGreaterThanEquals";

/** Compares one value of a request with one value of a policy. */
type Compare = (actual: string, wanted: string) => boolean;

const equal: Compare = (actual, wanted) => actual === wanted;
const equalIgnoringCase: Compare = (actual, wanted) =>
  actual.toLowerCase() === wanted.toLowerCase();

/** Numbers that are none compare as false, as do dates. */
function numeric(compare: (actual: number, wanted: number) => boolean): Compare {
  return (actual, wanted) => compare(numberOf(actual), numberOf(wanted));
}

function date(compare: (actual: number, wanted: number) => boolean): Compare {
  return (actual, wanted) => compare(timeOf(actual), timeOf(wanted));
}

/** An integer or decimal; blanks, exponents and hexadecimals are none, whatever JavaScript says. */
function numberOf(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** ISO 8601, or seconds since 1970. */
export function timeOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/**
 * How each operator compares. `Null` is not among them: it asks of the key, not of its values.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export const COMPARE: Readonly<Record<Exclude<Comparison, "Null">, Compare>> = {
  StringEquals: equal,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: (actual, wanted) => matches(wanted, actual),
  ArnLike: (actual, wanted) => arnMatches(wanted, actual),
  Bool: equalIgnoringCase,
  BinaryEquals: (actual, wanted) =>
    Buffer.from(actual, "base64").equals(Buffer.from(wanted, "base64")),
  IpAddress: (actual, wanted) => ipIsWithin(actual, wanted),
  NumericEquals: numeric((actual, wanted) => actual === wanted),
  NumericLessThan: numeric((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numeric((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numeric((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numeric((actual, wanted) => actual >= wanted),
  DateEquals: date((actual, wanted) => actual === wanted),
  DateLessThan: date((actual, wanted) => actual < wanted),
  DateLessThanEquals: date((actual, wanted) => actual <= wanted),
  DateGreaterThan: date((actual, wanted) => actual > wanted),
  DateGreaterThanEquals: date((actual, wanted) => actual >= wanted),
};

const NEGATED: Readonly<Record<string, Comparison>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnLike",
  ArnNotLike: "ArnLike",
  NotIpAddress: "IpAddress",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
};

/** ArnEquals takes wildcards too, so it is ArnLike. */
const POSITIVE: Readonly<Record<string, Comparison>> = {
  ...Object.fromEntries((Object.keys(COMPARE) as Comparison[]).map((name) => [name, name])),
  ArnEquals: "ArnLike",
  Null: "Null",
};

interface Operator {
  readonly comparison: Comparison;
  readonly negated: boolean;
}

function named(comparisons: Readonly<Record<string, Comparison>>, negated: boolean) {
  return Object.entries(comparisons).map(([name, comparison]): [string, Operator] => [
    name.toLowerCase(),
    { comparison, negated },
  ]);
}

/** Operators by their name in lower case. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...named(POSITIVE, false),
  ...named(NEGATED, true),
]);

/** Whether values of a comparison are patterns, in which a variable must not bring in wildcards. */
export function takesWildcards(comparison: Comparison): boolean {
  return comparison === "StringLike" || comparison === "ArnLike";
}
