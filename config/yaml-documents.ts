import {
  Composer,
  Lexer,
  LineCounter,
  Parser,
  type CST,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
} from "yaml";
import { MOST_PROBLEMS } from "../text/problem";

/** Most tokens that lie in one another; a level takes one or two. */
const DEEPEST = 500;
/** Most YAML documents that are counted; one is allowed nearly everywhere. */
export const MOST_DOCUMENTS = 10;

/** What is said of a text whose values lie in one another too often. */
export const TOO_DEEP = {
  code: "yaml",
  message: "is nested too deeply",
  allowed: "a few levels",
} as const;

/** A text is nested so deeply that reading it might exhaust the stack. */
export class TooDeep extends Error {
  override readonly name = "TooDeep";

  constructor(readonly offset: number) {
    super(TOO_DEEP.message);
  }
}

/**
 * The first documents of a YAML text, read no further than anybody wants to know: to the last of the
 * errors that are shown, and to a depth that no file of anybody's has. Keys that stand twice are no
 * error here; the parser would compare each with every other.
 *
 * @param lines is told where lines begin.
 * @throws TooDeep
 */
export function documentsOf(
  text: string,
  lines = new LineCounter(),
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): Document.Parsed[] {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ ...options, uniqueKeys: false, logLevel: "silent" });
  const documents: Document.Parsed[] = [];
  const { stackTraceLimit } = Error;
  // The parser makes an exception of each of its complaints; nobody reads where it did.
  Error.stackTraceLimit = 0;
  try {
    for (const document of composer.compose(tokensOf(text, parser))) {
      documents.push(document);
      if (documents.length > MOST_DOCUMENTS) break;
    }
    return documents;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Nesting is looked at here, where it costs no stack: exhausting that may end the process. */
function* tokensOf(text: string, parser: Parser): Generator<CST.Token> {
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      yield token;
      if (token.type === "error") errors += 1;
    }
    if (parser.stack.length > DEEPEST) throw new TooDeep(parser.offset);
    if (errors >= MOST_PROBLEMS) return;
  }
  yield* parser.end();
}
