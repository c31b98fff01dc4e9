import { ExpressionError, isTemplate, parseTemplate, type Expression } from "./hcl-expression";
import { FUNCTIONS } from "./hcl-functions";
import { plainText } from "./json";
import { child, isRecord, type PlainRecord, mapValues } from "../text/record";
import { firstUnresolved, Unresolved } from "./known";
import { partlyEncoded, partlyJoined } from "./partial-policy";
import type { Work } from "./work";

/** Which instance of a block with `count` or `for_each` an expression stands in. */
export interface Instance {
  readonly count?: number;
  readonly each?: { readonly key: string; readonly value: unknown };
}

/** What the names in expressions stand for. */
export interface NameScope {
  /** Value of `aws_s3_bucket.data.arn`, step by step; Unresolved where it cannot be told. */
  readonly lookup: (path: readonly string[], instance: Instance) => unknown;
  readonly work: Work;
}

const NOT_UNDERSTOOD = "is not worked out here";
const TOO_MUCH = new Unresolved("an expression", "takes too long to work out");
/** Characters of a text that cost as much as a step. */
const STEP = 50;

/**
 * A value of Terraform's JSON syntax with its expressions worked out; Unresolved stands in the
 * place of each that cannot be.
 */
export function evaluate(value: unknown, scope: NameScope, instance: Instance): unknown {
  if (!scope.work.spend(1)) return TOO_MUCH;
  if (typeof value === "string") {
    return isTemplate(value) ? evaluateTemplate(value, scope, instance) : value;
  }
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope, instance));
  if (!isRecord(value)) return value;
  return objectOf(
    Object.entries(value).map((entry) => entry.map((part) => evaluate(part, scope, instance))),
  );
}

/** The arguments of a block worked out; their names are no expressions, those of maps' keys are. */
export function evaluateArguments(
  block: PlainRecord,
  scope: NameScope,
  instance: Instance,
): PlainRecord {
  return mapValues(block, (value) => evaluate(value, scope, instance));
}

function evaluateTemplate(text: string, scope: NameScope, instance: Instance): unknown {
  try {
    return valueOf(parseTemplate(text), scope, instance);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return new Unresolved(error.message, NOT_UNDERSTOOD);
  }
}

function valueOf(expression: Expression, scope: NameScope, instance: Instance): unknown {
  if (!scope.work.spend(1)) return TOO_MUCH;
  const inner = (part: Expression) => valueOf(part, scope, instance);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return charged(
        scope.work,
        joined(expression.parts.map((part) => (typeof part === "string" ? part : inner(part)))),
      );
    case "tuple":
      return expression.items.map(inner);
    case "object":
      return objectOf(expression.entries.map(([key, value]) => [inner(key), inner(value)]));
    case "call":
      return charged(scope.work, called(expression.name, expression.args.map(inner)));
    case "name":
    case "step":
      return stepped(expression, scope, instance);
  }
}

/** A text that was made, if there is enough work left for one of its length. */
function charged(work: Work, value: unknown): unknown {
  const isMade = typeof value !== "string" || work.spend(value.length / STEP);
  return isMade ? value : TOO_MUCH;
}

/** Text of a template's parts; a part that is no text makes the whole of it unknown. */
function joined(parts: readonly unknown[]): unknown {
  const unresolved = firstUnresolved(parts);
  if (unresolved) return partlyJoined(unresolved, parts);
  if (parts.some((part) => part === null || typeof part === "object")) {
    return new Unresolved("a template of something that is no text", NOT_UNDERSTOOD);
  }
  return parts.map(String).join("");
}

/** An object of keys and values that were worked out; one unknown key makes the whole unknown. */
function objectOf(entries: readonly (readonly unknown[])[]): unknown {
  const unresolved = entries.map(([key]) => key).find((key) => key instanceof Unresolved);
  return unresolved ?? Object.fromEntries(entries.map(([key, value]) => [plainText(key), value]));
}

function called(name: string, args: readonly unknown[]): unknown {
  const unresolved = firstUnresolved(args);
  if (unresolved) {
    return name === "jsonencode" ? partlyEncoded(unresolved, args[0]) : unresolved;
  }
  return FUNCTIONS.get(name)?.(...args) ?? new Unresolved(`the function ${name}`, NOT_UNDERSTOOD);
}

/** A name with everything behind it; steps into other expressions are taken here. */
function stepped(expression: Expression, scope: NameScope, instance: Instance): unknown {
  const path: string[] = [];
  let from = expression;
  while (from.kind === "step") {
    const key = valueOf(from.key, scope, instance);
    if (key instanceof Unresolved) return key;
    path.push(plainText(key));
    from = from.from;
  }
  path.reverse();
  if (from.kind === "name") return scope.lookup([from.name, ...path], instance);
  return descend(valueOf(from, scope, instance), path, "an expression");
}

/** Steps into a value; Unresolved where a step leads nowhere. */
export function descend(value: unknown, path: readonly string[], reference: string): unknown {
  let inner = value;
  for (const key of path) {
    if (inner instanceof Unresolved) return inner;
    inner = child(inner, key);
  }
  return inner === undefined ? new Unresolved(reference, "is not set in the file") : inner;
}
