import { groupBy } from "../text/group";
import { blocksIn, isScalar, itemsIn, plainText } from "./json";
import { isRecord, type PlainRecord } from "../text/record";
import { firstUnresolved, Unresolved } from "./known";

/**
 * JSON text that the data source `aws_iam_policy_document` gives for its evaluated block: sources
 * first, then its own statements, then overrides; a later statement replaces an earlier one of the
 * same Sid. Source: terraform-provider-aws, internal/service/iam/policy_document_data_source.go.
 */
export function policyDocumentJson(block: PlainRecord): unknown {
  const unresolved = firstUnresolved(block);
  if (unresolved) return new Unresolved(unresolved.reference, unresolved.why, partialJson(block));
  const sources = texts(block["source_policy_documents"], block["source_json"]);
  const overrides = texts(block["override_policy_documents"], block["override_json"]);
  const own = blocksIn(block["statement"]).map(statement);
  try {
    const statements = merge([...sources.map(statementsOf), own, ...overrides.map(statementsOf)]);
    const { version, policy_id: id } = block;
    return JSON.stringify({
      Version: typeof version === "string" ? version : "2012-10-17",
      ...(typeof id === "string" && { Id: id }),
      Statement: statements,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new Unresolved("a source policy document", "is not JSON");
  }
}

/** In place of a resource or of a condition's value that is not known; it matches nothing. */
const NOT_KNOWN = "(known after apply)";

/**
 * What the document says anyway: its own statements with what is known of their actions and
 * principals. Undefined where an override that is not known may replace them.
 */
function partialJson(block: PlainRecord): string | undefined {
  const overrides = [block["override_policy_documents"], block["override_json"]];
  if (firstUnresolved(overrides)) return undefined;
  const own = blocksIn(block["statement"]).filter(isTold).map(told);
  const { version, policy_id: id } = block;
  const known = {
    ...block,
    version: firstUnresolved(version) ? undefined : version,
    policy_id: firstUnresolved(id) ? undefined : id,
    statement: own,
    source_policy_documents: [],
    source_json: undefined,
  };
  const json = own.length > 0 ? policyDocumentJson(known) : undefined;
  return typeof json === "string" ? json : undefined;
}

/** Of "all but these", nothing is said until all of these are known. */
const ALL_BUT = ["not_actions", "not_principals"];

function isTold(block: PlainRecord): boolean {
  const { effect, sid } = block;
  const unclear = firstUnresolved([effect, sid, ...ALL_BUT.map((name) => block[name])]);
  const actions = [block["actions"], block["not_actions"]].flatMap(knownIn);
  return !unclear && actions.length > 0;
}

/** A statement without what cannot be told, which no rule may take for more than it can be. */
function told(block: PlainRecord): PlainRecord {
  const { resources, not_resources: others, principals: named, condition } = block;
  const isOpen = firstUnresolved([condition]) !== undefined;
  const unclear = { test: "StringEquals", variable: NOT_KNOWN, values: [NOT_KNOWN] };
  return {
    ...block,
    actions: knownIn(block["actions"]),
    ...(firstUnresolved([others])
      ? { not_resources: undefined, resources: [NOT_KNOWN] }
      : {
          resources: firstUnresolved([resources])
            ? [...knownIn(resources), ...holdersIn(resources), NOT_KNOWN]
            : resources,
        }),
    condition: isOpen ? [unclear] : condition,
    // Whom a condition that is not known lets in cannot be told.
    principals: isOpen ? [] : knownPrincipals(named),
  };
}

function knownIn(value: unknown): unknown[] {
  return value instanceof Unresolved ? [] : itemsIn(value).filter((one) => !firstUnresolved([one]));
}

function knownPrincipals(value: unknown): PlainRecord[] {
  if (value instanceof Unresolved) return [];
  return blocksIn(value)
    .filter(({ type }) => typeof type === "string")
    .map((block) => {
      const { identifiers } = block;
      return { ...block, identifiers: [...knownIn(identifiers), ...holdersIn(identifiers)] };
    });
}

/** Roles and users that are named where the list is not known. */
function holdersIn(value: unknown): readonly string[] {
  return value instanceof Unresolved
    ? value.holders()
    : itemsIn(value).flatMap((one) => (one instanceof Unresolved ? one.holders() : []));
}

/** A trust that is written as text, as far as it is known: whom its expression names may assume the role. */
export function trustNaming(trust: unknown): unknown {
  if (!(trust instanceof Unresolved) || trust.partial?.startsWith("{")) return trust;
  const named = trust.holders();
  if (named.length === 0) return trust;
  const Statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: named } };
  const partial = JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
  return new Unresolved(trust.reference, trust.why, partial, trust.holders);
}

