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

test("a statement of a plan that is no block is unknown, whoever asks for it", () => {
  const text = JSON.stringify({
    format_version: "1.2",
    resource_changes: [
      {
        address: "data.aws_iam_policy_document.d",
        mode: "data",
        type: "aws_iam_policy_document",
        name: "d",
        change: {
          actions: ["read"],
          after: { statement: [7] },
          after_unknown: { json: true, statement: [{ x: true }] },
        },
      },
      {
        address: "aws_iam_policy.p",
        mode: "managed",
        type: "aws_iam_policy",
        name: "p",
        change: { actions: ["create"], after: { name: "p" }, after_unknown: { policy: true } },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          { address: "data.aws_iam_policy_document.d", expressions: { statement: [{}] } },
          {
            address: "aws_iam_policy.p",
            expressions: {
              policy: {
                constant_value: "${data.aws_iam_policy_document.d.json}",
                references: ["data.aws_iam_policy_document.d.json"],
              },
            },
          },
        ],
      },
    },
  });
  expect(modelOfText(text)!.policies()[0]!.document).toMatchObject({ known: false });
  expect([0, 1, 3]).toContain(checked(text));
});

test.each([{ toString: 1, valueOf: 2 }, [{ toString: null, valueOf: [] }]])(
  "a value that has no text, %j, in any attribute of a bucket and a role",
  (odd) => {
    const names =
      "bucket acl tags policy name path role key_id status description max_session_duration deletion_window_in_days".split(
        " ",
      );
    const values = Object.fromEntries(names.map((name) => [name, odd]));
    const types = "aws_s3_bucket aws_s3_bucket_ownership_controls aws_iam_role aws_kms_key".split(
      " ",
    );
    const change = (before: unknown, after: unknown) => ({
      format_version: "1.2",
      resource_drift: types.map((type) => ({
        address: `${type}.x`,
        mode: "managed",
        type,
        name: "x",
        change: { actions: ["update"], before, after, replace_paths: [[odd], ["name"]] },
      })),
      resource_changes: types.map((type) => ({
        address: `${type}.x`,
        mode: "managed",
        type,
        name: "x",
        change: { actions: ["delete", "create"], before, after, replace_paths: [[odd], ["name"]] },
      })),
      configuration: {},
    });
    const rule = [
      { object_ownership: odd, apply_server_side_encryption_by_default: [{ sse_algorithm: odd }] },
    ];
    const whole = JSON.stringify(change({ ...values, rule: [] }, { ...values, rule }));
    expect([0, 1, 3]).toContain(checked(whole));
    expect([0, 1, 3]).toContain(compared(whole, whole.replaceAll('"toString"', '"other"')));
  },
);

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
