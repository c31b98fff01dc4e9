import { parsedJson, isRecord, type PlainRecord, mapValues } from "../text/record";
import { isScalar, itemsIn } from "./json";
import { Unresolved } from "./known";
import { policyDocumentJson } from "./policy-data";

/** Stands in a text for each part that is not known. */
const GAP = "\u{fffc}";

/**
 * What is known of the text that `jsonencode` would make, where it would be a policy's: its
 * statements with what is known of their actions and principals.
 */
export function partlyEncoded(unresolved: Unresolved, value: unknown): Unresolved {
  return withPartial(unresolved, partialPolicy(value));
}

/** The same of a template that is JSON but for the parts that are not known. */
export function partlyJoined(unresolved: Unresolved, parts: readonly unknown[]): Unresolved {
  const text = parts.map((part) => (isScalar(part) ? String(part) : GAP)).join("");
  if (!/^\s*\{/.test(text) || !text.includes('"Statement"')) return unresolved;
  return withPartial(unresolved, partialPolicy(opened(parsedJson(text), unresolved)));
}

function withPartial(unresolved: Unresolved, partial: string | undefined): Unresolved {
  const { reference, why, holders } = unresolved;
  return partial === undefined ? unresolved : new Unresolved(reference, why, partial, holders);
}

/** JSON in which nothing is known of a text with a gap, nor of an object with one in a key. */
function opened(value: unknown, gap: Unresolved): unknown {
  if (typeof value === "string") return value.includes(GAP) ? gap : value;
  if (Array.isArray(value)) return value.map((item) => opened(item, gap));
  if (!isRecord(value)) return value;
  if (Object.keys(value).some((key) => key.includes(GAP))) return gap;
  return mapValues(value, (inner) => opened(inner, gap));
}

function partialPolicy(value: unknown): string | undefined {
  if (!isKnownRecord(value) || value["Statement"] === undefined) return undefined;
  const { Version: version, Statement: statements } = value;
  const statement = itemsIn(statements).filter(isKnownRecord).map(blockOf);
  const made = policyDocumentJson({ version, statement });
  if (made instanceof Unresolved) return made.partial;
  return typeof made === "string" && statement.length > 0 ? made : undefined;
}

/** A statement as `aws_iam_policy_document` has it. */
function blockOf(statement: PlainRecord): PlainRecord {
  return {
    sid: statement["Sid"],
    effect: statement["Effect"],
    actions: statement["Action"],
    not_actions: statement["NotAction"],
    resources: statement["Resource"],
    not_resources: statement["NotResource"],
    principals: principalBlocks(statement["Principal"]),
    not_principals: principalBlocks(statement["NotPrincipal"]),
    condition: conditionBlocks(statement["Condition"]),
  };
}

function principalBlocks(value: unknown): unknown {
  if (value === "*") return [{ type: "*", identifiers: ["*"] }];
  if (!isKnownRecord(value)) return value;
  return Object.entries(value).map(([type, identifiers]) => ({ type, identifiers }));
}

function conditionBlocks(value: unknown): unknown {
  if (!isKnownRecord(value)) return value;
  return Object.entries(value).flatMap(([test, keys]) =>
    isKnownRecord(keys)
      ? Object.entries(keys).map(([variable, values]) => ({ test, variable, values }))
      : [keys],
  );
}

function isKnownRecord(value: unknown): value is PlainRecord {
  return isRecord(value) && !(value instanceof Unresolved);
}