/** Documents that are given as text; empty ones are passed over. */
function texts(...values: readonly unknown[]): string[] {
  return values
    .flat()
    .filter((value): value is string => typeof value === "string" && value !== "");
}

function statementsOf(json: string): readonly PlainRecord[] {
  const document: unknown = JSON.parse(json);
  return isRecord(document) ? blocksIn(document["Statement"]) : [];
}

function merge(documents: readonly (readonly PlainRecord[])[]): PlainRecord[] {
  // A later statement takes the place of an earlier one of its Sid.
  const merged = new Map<unknown, PlainRecord>();
  for (const statement of documents.flat()) merged.set(statement["Sid"] || statement, statement);
  return [...merged.values()];
}

/** A statement of the document; JSON leaves out what is undefined. */
function statement(block: PlainRecord): PlainRecord {
  const { sid } = block;
  return {
    Effect: block["effect"] ?? "Allow",
    Sid: typeof sid === "string" && sid !== "" ? sid : undefined,
    Action: filled(values(block["actions"])),
    NotAction: filled(values(block["not_actions"])),
    Resource: filled(values(block["resources"]).map(variables)),
    NotResource: filled(values(block["not_resources"]).map(variables)),
    Principal: principals(block["principals"]),
    NotPrincipal: principals(block["not_principals"]),
    Condition: conditions(block["condition"]),
  };
}

function values(value: unknown): string[] {
  return itemsIn(value).filter(isScalar).map(String);
}

/** The data source writes IAM's own variables as `&{aws:username}`, Terraform's being `${…}`. */
function variables(text: string): string {
  return text.replaceAll("&{", "${");
}

function single(list: readonly string[]): string | readonly string[] {
  return list.length === 1 ? list[0]! : list;
}

function filled(list: readonly string[]): string | readonly string[] | undefined {
  return list.length > 0 ? single(list) : undefined;
}

function principals(value: unknown): unknown {
  const blocks = blocksIn(value);
  const isEverybody = ({ type, identifiers }: PlainRecord) =>
    type === "*" && values(identifiers).includes("*");
  if (blocks.some(isEverybody)) return "*";
  return byText(blocks, "type", (ofType) => textsOf(ofType, "identifiers"));
}

function conditions(value: unknown): unknown {
  return byText(blocksIn(value), "test", (ofTest) =>
    byText(ofTest, "variable", (ofKey) => textsOf(ofKey, "values")),
  );
}

/** What is made of blocks by the text of an attribute; undefined where there are none. */
function byText(
  blocks: readonly PlainRecord[],
  attribute: string,
  make: (blocks: readonly PlainRecord[]) => unknown,
): unknown {
  const groups = groupBy(blocks, (block) => variables(plainText(block[attribute])));
  if (groups.size === 0) return undefined;
  return Object.fromEntries([...groups].map(([text, ofText]) => [text, make(ofText)]));
}

function textsOf(blocks: readonly PlainRecord[], attribute: string): string | readonly string[] {
  return single(blocks.flatMap((block) => values(block[attribute])).map(variables));
}
