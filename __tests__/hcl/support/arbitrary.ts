import fc from "fast-check";
import type { Json } from "../../../hcl/json";

/** Pieces that Terraform's syntax, its formatter or an editor gives a meaning. */
const PIECES = fc.constantFrom(
  ..."\"'`\\${}%[]()=#~!?:;,.-/*&|<>@^ \t\n\r\0".split(""),
  ...["${", "%{", "$${", "%%{", "$$", "%%", "$$$", "${x}", "%{if}", "~}", "${~", "\\n", "\\u0041"],
  ...["EOT", "<<EOT", "<<-EOT\n", "\nEOT\n", "  EOT", "\n\n", "\r\n", " \n", "\n ", "$\n", "%\n"],
  ...["//", "/*", "*/", "null", "true", "for", "each", "file(", "TfToken[TOKEN.0]", "\\"],
  ...["\u0000", "\u001b", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u202e", "\u2028"],
  ...[
    "\u2029",
    "\ufeff",
    "\ufffd",
    "\uffff",
    "\ue000",
    "é",
    "ß",
    "中",
    "\u0301",
    "क्षि",
    "\u1100\u1161",
  ],
  ...["\u{1f600}", "\u{1f468}\u200d\u{1f469}", "\u{1f1e9}\u{1f1ea}", "\u{10ffff}", "\u{e0041}"],
  ...["arn:aws:s3:::b/*", "kubernetes.io/role", "a.b[0]", "a = b", "value", "<unresolved-token>"],
);

/** Terraform composes characters wherever it evaluates, so that only composed ones come back. */
const composed = (text: string) => text.normalize("NFC");

/** Any text, most of it nasty. */
export const TEXT = fc
  .oneof(
    { weight: 6, arbitrary: fc.array(PIECES, { maxLength: 8 }).map((all) => all.join("")) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    { weight: 2, arbitrary: lines() },
  )
  .map(composed)
  .filter(isSayable);

/** Go takes U+E0041 for an A where a mark follows, in both forms of a root alike. */
const WRONGLY_COMPOSED = /[\u{10000}-\u{10ffff}]\p{M}/u;

/** Behind a carriage return that ends no line Terraform's JSON syntax cannot say these. */
function isSayable(text: string): boolean {
  return !/\r(?!\n)[^]*(\$\$|%%)\{/.test(text) && !WRONGLY_COMPOSED.test(text);
}

/** Several lines, indented or not, most of them fit for a heredoc. */
function lines() {
  const line = fc.oneof(
    fc.constantFrom(
      "\u0301",
      "\u{1f3fb}",
      "",
      "a",
      "  a",
      "\ta",
      "a ",
      "${x}",
      "$",
      "EOT",
      "EOT ",
      '- b: "c"',
      "\\",
      "é",
    ),
    fc.string({ maxLength: 12 }),
  );
  const indent = fc.constantFrom("", "", "", "  ", " ");
  return fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 6 }), indent)
    .map(([all, before]) => `${all.map((one) => before + one).join("\n")}\n`);
}

const NUMBER = fc
  .oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, -1, 1e21, 5e-324, Number.MAX_SAFE_INTEGER, 0.1),
  )
  .map((number) => (Object.is(number, -0) ? 0 : number));

/** Keys, some of which are words of the language or nearly names. */
const KEY = fc.oneof(
  TEXT,
  fc.constantFrom(
    "for",
    "true",
    "false",
    "null",
    "in",
    "if",
    "each",
    "_",
    "a-b",
    "-a",
    "1a",
    "é",
    "",
  ),
);

/** Any value, its texts standing for themselves. */
export const VALUE: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: TEXT },
    NUMBER,
    fc.constantFrom(null, true, false),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(KEY, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** The template of Terraform's JSON syntax that stands for a text; keys are read like strings. */
export function escaped(value: Json): Json {
  if (typeof value === "string") return template(value);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(escaped);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [template(key), escaped(inner)]),
  );
}

function template(text: string): string {
  // Terraform drops a first byte order mark in a template, so that a text with one needs two.
  const marked = text.startsWith("\ufeff") ? `\ufeff${text}` : text;
  return marked.replace(/[$%](?=\{)/g, "$&$&");
}
