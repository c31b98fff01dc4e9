import { own } from "../text/own";

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
const SPACE = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const IDENTIFIER = /[A-Za-z_][\w-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const HEREDOC = /<<-?[A-Za-z_][\w-]*\r?\n/y;
/** Text without a character that may begin something else. */
const PLAIN = /[^$%"\\]+/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
};

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
  const parser = new Parser(text);
  const parts = parser.template(undefined);
  const [only] = parts;
  if (parts.length === 1 && typeof only === "object") return only;
  return { kind: "template", parts };
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

  constructor(private readonly source: string) {}

  /** Text and interpolations up to the closing quote or, without one, to the end. */
  template(quote: '"' | undefined): (string | Expression)[] {
    const parts: (string | Expression)[] = [];
    let text = "";
    for (;;) {
      const character = this.source[this.at];
      if (character === undefined) {
        if (quote) throw new ExpressionError("a string has no end");
        break;
      }
      if (character === quote) break;
      const plain = this.take(PLAIN);
      if (plain !== undefined) {
        text += plain;
      } else if (this.source.startsWith("$${", this.at) || this.source.startsWith("%%{", this.at)) {
        text += `${character}{`;
        this.at += 3;
      } else if (this.source.startsWith("%{", this.at)) {
        throw new ExpressionError("a template directive");
      } else if (this.source.startsWith("${", this.at)) {
        this.at += 2;
        if (text !== "") parts.push(text);
        text = "";
        // `~` strips white space around, which would have to be done to the text before as well.
        if (this.source[this.at] === "~") throw new ExpressionError("a strip marker");
        parts.push(this.expression());
        this.expect("}");
      } else if (quote && character === "\\") {
        text += this.escape();
      } else {
        text += character;
        this.at += 1;
      }
    }
    if (text !== "") parts.push(text);
    return parts;
  }

  private escape(): string {
    const unicode = /^\\u([0-9a-fA-F]{4})/.exec(this.source.slice(this.at, this.at + 6));
    this.at += unicode ? 6 : 2;
    if (unicode) return String.fromCharCode(Number.parseInt(unicode[1]!, 16));
    const escaped = own(ESCAPES, this.source[this.at - 1] ?? "");
    if (escaped === undefined) throw new ExpressionError("an unknown escape");
    return escaped;
  }

  private expression(): Expression {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new ExpressionError("an expression of this depth");
    let expression = this.primary();
    for (;;) {
      this.space();
      if (this.source[this.at] === "." && this.source[this.at + 1] !== ".") {
        this.at += 1;
        const key = this.take(IDENTIFIER) ?? this.take(/\d+/y);
        if (key === undefined) throw new ExpressionError("a splat");
        expression = { kind: "step", from: expression, key: { kind: "literal", value: key } };
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
    this.space();
    if (this.accept('"')) return this.quoted();
    const heredoc = this.take(HEREDOC);
    if (heredoc !== undefined) return this.heredoc(heredoc);
    if (this.accept("{")) return this.object();
    if (this.accept("[")) return { kind: "tuple", items: this.listUntil("]") };
    if (this.accept("(")) {
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    const number = this.take(NUMBER);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    const name = this.take(IDENTIFIER);
    if (name === undefined) throw new ExpressionError("an expression of another kind");
    if (this.source[this.at] === "(") {
      this.at += 1;
      return { kind: "call", name, args: this.listUntil(")") };
    }
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    return name === "null" ? { kind: "literal", value: null } : { kind: "name", name };
  }

  private quoted(): Expression {
    const parts = this.template('"');
    this.at += 1;
    if (parts.every((part) => typeof part === "string")) {
      return { kind: "literal", value: parts.join("") };
    }
    const [only] = parts;
    return parts.length === 1 && typeof only === "object" ? only : { kind: "template", parts };
  }

  /** Lines up to the one that has the mark alone; with `<<-` without what all are indented by. */
  private heredoc(opening: string): Expression {
    const mark = opening.replace(/^<<-?|\s+$/g, "");
    const end = new RegExp(`^[ \\t]*${mark}[ \\t]*$`, "m").exec(this.source.slice(this.at));
    if (!end) throw new ExpressionError("a heredoc has no end");
    const text = this.source.slice(this.at, this.at + end.index);
    this.at += end.index + end[0].length;
    return parseTemplate(opening.startsWith("<<-") ? outdented(text) : text);
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
    this.depth += 1;
    if (this.depth > DEEPEST) throw new ExpressionError("an expression of this depth");
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
    this.space();
    const word = this.take(IDENTIFIER);
    return word === undefined ? this.primary() : { kind: "literal", value: word };
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.source);
    this.at = SPACE.lastIndex;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[0];
  }

  private accept(token: string): boolean {
    this.space();
    if (!this.source.startsWith(token, this.at)) return false;
    // `==` and `=>` are other tokens.
    if (token === "=" && /[=>]/.test(this.source[this.at + 1] ?? "")) return false;
    this.at += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.accept(token))
      throw new ExpressionError("an operator or an expression of another kind");
  }
}
