import { LONGEST_POLICY } from "../aws/limits";
import { cached } from "../text/cache";
import { PolicyShapeError, type IamStatement } from "../iam/policy";
import { labelOf } from "../iam/shape";
import { shared } from "../iam/statement";
import type { ReadPolicy, Resource } from "./model";
import { own } from "../text/own";
import { isDeeperThan, isScalar, itemsIn } from "./json";
import { isRecord, parsedJson } from "../text/record";
import { repeatedKeyOffset } from "./lines";
import { known, unknown } from "./known";
import type { PolicyOf, PolicyUse } from "./model-view";
import uses from "./policy-uses.json";

/** What the policy of a resource is for, by type and attribute; of any other it is `other`. */
const USES = uses as Readonly<Record<string, PolicyUse>>;

/** Types whose `policy` is of another language than IAM's, or a name, or one word. */
const OF_ANOTHER_LANGUAGE = new Set([
  "aws_ecr_lifecycle_policy",
  "aws_iot_policy_attachment",
  "aws_opensearchserverless_access_policy",
  "aws_opensearchserverless_lifecycle_policy",
  "aws_opensearchserverless_security_policy",
  "aws_ses_receipt_filter",
  "aws_sns_topic_data_protection_policy",
]);

/** Whether what a resource calls its policy is one of IAM; other providers have policies, too. */
export function hasIamPolicy({ type }: Resource): boolean {
  return type.startsWith("aws_") && !OF_ANOTHER_LANGUAGE.has(type);
}

/**
 * The policy in an attribute; undefined when there is none: not set, null or empty, or unknown only
 * because AWS sets it, as KMS does with a key that is given no policy.
 */
export function policyOf(resource: Resource, attribute: string): PolicyOf | undefined {
  const value = resource.resolve(attribute);
  const use = own(USES, `${resource.type}.${attribute}`) ?? "other";
  if (!value.known) {
    // What no expression sets is AWS's to choose.
    if (resource.references[attribute] === undefined) return undefined;
    const { partial } = value;
    const read = partial === undefined ? undefined : parsed(partial).document;
    return { resource, attribute, use, document: value, partial: read };
  }
  if (value.value === undefined || value.value === null || value.value === "") return undefined;
  return { resource, attribute, use, ...readPolicy(attribute, value.value, use) };
}

/** The document in a value: JSON text. What AWS would never take for its length is not looked at. */
export function readPolicy(
  attribute: string,
  value: unknown,
  use: PolicyUse,
): Pick<PolicyOf, "document" | "size"> {
  if (typeof value !== "string") return { document: unknown(attribute, "it is not text") };
  const { document, size, why } = parsed(value);
  if (size === undefined) return { document: unknown(attribute, why) };
  const most = LONGEST_POLICY[use];
  if (document && size <= most) return { document: known(document), size };
  const long = `it has ${size} characters without white space, AWS takes ${most}: longer ones are not compared`;
  return { document: unknown(attribute, long), size };
}

type ParsedPolicy =
  | { readonly document?: ReadPolicy; readonly size: number; readonly why?: undefined }
  | { readonly document?: undefined; readonly size?: undefined; readonly why: string };

const LONGEST = Math.max(...Object.values(LONGEST_POLICY));
/** A policy has five levels. */
const DEEPEST = 50;

/** The same document for the same text, so that whatever is known of it is found again. */
const parsed = cached((text: string): ParsedPolicy => {
  const json = parsedJson(text);
  if (json === undefined) return { why: "it is not JSON" };
  if (isDeeperThan(json, DEEPEST)) return { why: "it is nested too deeply" };
  const wrong =
    repeatedKeyOffset(text, json) === undefined ? wrongWith(json) : "a key is there twice";
  if (wrong !== undefined) return { why: `it is not a policy: ${wrong}` };
  const size = sizeOf(json);
  if (size > LONGEST) return { size };
  const document = json as ReadPolicy;
  const { Statement: statements } = document;
  const listed = Array.isArray(statements)
    ? document
    : { ...document, Statement: [statements as unknown as IamStatement] };
  try {
    return { document: shared(listed), size };
  } catch (error) {
    // Rules say what is wrong with it.
    if (error instanceof PolicyShapeError) return { document: listed, size };
    throw error;
  }
}, 1_000);

/** Characters that AWS counts: those of the JSON text without white space. */
function sizeOf(document: unknown): number {
  return JSON.stringify(document).replace(/\s/g, "").length;
}

/** What makes a document none that IAM takes; a statement of another shape must not be passed over. */
function wrongWith(document: unknown): string | undefined {
  if (!isRecord(document)) return "it is no object";
  const statements = document["Statement"];
  if (!Array.isArray(statements) && !isRecord(statements)) return "it has no statements";
  for (const [index, statement] of itemsIn(statements).entries()) {
    if (!isRecord(statement)) return "a statement is no object";
    const { Effect: effect, Condition: condition } = statement;
    const which = `statement ${labelOf(statement, index)}`;
    if (effect !== "Allow" && effect !== "Deny") {
      const found = effect === undefined ? "no Effect" : `the Effect ${JSON.stringify(effect)}`;
      return `${which} has ${found.slice(0, 60)}; it is "Allow" or "Deny", one text`;
    }
    if (!isTexts(statement["Action"] ?? statement["NotAction"]))
      return `${which} has no actions, which are a text or a list of texts`;
    const resources = statement["Resource"] ?? statement["NotResource"];
    if (resources !== undefined && !isTexts(resources))
      return `${which} has resources that are no text`;
    const principals = statement["Principal"] ?? statement["NotPrincipal"];
    if (principals !== undefined && typeof principals !== "string" && !isTextsByKey(principals))
      return `${which} has principals of no known form`;
    if (condition !== undefined && !isCondition(condition))
      return `${which} has a condition of no known form`;
  }
  return undefined;
}

const isTexts = (value: unknown) => itemsIn(value).every((item) => typeof item === "string");
const isTextsByKey = (value: unknown) => isRecord(value) && Object.values(value).every(isTexts);
const isScalars = (value: unknown) => itemsIn(value).every(isScalar);
const isScalarsByKey = (value: unknown) => isRecord(value) && Object.values(value).every(isScalars);
const isCondition = (value: unknown) =>
  isRecord(value) && Object.values(value).every(isScalarsByKey);
