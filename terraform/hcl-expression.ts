import { partsOf, TemplateError, type TemplatePart, type Token } from "../text/template";

/** An expression of Terraform's language, as far as policies are written with it. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "step"; readonly from: Expression; readonly key: Expression };

/** An expression that is written in a way that is not understood here: operators, `for`, splats. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

const DEEPEST = 100;
/** An escape in a text between quotes, or the doubled sign of a brace that begins no expression. */
const ESCAPE = /\\u[0-9a-fA-F]{4}|\\[^]|([$%])\1(?=\{)/g;
/** Those that mean in JSON what they mean here. */
const KNOWN_ESCAPE = /^\\(u.{4}|[nrt"\\])$/;
const OTHER = "an operator or an expression of another kind";

/** Whether a string of Terraform's JSON syntax is more than plain text. */
export function isTemplate(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

/**
 * A string of Terraform's JSON syntax: text with `${…}` in it. A string that is one `${…}` only is
 * that expression, whatever its type.
 *
 * @throws ExpressionError for what is not understood.
 */
export function parseTemplate(text: string): Expression {
  return templateOf(
    partsIn(text).map((part) =>
      part.kind === "text" ? part.text : new Parser(part.tokens).sequence(),
    ),
  );
}

function partsIn(text: string): TemplatePart[] {
  try {
    return partsOf(text);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    // Its message quotes the text, which may be secret.
    throw new ExpressionError(OTHER);
  }
}

function templateOf(all: readonly (string | Expression)[]): Expression {
  const parts = all.filter((part) => part !== "");
  const [only] = parts;
  return parts.length === 1 && typeof only === "object" ? only : { kind: "template", parts };
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (escape: string, sign?: string) => {
    if (sign !== undefined) return sign;
    if (!KNOWN_ESCAPE.test(escape)) throw new ExpressionError("an unknown escape");
    return JSON.parse(`"${escape}"`) as string;
  });
}

function outdented(text: string): string {
  const indents = text.match(/^[ \t]*(?=\S)/gm) ?? [];
  const least = Math.min(...indents.map(({ length }) => length));
  return Number.isFinite(least)
    ? text.replace(new RegExp(`^[ \\t]{${least}}(?=.*\\S)`, "gm"), "")
    : text;
}

class Parser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    // Line ends separate the entries of objects, which show where they end by themselves.
    this.tokens = tokens.filter(({ kind }) => kind !== "newline");
  }

  /** `${…}` */
  sequence(): Expression {
    const { source } = this.next();
    if (source.startsWith("%")) throw new ExpressionError("a template directive");
    // `~` strips white space around, which would have to be done to the text before as well.
    if (source.endsWith("~")) throw new ExpressionError("a strip marker");
    const expression = this.expression();
    if (this.next().source !== "}") throw new ExpressionError(OTHER);
    return expression;
  }

  private expression(): Expression {
    this.deeper();
    let expression = this.primary();
    for (;;) {
      if (this.accept(".")) {
        const { kind, source } = this.next();
        if (kind !== "name" && !/^\d+$/.test(source)) throw new ExpressionError("a splat");
        expression = { kind: "step", from: expression, key: { kind: "literal", value: source } };
      } else if (this.accept("[")) {
        const key = this.expression();
        this.expect("]");
        expression = { kind: "step", from: expression, key };
      } else {
        this.depth -= 1;
        return expression;
      }
    }
  }

  private primary(): Expression {
    const { kind, source } = this.next();
    if (kind === "open-quote") return this.quoted();
    if (kind === "heredoc") return heredoc(source);
    if (kind === "number") return number(source);
    if (kind === "name") return this.named(source);
    if (kind === "operator" && source === "{") return this.object();
    if (kind === "operator" && source === "[") return { kind: "tuple", items: this.listUntil("]") };
    if (kind === "operator" && source === "-" && this.peek()?.kind === "number") {
      return number(`-${this.next().source}`);
    }
    if (kind !== "operator" || source !== "(") {
      throw new ExpressionError("an expression of another kind");
    }
    const inner = this.expression();
    this.expect(")");
    return inner;
  }

  private named(name: string): Expression {
    if (this.accept("(")) return { kind: "call", name, args: this.listUntil(")") };
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    return name === "null" ? { kind: "literal", value: null } : { kind: "name", name };
  }

  private quoted(): Expression {
    const parts: (string | Expression)[] = [];
    for (;;) {
      const token = this.peek();
      if (token?.kind === "open-sequence") {
        parts.push(this.sequence());
        continue;
      }
      this.at += 1;
      if (token?.kind !== "text") break;
      parts.push(unescaped(token.source));
    }
    return parts.every((part) => typeof part === "string")
      ? { kind: "literal", value: parts.join("") }
      : templateOf(parts);
  }

  private listUntil(end: string): Expression[] {
    const items: Expression[] = [];
    while (!this.accept(end)) {
      items.push(this.expression());
      if (this.accept(",")) continue;
      this.expect(end);
      break;
    }
    return items;
  }

  /** Entries stand behind commas or on lines of their own. */
  private object(): Expression {
    const entries: [Expression, Expression][] = [];
    this.deeper();
    while (!this.accept("}")) {
      const key = this.key();
      if (!this.accept("=") && !this.accept(":"))
        throw new ExpressionError("an object of this kind");
      entries.push([key, this.expression()]);
      this.accept(",");
    }
    this.depth -= 1;
    return { kind: "object", entries };
  }

  /** A bare word is a key by itself, not a reference. */
  private key(): Expression {
    const token = this.peek();
    if (token?.kind !== "name") return this.primary();
    this.at += 1;
    return { kind: "literal", value: token.source };
  }

  private deeper(): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new ExpressionError("an expression of this depth");
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token {
    const token = this.peek();
    if (!token) throw new ExpressionError(OTHER);
    this.at += 1;
    return token;
  }

  private accept(operator: string): boolean {
    const token = this.peek();
    if (token?.kind !== "operator" || token.source !== operator) return false;
    this.at += 1;
    return true;
  }

  private expect(operator: string): void {
    if (!this.accept(operator)) throw new ExpressionError(OTHER);
  }
}

function number(source: string): Expression {
  const value = Number(source);
  if (Number.isNaN(value)) throw new ExpressionError(OTHER);
  return { kind: "literal", value };
}

/** Lines up to the one that has the mark alone; with `<<-` without what all are indented by. */
function heredoc(source: string): Expression {
  const text = source.slice(source.indexOf("\n") + 1, source.lastIndexOf("\n") + 1);
  return parseTemplate(source.startsWith("<<-") ? outdented(text) : text);
}
