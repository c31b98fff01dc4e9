/** Kinds of tokens, as far as they are spaced differently. */
type TokenKind =
  | "name"
  | "number"
  | "open-quote"
  | "close-quote"
  /** Between quotes, as it is written there. */
  | "text"
  /** `${` or `%{`, with the mark that strips white space. */
  | "open-sequence"
  | "close-sequence"
  | "newline"
  /** From `<<` up to the mark that ends it. */
  | "heredoc"
  | "operator";

export interface Token {
  readonly kind: TokenKind;
  readonly source: string;
}

/** A part of a string of Terraform's JSON syntax. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** `${…}` or `%{…}`: its tokens, opening and closing ones included. */
  | { readonly kind: "sequence"; readonly tokens: readonly Token[] };

/** What Terraform would not take apart. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/** Strings within the expressions of strings: more exhaust the stack. */
const DEEPEST = 100;
/** Text without a character that may begin something else. */
const PLAIN = /[^$%\r]+/y;
const SPACE = /[ \t]+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\//y;
const NEWLINE = /\r?\n/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d(?:(?:[\d.]|[eE][+-]?\d)*(?:\d|[eE][+-]?\d))?/y;
const OPERATOR = /\.\.\.|::|==|!=|>=|<=|=>|&&|\|\||[-+*/%<>!?:=.,()[\]{}]/y;
const OPEN_SEQUENCE = /[$%]\{~?/y;
const HEREDOC = /<<-?([A-Za-z_][\w-]*)\r?\n[^]*?^[ \t]*\1[ \t]*$/my;
const CLOSE_SEQUENCE = /~?\}/y;
/** `$${` and `%%{` stand for themselves. */
const ESCAPED_SEQUENCE = /\$\$\{|%%\{/y;
const QUOTED_TEXT = /(?:\$\$\{|%%\{|\\[^]|[$%](?!\{)|[^"\\$%\r\n])+/y;

/**
 * Parts of a string of Terraform's JSON syntax, as Terraform takes it apart.
 *
 * @throws TemplateError where it would not.
 */
export function partsOf(template: string): TemplatePart[] {
  return new Scanner(template).parts();
}

/**
 * Tokens of a bare expression: a reference, a type.
 *
 * @throws TemplateError for what is none.
 */
export function tokensOf(expression: string): Token[] {
  return new Scanner(expression).expression();
}

/** Where no sequence can begin, dollars are taken two by two: `$$${` has nothing escaped in it. */
function unescapedInPairs(text: string): string {
  return text.replace(/\$\$\{?|%%\{?/g, (pair) => (pair.endsWith("{") ? pair.slice(1) : pair));
}

class Scanner {
  private at = 0;
  private depth = 0;

  constructor(private readonly source: string) {}

  parts(): TemplatePart[] {
    // Terraform drops a byte order mark here, unlike anywhere else.
    this.take(/\ufeff/y);
    const parts: TemplatePart[] = [];
    let text = "";
    while (this.at < this.source.length) {
      text += this.take(PLAIN) ?? "";
      const escaped = this.take(ESCAPED_SEQUENCE);
      if (escaped !== undefined) {
        text += escaped.slice(1);
        continue;
      }
      // Terraform sees no sequences behind a carriage return that ends no line.
      if (this.take(/(?=\r(?!\n))/y) !== undefined) {
        text += unescapedInPairs(this.source.slice(this.at));
        break;
      }
      const tokens = this.sequence();
      if (tokens === undefined) {
        text += this.source.charAt(this.at);
        this.at += 1;
        continue;
      }
      if (text !== "") parts.push({ kind: "text", text });
      text = "";
      parts.push({ kind: "sequence", tokens });
    }
    if (text !== "" || parts.length === 0) parts.push({ kind: "text", text });
    return parts;
  }

  expression(): Token[] {
    const tokens: Token[] = [];
    while (this.at < this.source.length) for (const token of this.tokens()) tokens.push(token);
    return tokens;
  }

  /** `${…}` or `%{…}`, if one begins here. */
  private sequence(): Token[] | undefined {
    const open = this.take(OPEN_SEQUENCE);
    if (open === undefined) return undefined;
    const tokens: Token[] = [{ kind: "open-sequence", source: open }];
    for (let depth = 0; ;) {
      if (depth === 0) {
        const close = this.take(CLOSE_SEQUENCE);
        if (close !== undefined) {
          tokens.push({ kind: "close-sequence", source: close });
          return tokens;
        }
      }
      const next = this.tokens();
      for (const { kind, source } of next) {
        // Brackets between quotes are within their own sequences.
        if (next.length > 1 || kind !== "operator") break;
        if (source === "{") depth += 1;
        if (source === "}") depth -= 1;
      }
      for (const token of next) tokens.push(token);
    }
  }

  /** The next token; all those of a string at once; none for white space. */
  private tokens(): Token[] {
    if (this.take(SPACE) !== undefined) return [];
    if (this.take(NEWLINE) !== undefined) return [{ kind: "newline", source: "\n" }];
    if (this.take(/"/y) !== undefined) return this.quoted();
    for (const [kind, pattern] of [
      ["heredoc", HEREDOC],
      ["name", NAME],
      ["number", NUMBER],
      ["operator", OPERATOR],
    ] as const) {
      const source = this.take(pattern);
      if (source !== undefined) return [{ kind, source }];
    }
    throw this.unreadable();
  }

  private quoted(): Token[] {
    const tokens: Token[] = [{ kind: "open-quote", source: '"' }];
    this.depth += 1;
    if (this.depth > DEEPEST) throw this.unreadable();
    for (;;) {
      const text = this.take(QUOTED_TEXT);
      if (text !== undefined) tokens.push({ kind: "text", source: text });
      if (this.take(/"/y) !== undefined) {
        this.depth -= 1;
        tokens.push({ kind: "close-quote", source: '"' });
        return tokens;
      }
      const sequence = this.sequence();
      if (sequence === undefined) throw this.unreadable();
      for (const token of sequence) tokens.push(token);
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[0];
  }

  private unreadable(): TemplateError {
    const what = this.at < this.source.length ? "cannot be read" : "has no end";
    return new TemplateError(`the expression in ${JSON.stringify(this.source)} ${what}`);
  }
}
