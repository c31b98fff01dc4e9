import { groupBy } from "../text/group";
import type { IamPolicy, IamStatement } from "../iam/policy";
import { blocksIn, plainText } from "./json";
import { isRecord, type PlainRecord } from "../text/record";
import { firstUnresolved, Unresolved } from "./known";

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/**
 * JSON text that the data source `aws_iam_policy_document` gives for its evaluated block: sources
 * first, then its own statements, then overrides; a later statement replaces an earlier one of the
 * same Sid. Source: terraform-provider-aws, internal/service/iam/policy_document_data_source.go.
 */
export function policyDocumentJson(block: PlainRecord): unknown {
  const unresolved = firstUnresolved(block);
  if (unresolved) return unresolved;
  const sources = texts(block["source_policy_documents"], block["source_json"]);
  const overrides = texts(block["override_policy_documents"], block["override_json"]);
  const own = blocksIn(block["statement"]).map(statement);
  try {
    const statements = merge([...sources.map(statementsOf), own, ...overrides.map(statementsOf)]);
    const { version, policy_id: id } = block;
    const document: IamPolicy = {
      Version: typeof version === "string" ? version : "2012-10-17",
      ...(typeof id === "string" && { Id: id }),
      Statement: statements,
    };
    return JSON.stringify(document);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new Unresolved("a source policy document", "is not JSON");
  }
}

/** Documents that are given as text; empty ones are passed over. */
function texts(...values: readonly unknown[]): string[] {
  return values
    .flat()
    .filter((value): value is string => typeof value === "string" && value !== "");
}

function statementsOf(json: string): IamStatement[] {
  const document: unknown = JSON.parse(json);
  return isRecord(document) ? (blocksIn(document["Statement"]) as unknown as IamStatement[]) : [];
}

function merge(documents: readonly (readonly IamStatement[])[]): IamStatement[] {
  // A later statement takes the place of an earlier one of its Sid.
  const merged = new Map<unknown, IamStatement>();
  for (const statement of documents.flat()) merged.set(statement.Sid || statement, statement);
  return [...merged.values()];
}

function statement(block: PlainRecord): IamStatement {
  const result: Mutable<IamStatement> = {
    Effect: (block["effect"] ?? "Allow") as IamStatement["Effect"],
  };
  if (typeof block["sid"] === "string" && block["sid"] !== "") result.Sid = block["sid"];
  const lists = {
    Action: values(block["actions"]),
    NotAction: values(block["not_actions"]),
    Resource: values(block["resources"]).map(variables),
    NotResource: values(block["not_resources"]).map(variables),
  };
  for (const [key, list] of Object.entries(lists)) {
    if (list.length > 0) result[key as keyof typeof lists] = single(list);
  }
  const principal = principals(block["principals"]);
  if (principal !== undefined) result.Principal = principal;
  const notPrincipal = principals(block["not_principals"]);
  if (notPrincipal !== undefined) result.NotPrincipal = notPrincipal;
  const condition = conditions(block["condition"]);
  if (condition !== undefined) result.Condition = condition;
  return result;
}

function values(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item: unknown) =>
    typeof item === "string" || typeof item === "number" || typeof item === "boolean"
      ? [String(item)]
      : [],
  );
}

/** The data source writes IAM's own variables as `&{aws:username}`, Terraform's being `${…}`. */
function variables(text: string): string {
  return text.replaceAll("&{", "${");
}

function single(list: readonly string[]): string | readonly string[] {
  return list.length === 1 ? list[0]! : list;
}

function principals(blocks: unknown): IamStatement["Principal"] {
  const byType = new Map<string, string[]>();
  for (const block of blocksIn(blocks)) {
    const identifiers = values(block["identifiers"]).map(variables);
    const type = plainText(block["type"]);
    if (type === "*" && identifiers.includes("*")) return "*";
    byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  }
  const entries = [...byType].map(([type, list]) => [type, single(list)] as const);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function conditions(blocks: unknown): IamStatement["Condition"] {
  const byTest = groupBy(blocksIn(blocks), ({ test }) => plainText(test));
  const entries = [...byTest].map(([test, ofTest]) => {
    const byKey = groupBy(ofTest, ({ variable }) => variables(plainText(variable)));
    const inner = [...byKey].map(([key, ofKey]) => {
      const wanted = ofKey.flatMap((block) => values(block["values"])).map(variables);
      return [key, single(wanted)] as const;
    });
    return [test, Object.fromEntries(inner)] as const;
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
