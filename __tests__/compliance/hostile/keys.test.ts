import { checked, compared, modelOfText, reportOf } from "./answers";

const OBJECTS_OWN = ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf"];
const TEMPLATES = ["${var.x}", "${a.b}", "${aws:username}", "%{if x}y%{endif}"];
const KEYS = [...OBJECTS_OWN, ...TEMPLATES];

/** JSON with a key that an object literal could not have. */
const keyed = (key: string, value: unknown) =>
  JSON.stringify(Object.fromEntries([[key, value]])).slice(1, -1);

const SYNTH: readonly (readonly [place: string, text: (key: string) => string])[] = [
  ["argument of a role", (key) => `{"resource":{"aws_iam_role":{"b":{${keyed(key, 1)}}}}}`],
  ["argument of a provider", (key) => `{"provider":{"aws":{${keyed(key, {})}}}}`],
  ["provider", (key) => `{"provider":{${keyed(key, {})}}}`],
  ["argument of a bucket", (key) => `{"resource":{"aws_s3_bucket":{"b":{${keyed(key, ["x"])}}}}}`],
  [
    "argument of an attachment",
    (key) => `{"resource":{"aws_iam_role_policy_attachment":{"x":{${keyed(key, "y")}}}}}`,
  ],
  ["argument of data", (key) => `{"data":{"aws_iam_policy_document":{"x":{${keyed(key, {})}}}}}`],
  ["argument of a module", (key) => `{"module":{"m":{"source":"./m",${keyed(key, "y")}}}}`],
  ["argument of an output", (key) => `{"output":{"o":{"value":"x",${keyed(key, "y")}}}}`],
  ["argument of a variable", (key) => `{"variable":{"v":{${keyed(key, "y")}}}}`],
  ["type of a resource", (key) => `{"resource":{${keyed(key, { b: { name: "x" } })}}}`],
  ["name of a resource", (key) => `{"resource":{"aws_iam_role":{${keyed(key, { name: "x" })}}}}`],
  ["local", (key) => `{"locals":{${keyed(key, "x")}},"output":{"o":{"value":"\${local.x}"}}}`],
  ["backend", (key) => `{"terraform":{"backend":{${keyed(key, {})}}},"resource":{}}`],
  ["dynamic block", (key) => `{"resource":{"aws_iam_role":{"b":{"dynamic":{${keyed(key, {})}}}}}}`],
  [
    "tag",
    (key) => `{"resource":{"aws_s3_bucket":{"b":{"bucket":"b","tags":{${keyed(key, "x")}}}}}}`,
  ],
  [
    "principal of a policy document",
    (key) =>
      `{"data":{"aws_iam_policy_document":{"d":{"statement":[{"principals":[{"type":${JSON.stringify(key)},"identifiers":["*"]}],"condition":[{"test":${JSON.stringify(key)},"variable":${JSON.stringify(key)},"values":["x"]}]}]}}},"resource":{"aws_iam_role":{"r":{"name":"r","assume_role_policy":"\${data.aws_iam_policy_document.d.json}"}}}}`,
  ],
  [
    "key of a policy",
    (key) =>
      JSON.stringify({
        resource: {
          aws_iam_policy: {
            p: {
              name: "p",
              policy: `{"Statement":[{"Effect":"Allow","Action":${JSON.stringify(key)},"Resource":"*","Condition":{"StringEquals":{${keyed(key, "x")}}},"Principal":{${keyed(key, "*")}}}],${keyed(key, 1)}}`,
            },
          },
        },
      }),
  ],
];

const change = (type: string, after: string) =>
  `{"format_version":"1.2","resource_changes":[{"address":"a.b","mode":"managed","type":${type},"name":"b","change":{"actions":["create"],"before":null,"after":{${after}},"after_unknown":{"name":true}}}],"configuration":{"provider_config":{"aws":{"name":"aws","expressions":{}}},"root_module":{"resources":[{"address":"a.b","expressions":{"name":{"references":["var.x"]}}}]}}}`;

const OTHERS: typeof SYNTH = [
  ["type in a plan", (key) => change(JSON.stringify(key), `"name":"x"`)],
  ["attribute in a plan", (key) => change(`"aws_iam_role"`, keyed(key, "x"))],
  [
    "provider in a plan",
    (key) =>
      `{"format_version":"1.2","resource_changes":[],"configuration":{"provider_config":{"x":{"name":${JSON.stringify(key)},"expressions":{${keyed(key, { constant_value: 1 })}}}}}}`,
  ],
  [
    "reference in a plan",
    (key) =>
      `{"format_version":"1.2","variables":{},"resource_changes":[],"configuration":{"provider_config":{"aws":{"name":"aws","expressions":{"region":{"references":["var.${key}"]}}}},"root_module":{"module_calls":{${keyed(key, { module: { outputs: {} } })}}}}}`,
  ],
  [
    "type in a state",
    (key) =>
      `{"format_version":"1.0","values":{"root_module":{"resources":[{"address":"a.b","mode":"managed","type":${JSON.stringify(key)},"values":{${keyed(key, "x")}}}]}}}`,
  ],
  [
    "key in a state file",
    (key) =>
      `{"version":4,"serial":1,"lineage":"x","resources":[{"mode":"managed","type":"aws_iam_role","name":${JSON.stringify(key)},"instances":[{"index_key":${JSON.stringify(key)},"attributes":{${keyed(key, {})}}}]}]}`,
  ],
];

describe.each([...SYNTH, ...OTHERS])("%s", (_, text) => {
  test.each(KEYS)("may be %s: nothing crashes", (key) => {
    const whole = text(key);
    expect([0, 1, 2, 3]).toContain(checked(whole));
    expect([0, 1, 2, 3]).toContain(compared(whole, whole));
    expect([0, 1, 2, 3]).toContain(compared('{"resource":{}}', whole));
  });
});

/** Verdicts of a synthesized file, by rule, address and key. */
const verdicts = (text: string) =>
  reportOf(modelOfText(text)!).findings.map(
    ({ rule, address, key, verdict }) => `${verdict} ${rule} ${address} ${key}`,
  );

test.each(OBJECTS_OWN)("a resource of the type %s beside others changes no verdict", (type) => {
  const bucket = { bucket: "acme-data", force_destroy: true };
  const own = JSON.stringify({ aws_s3_bucket: { b: bucket } }).slice(1, -1);
  const other = keyed(type, { x: { name: "y" } });
  const without = verdicts(`{"resource":{${own}}}`);
  expect(without.some((one) => one.startsWith("FAIL"))).toBe(true);
  expect(verdicts(`{"resource":{${own},${other}}}`)).toEqual(expect.arrayContaining(without));
});

test.each(OBJECTS_OWN)("${var.%s} is a variable that nothing sets, not a function", (name) => {
  const text = (value: string) =>
    `{"module":{"m":{"source":"./m"}},"resource":{"aws_s3_bucket":{"b":{"bucket":${JSON.stringify(value)}}}}}`;
  const [bucket] = modelOfText(text(`\${var.${name}}`))!.buckets();
  expect(bucket?.name).toMatchObject({ known: false, why: `var.${name} has no default` });
});
