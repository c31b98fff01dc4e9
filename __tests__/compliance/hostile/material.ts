import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";

const ROOT = join(__dirname, "..", "..", "..");
const FIXTURES = join(ROOT, "__tests__", "compliance", "fixtures");

/** Files that Terraform and this project have written: synthesized, plans, states. */
export function bases(): { readonly name: string; readonly json: unknown }[] {
  const golden = ["full-production", "milvus-production", "project-kms"].flatMap((example) =>
    readdirSync(join(ROOT, "examples", example, "golden"))
      .filter((name) => name.endsWith(".tf.json"))
      .map((name) => join(ROOT, "examples", example, "golden", name)),
  );
  const files = [
    ...golden,
    join(FIXTURES, "foreign", "main.tf.json"),
    ...readdirSync(FIXTURES)
      .filter((name) => /\.(plan|tfstate)\.json$/.test(name))
      .map((name) => join(FIXTURES, name)),
  ];
  return files.map((file) => ({
    name: file.slice(ROOT.length + 1),
    json: JSON.parse(readFileSync(file, "utf8")) as unknown,
  }));
}

/** Keys that are something else to JavaScript, to Terraform, to a terminal or to a runner. */
const KEYS = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "valueOf",
  "prototype",
  "length",
  "${var.x}",
  "${a.b}",
  "${}",
  "${each.value}",
  "%{if true}x%{endif}",
  "",
  "//",
  "0",
  "dynamic",
  "count",
  "for_each",
  "resource",
  "module",
  "source",
  "policy",
  "Statement",
  "references",
  "constant_value",
  "aws_iam_role",
  "a.b[0]",
  "a\nb",
  "\u001b[31m",
  "::error::x",
  "\ud800",
] as const;

/** Values of every type, and texts that are something else to those who read them. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  3,
  1e308,
  -1e-320,
  9007199254740991,
  1.5,
  "",
  "x",
  "*",
  "null",
  "{}",
  "[]",
  '{"Version":"2012-10-17","Statement":[]}',
  '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  '{"Statement":[{"Effect":"Allow","NotAction":"s3:*","NotResource":["*"]}]}',
  '{"Statement":[{"Effect":"Allow","Principal":{"__proto__":"*"},"Action":["sts:AssumeRole"]}]}',
  '{"Statement":[{"Effect":"Allow","Action":[],"Resource":[],"Condition":{"toString":{"__proto__":[]}}}]}',
  '{"Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Condition":{"StringEquals":{"constructor":[1,true]}}}]}',
  "${var.x}",
  "${aws_iam_role.x.arn}",
  "${data.aws_iam_policy_document.x.json}",
  "${jsonencode({})}",
  '${jsonencode({Statement = [{Effect = "Allow", Action = 7}]})}',
  "${merge({}, {__proto__ = 1})}",
  "${each.key}",
  "${module.x.y[0]}",
  "${[]}",
  "$${x}",
  "${",
  "arn:aws:iam::aws:policy/AdministratorAccess",
  "arn:aws:iam::111122223333:root",
  "arn:",
  "111122223333",
  "2012-10-17",
  "__proto__",
  "constructor",
  "::add-mask::x",
  "\u0000",
  "\u202e\u200b",
  "\ud800",
  "a".repeat(3000),
  [],
  [[]],
  [null],
  [1, "x", {}],
  ["*"],
  {},
  { "${var.x}": 1 },
  { __proto__: null, toString: 1 },
  JSON.parse('{"__proto__":{"policy":"{}"}}') as unknown,
  { hasOwnProperty: {} },
  { a: { b: { c: [{ d: "${var.x}" }] } } },
  [{ "${var.x}": {} }, { constructor: [] }],
  { references: "x" },
  { references: ["var.x", "module.y.z", "each.value", 7] },
  { constant_value: "${x}", references: ["x.y"] },
  { constant_value: { __proto__: null, a: 1 } },
];

/** One change somewhere in a value. */
export interface Change {
  readonly how: "replace" | "insert" | "rename" | "remove" | "copy";
  readonly place: number;
  readonly key: string;
  readonly value: unknown;
}

export const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom<Change["how"][]>("replace", "replace", "insert", "rename", "remove", "copy"),
  place: fc.nat(),
  key: fc.oneof(fc.constantFrom(...KEYS), fc.string({ unit: "binary", maxLength: 6 })),
  value: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 5, max: 300 }).map((depth) => deep(depth)),
    },
  ),
});

/** Lists within objects within lists. */
function deep(depth: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

interface Place {
  readonly parent: object;
  readonly key: string | number;
}

/** A copy with changes; texts that hold JSON, as policies do, are changed inside as well. */
export function changed(json: unknown, changes: readonly Change[]): unknown {
  const root = { json: structuredClone(json) };
  for (const one of changes) {
    const places: Place[] = [];
    collect(root, places);
    const at = places[one.place % places.length];
    if (!at) continue;
    const inner: unknown = Reflect.get(at.parent, at.key);
    const policy = typeof inner === "string" && one.place % 3 !== 0 ? parsed(inner) : undefined;
    if (policy !== undefined)
      set(at, JSON.stringify(changed(policy, [{ ...one, place: one.place >>> 3 }])));
    else apply(at, one);
  }
  return root.json ?? null;
}

function parsed(text: string): object | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function collect(parent: object, places: Place[]): void {
  for (const key of Object.keys(parent)) {
    const at = Array.isArray(parent) ? Number(key) : key;
    places.push({ parent, key: at });
    const inner: unknown = Reflect.get(parent, key);
    if (typeof inner === "object" && inner !== null) collect(inner, places);
  }
}

function apply(at: Place, { how, key, value }: Change): void {
  const inner: unknown = Reflect.get(at.parent, at.key);
  const isObject = typeof inner === "object" && inner !== null;
  switch (how) {
    case "replace":
      set(at, structuredClone(value));
      break;
    case "insert":
      if (Array.isArray(inner)) inner.push(structuredClone(value));
      else if (isObject) set({ parent: inner, key }, structuredClone(value));
      else set(at, structuredClone(value));
      break;
    case "rename":
      if (Array.isArray(at.parent)) set(at, { [key]: inner });
      else {
        Reflect.deleteProperty(at.parent, at.key);
        set({ parent: at.parent, key }, inner);
      }
      break;
    case "remove":
      if (Array.isArray(at.parent)) at.parent.splice(Number(at.key), 1);
      else Reflect.deleteProperty(at.parent, at.key);
      break;
    case "copy":
      if (Array.isArray(at.parent)) at.parent.push(structuredClone(inner));
      else set({ parent: at.parent, key }, structuredClone(inner));
  }
}

/** Also of `__proto__`, which an assignment would not make a key. */
function set({ parent, key }: Place, value: unknown): void {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
