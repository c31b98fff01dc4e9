import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { evaluate, type NameScope } from "../../terraform/hcl-evaluate";
import { parseTemplate } from "../../terraform/hcl-expression";
import { Unresolved } from "../../terraform/known";
import { Workspace } from "../support/terraform";
import { requires } from "../support/tools";
import { Work } from "../../terraform/work";
import { scratchFolder } from "../support/scratch";
import { runs } from "../support/runs";

/** Names that the expressions below use; everything else is unknown. */
const NAMES: Readonly<Record<string, unknown>> = {
  "aws_s3_bucket.b.arn": "arn:aws:s3:::b",
  "aws_s3_bucket.many.0.arn": "arn:aws:s3:::many",
  "local.list": ["a", "b"],
  "local.quote": 'a"b',
};
const scope: NameScope = {
  lookup: (path) => NAMES[path.join(".")] ?? new Unresolved(path.join("."), "is unknown here"),
  work: new Work(),
};
const value = (text: string) => evaluate(text, scope, { count: 0 });

/** Expressions without names: Terraform's console works them out as well. */
const CLOSED = [
  '"plain"',
  '"${"nested ${"twice"}"}"',
  '"a${"b"}c${12}d${true}"',
  '"\\n\\t\\"\\\\ \\u00e9"',
  '"$${aws:username} %%{if} $ % {}"',
  "[1, 2.5, -3, 1e3, null, true, false,]",
  '{ a = 1, b : 2, "c d" = 3, ("e") = 4 }',
  "{\n  a = 1\n  # comment\n  b = [\n    1,\n  ] // other\n  /* c = 2 */ d = {}\n}",
  'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Resource = "<&>" }] })',
  'join("/", ["a", "b"], ["c"])',
  'concat(["a"], [], ["b"])',
  "merge({ a = 1, b = 2 }, { b = 3 })",
  'format("arn:%s:s3:::%s-100%%", "aws", "b")',
  'toset(["a", "b", "a"])',
  'tolist(["b", "a"])[1]',
  '[{ a = "x" }].0.a',
  '{ a = { b = ["x", "y"] } }.a.b[1]',
  'lower("ABC")',
  'upper("abc")',
  'trimprefix("https://x", "https://")',
  'trimprefix("x", "https://")',
  'trimsuffix("x/", "/")',
  'trimsuffix("x", "")',
  'replace("a.b.c", ".", "$&")',
  "tostring(12)",
  "tostring(true)",
  'tomap({ a = "b" })',
  'nonsensitive("x")',
  "((1))",
  'yamlencode({ b = [1, "yes", null], a = { "c.d" = true }, e = {}, f = [] })',
  'yamlencode({ a = "two\\nlines\\n", b = "12", c = "a: b", d = "#" })',
  'yamlencode(["<&>", 1.5])',
  '<<EOT\nx ${"y"} \\n "z" $${a}\n  EOT\n',
  '<<-EOT\n    a:\n      b: ${"c"}\n\n    d: 1\n  EOT\n',
  '[<<-EOT\n  \tx\n   y\n EOT\n, "b"]',
  "<<EOT\nEOT\n",
];

/** What is not understood must be unknown, not wrong. */
const OTHERS = [
  "1 + 1",
  "1 == 1",
  "true ? 1 : 2",
  "!true",
  "-(1)",
  "[for x in [1] : x]",
  "{ for k, v in { a = 1 } : k => v }",
  "[{ a = 1 }][*].a",
  "[1, 2].*",
  "[[1]].0.0",
  "max([1, 2]...)",
  'sha1("x")',
  'replace("abc", "/b/", "x")',
  'format("%d", 1)',
  'format("%s")',
  'join(",", [1])',
  'provider::aws::arn_parse("x")',
  "<<EOT\nx\nEOT",
  '"%{if true}a%{endif}"',
  '"a ${~ "b" ~} c"',
  '"\\x"',
  '"unterminated',
  "{ a = 1",
  "[1 2]",
  "",
];

