import type { Token } from "../text/template";

const OPEN = new Set(["(", "[", "{"]);
const CLOSE = new Set([")", "]", "}"]);

/** After one of these a minus is a sign. */
const BEFORE_SIGN = new Set("( { [ = : , ? + * / % - == != > >= < <= && || !".split(" "));

const NOTHING: Token = { kind: "newline", source: "" };

/** An expression on one line, spaced as `terraform fmt` does. */
export function spaced(tokens: readonly Token[]): string {
  const line = onOneLine(tokens);
  return line
    .map((token, index) => {
      const after = line[index + 1] ?? NOTHING;
      return hasSpace(line[index - 1] ?? NOTHING, token, after) ? `${token.source} ` : token.source;
    })
    .join("");
}

/** Line ends mean something only between the entries of an object, where a comma says the same. */
function onOneLine(tokens: readonly Token[]): Token[] {
  const line: Token[] = [];
  /** For each bracket that is open, whether it is an object's. */
  const open: boolean[] = [];
  for (const [index, token] of tokens.entries()) {
    const { kind, source } = token;
    if (kind === "heredoc") throw new Error("a heredoc within an expression is not written");
    if (kind === "newline") {
      const next = tokens.slice(index).find((later) => later.kind !== "newline");
      const between = !["{", ","].includes(line.at(-1)?.source ?? "") && next?.source !== "}";
      if (open.at(-1) && between) line.push({ kind: "operator", source: "," });
      continue;
    }
    if (isOpen(token)) {
      const next = tokens.slice(index + 1).find((later) => later.kind !== "newline");
      open.push(kind === "operator" && source === "{" && next?.source !== "for");
    }
    if (isClose(token)) open.pop();
    line.push(token);
  }
  return line;
}

/** The rules of Terraform's formatter, in their order. */
function hasSpace(before: Token, token: Token, after: Token): boolean {
  if (after === NOTHING) return false;
  const { source } = token;
  const next = after.kind === "operator" ? after.source : "";
  const own = token.kind === "operator" ? source : "";
  if (token.kind === "name" && next === "(") return false;
  if (own === "::" || next === "::") return false;
  if (own === "." || next === ".") return false;
  if (next === "," || next === "...") return false;
  if (own === ",") return true;
  if (token.kind === "text" || token.kind === "open-quote") return false;
  if (after.kind === "text" || after.kind === "close-quote") return false;
  if (token.kind === "name" && source === "in" && before.kind === "name") return true;
  if (next === "[" && (token.kind === "name" || token.kind === "number" || isClose(token))) {
    return false;
  }
  if (own === "!") return false;
  if (own === "-") return !(before === NOTHING || isOperator(before, BEFORE_SIGN));
  if (own === "{" || next === "}") return !(own === "{" && next === "}");
  if (token.kind === "open-sequence" && next === "{") return true;
  if (own === "}" && after.kind === "close-sequence") return true;
  if (token.kind === "close-sequence" && after.kind === "open-sequence") return false;
  return !isOpen(token) && !isClose(after);
}

function isOpen(token: Token): boolean {
  return token.kind === "open-sequence" || isOperator(token, OPEN);
}

function isClose(token: Token): boolean {
  return token.kind === "close-sequence" || isOperator(token, CLOSE);
}

function isOperator(token: Token, sources: ReadonlySet<string>): boolean {
  return token.kind === "operator" && sources.has(token.source);
}