describe("expressions", () => {
  it.each(OTHERS)("are unknown where they are not understood: %s", (expression) => {
    expect(value(`\${${expression}}`)).toBeInstanceOf(Unresolved);
  });

  it.each([
    ["plain", "plain"],
    ["${aws_s3_bucket.b.arn}/*", "arn:aws:s3:::b/*"],
    ["${aws_s3_bucket.many[0].arn}", "arn:aws:s3:::many"],
    ["${aws_s3_bucket.many[count.index].arn}", undefined],
    ["${local.list}", ["a", "b"]],
    ["${jsonencode(local.list)}", '["a","b"]'],
    ['{"a":"${local.quote}"}', '{"a":"a"b"}'],
    ["x${local.list}", undefined],
    ["$${aws:username}", "${aws:username}"],
    ["${var.unknown}", undefined],
    ["a ${var.unknown} b", undefined],
    ["${jsonencode({ a = var.unknown })}", undefined],
    ["no $ { } % here", "no $ { } % here"],
  ])("with names: %s", (text, expected) => {
    const found = value(text);
    expect(found instanceof Unresolved ? undefined : found).toEqual(expected);
  });

  it("tell what is unknown about them", () => {
    expect(String(value("a ${aws_kms_key.k.arn} b"))).toBe("aws_kms_key.k.arn is unknown here");
    expect(String(value("${timestamp()}"))).toBe("the function timestamp is not worked out here");
    expect(String(value("${1 + 1}"))).toMatch(/is not worked out here$/);
  });

  it("keep what is known beside what is not, in keys too", () => {
    const unknown = new Unresolved("var.x", "is unknown here");
    expect(value("${[1, var.x]}")).toEqual([1, unknown]);
    expect(evaluate({ a: "${var.x}", "k${1}": 2 }, scope, {})).toEqual({ a: unknown, k1: 2 });
    expect(evaluate({ "${var.x}": 1 }, scope, {})).toEqual(unknown);
  });

  it("set a key named __proto__ as any other", () => {
    const found = evaluate(JSON.parse('{"__proto__":{"a":"${1}"}}'), scope, {});
    expect(JSON.stringify(found)).toBe('{"__proto__":{"a":1}}');
  });

  it("never fail with anything but unknown", () => {
    const piece = fc.constantFrom(
      ...'${ } { [ ( ) ] " \\ . , = : a jsonencode( 1 \n # / * ~ % %{ $${ for <<'.split(" "),
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const found = value(`\${${pieces.join("")}}`);
        expect(found).toBeDefined();
      }),
      { numRuns: runs(2000) },
    );
    for (const opening of ["[", '"${', "{a="]) {
      expect(value(`\${${opening.repeat(5000)}`)).toBeInstanceOf(Unresolved);
    }
  });

  it("give back any text that is quoted for Terraform", () => {
    const quoted = (text: string) =>
      JSON.stringify(text)
        .replace(/[$%](?=\{)/g, "$&$&")
        .replace(/\\[bf]/g, "");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const plain = text.replace(/[\b\f]/g, "");
        fc.pre(!/\p{Cc}/u.test(plain.replace(/[\n\r\t]/g, "")));
        expect(value(`\${${quoted(plain)}}`)).toBe(plain);
      }),
    );
  });

  it("of plain text and one expression are told apart", () => {
    expect(parseTemplate("${a.b}").kind).toBe("step");
    expect(parseTemplate(" ${a.b}").kind).toBe("template");
  });
});

requires("terraform")("expressions in Terraform", () => {
  it("have the same values", async () => {
    const folder = scratchFolder();
    const outputs = CLOSED.map((text, index) => [`o${index}`, { value: `\${${text}}` }] as const);
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({ output: Object.fromEntries(outputs) }),
    );
    const workspace = new Workspace(folder);
    await workspace.must(["plan", "-input=false", "-out=plan.bin"]);
    const plan = JSON.parse(await workspace.must(["show", "-json", "plan.bin"]));
    for (const [name, { value: text }] of outputs) {
      const expected: unknown = plan.output_changes[name].after;
      expect({ text, value: plain(value(text)) }).toEqual({ text, value: plain(expected) });
    }
  });
});

/**
 * Terraform's jsonencode writes `<`, `>` and `&` as escapes, and keys in order; its yamlencode
 * writes texts of several lines as such.
 */
function plain(found: unknown): unknown {
  if (typeof found !== "string") return found;
  if (found.startsWith("{")) return JSON.parse(found);
  return /^(- )?"/.test(found) ? parse(found) : found;
}
