import { modelOfText, reportOf, compared, inputsOf } from "./answers";

const range = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));
const policy = (statements: number, each: number, seed = "") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: range(statements, (s) => ({
      Effect: "Allow",
      Action: range(each, (a) => `s3:Get${seed}${s}x${a}*`),
      Resource: range(each, (r) => `arn:aws:s3:::b${seed}${s}-${r}/*`),
    })),
  });
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" }],
});
const synth = (resource: object) => JSON.stringify({ resource });
const NAME = "zilliz-byoc-acme-storage-role";
const role = { aws_iam_role: { r: { name: NAME, assume_role_policy: TRUST } } };
const inline = (...texts: readonly string[]) =>
  synth({
    ...role,
    aws_iam_role_policy: Object.fromEntries(
      texts.map((text, at) => [`p${at}`, { name: `p${at}`, role: NAME, policy: text }]),
    ),
  });
const attached = (count: number, seed = "") =>
  synth({
    ...role,
    aws_iam_policy: Object.fromEntries(
      range(count, (at) => [`p${at}`, { name: `p${at}`, policy: policy(1, 2, `${seed}${at}`) }]),
    ),
    aws_iam_role_policy_attachment: Object.fromEntries(
      range(count, (at) => [`p${at}`, { role: NAME, policy_arn: `\${aws_iam_policy.p${at}.arn}` }]),
    ),
  });

const findings = (text: string) => reportOf(modelOfText(text)!).findings;
const policyOf = (text: string) => modelOfText(text)!.policies().at(-1)!;

const CARRIERS: readonly (readonly [
  kind: string,
  limit: number,
  carrier: (text: string) => object,
])[] = [
  ["managed policy", 6144, (text) => ({ aws_iam_policy: { p: { name: "p", policy: text } } })],
  [
    "inline policy",
    10_240,
    (text) => ({ aws_iam_role_policy: { p: { name: "p", role: "r", policy: text } } }),
  ],
  [
    "trust, with the quota raised",
    4096,
    (text) => ({ aws_iam_role: { r: { name: "r", assume_role_policy: text } } }),
  ],
  [
    "bucket policy",
    20_480,
    (text) => ({ aws_s3_bucket_policy: { p: { bucket: "b", policy: text } } }),
  ],
  ["key policy", 32_768, (text) => ({ aws_kms_key: { k: { policy: text } } })],
  ["policy of a queue", 32_768, (text) => ({ aws_sqs_queue_policy: { q: { policy: text } } })],
];

describe.each(CARRIERS)("a %s of %d characters", (_, limit, carrier) => {
  const shell = '{"Statement":[{"Effect":"Allow","Action":"s3:","Resource":"*","Sid":""}]}';
  const long = (size: number) => shell.replace('"s3:"', `"s3:${"x".repeat(size - shell.length)}"`);

  test("is read, white space not counted", () => {
    const text = long(limit).replaceAll(",", ", \n ");
    expect(policyOf(synth(carrier(text))).document.known).toBe(true);
  });

  test("with one more is not looked at, and says so", () => {
    const found = policyOf(synth(carrier(long(limit + 1))));
    expect(found.size).toBe(limit + 1);
    expect(found.document).toMatchObject({
      known: false,
      why: `it has ${limit + 1} characters without white space, AWS takes ${limit}: longer ones are not compared`,
    });
  });
});

test("policy-size reports a policy that nothing else looks at; no rule passes it", () => {
  const all = findings(synth({ aws_iam_policy: { p: { name: "p", policy: policy(200, 50) } } }));
  const ofIt = all.filter(({ address }) => address === "aws_iam_policy.p");
  expect(ofIt.filter(({ verdict }) => verdict === "FAIL").map(({ rule }) => rule)).toEqual([
    "policy-size",
  ]);
  const undecided = ofIt.filter(({ verdict }) => verdict === "UNKNOWN");
  // Told once, by the rule about texts.
  expect(undecided.map(({ rule }) => rule)).toEqual(["policy-json"]);
  for (const { message } of undecided) expect(message).toContain("longer ones are not compared");
});

test("inline policies of one role that are too long together are not compared", () => {
  const text = inline(policy(5, 30, "a"), policy(5, 30, "b"));
  const [view] = modelOfText(text)!.roles();
  expect(view!.identity.map(({ document }) => document.known)).toEqual([false, false]);
  const all = findings(text);
  expect(all).toContainEqual(
    expect.objectContaining({ rule: "policy-size", verdict: "FAIL", key: "inline" }),
  );
  const conformance = all.filter(({ rule }) => rule === "document-storage-policy");
  // What policy-size has told is not told again, and is no pass.
  expect(new Set(conformance.map(({ verdict }) => verdict))).toEqual(new Set(["NOT_APPLICABLE"]));
});

test("of 25 attached policies all are looked at, of 26 none", () => {
  const known = (count: number) =>
    modelOfText(attached(count))!
      .roles()[0]!
      .identity.filter(({ document }) => document.known);
  expect(known(25)).toHaveLength(25);
  expect(known(26)).toHaveLength(0);
});

describe("a difference that is not worked out", () => {
  test("of policies above the limit is undecided", () => {
    expect(compared(inline(policy(200, 50)), inline(policy(200, 50, "n")))).toBe(3);
    expect(compared(attached(30), attached(30, "n"))).toBe(3);
  });

  test("of the same policy above the limit is none", () => {
    expect(compared(inline(policy(200, 50)), inline(policy(200, 50)))).toBe(0);
  });

  test("does not hide what was gained beside it", () => {
    const [before, after] = [policy(200, 50), policy(200, 50, "n")].map((text) =>
      synth({
        aws_iam_role: {
          a: { name: "a", assume_role_policy: TRUST, inline_policy: [{ name: "p", policy: text }] },
          b: { name: "b", assume_role_policy: TRUST },
        },
        ...(text.includes("Getn") && {
          aws_iam_role_policy: { b: { name: "b", role: "b", policy: policy(1, 1) } },
        }),
      }),
    );
    expect(compared(before!, after!)).toBe(1);
  });
});

describe("what is made out of little is bounded", () => {
  const locals = (value: (at: number) => unknown) =>
    Object.fromEntries(range(60, (at) => [`l${at + 1}`, value(at)]));

  test.each([
    ["texts that double", locals((at) => `\${local.l${at}}\${local.l${at}}`), "${local.l60}"],
    [
      "lists that double",
      locals((at) => [`\${local.l${at}}`, `\${local.l${at}}`]),
      "${jsonencode(local.l60)}",
    ],
    [
      "functions that double",
      locals((at) => `\${format("%s%s", local.l${at}, local.l${at})}`),
      "${local.l60}",
    ],
  ])("%s: unknown", (_, made, value) => {
    const text = JSON.stringify({
      locals: { l0: "xxxxxxxx", ...made },
      resource: { aws_s3_bucket: { b: { bucket: value } } },
    });
    const [bucket] = modelOfText(text)!.buckets();
    expect(bucket!.name).toMatchObject({ known: false });
  });

  test("instances of thousands of blocks: what is too much is not known", () => {
    const block = { count: 1000, bucket: "b" };
    const text = synth({
      aws_s3_bucket: Object.fromEntries(range(1_000, (at) => [`b${at}`, block])),
    });
    expect(modelOfText(text)!.resources.length).toBeLessThan(10_000);
  });

  test("instances of modules that are called a thousand times in turn", () => {
    const module = (inner: string) => ({ m: { source: inner, count: 1000 } });
    const files = {
      "main.tf.json": { module: module("./a") },
      "a/main.tf.json": { module: module("../b") },
      "b/main.tf.json": {
        resource: { aws_s3_bucket: Object.fromEntries(range(100, (at) => [`b${at}`, {}])) },
      },
    };
    const inputs = inputsOf(files);
    expect(inputs.flatMap(({ resources }) => resources).length).toBeLessThan(10_000);
    expect(inputs.flatMap(({ gaps }) => gaps).join()).toContain("its resources are not seen");
  });

  test("names in a long chain", () => {
    const text = JSON.stringify({
      locals: {
        l0: "acme",
        ...Object.fromEntries(range(1_000, (at) => [`l${at + 1}`, `\${local.l${at}}`])),
      },
      resource: {
        aws_s3_bucket: { a: { bucket: "${local.l100}" }, b: { bucket: "${local.l1000}" } },
      },
    });
    const names = modelOfText(text)!
      .buckets()
      .map(({ name }) => name);
    expect(names[0]).toEqual({ known: true, value: "acme" });
    expect(names[1]).toMatchObject({ known: false });
  });

  test.each([
    [
      "a file",
      (deep: string) => `{"resource":{"aws_s3_bucket":{"b":{"bucket":${deep}}}}}`,
      undefined,
    ],
    [
      "a policy",
      (deep: string) =>
        synth({ aws_iam_policy: { p: { name: "p", policy: `{"Statement":[${deep}]}` } } }),
      "it is nested too deeply",
    ],
  ])("nesting of %s", (_, text, why) => {
    const deep = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;
    const model = modelOfText(text(deep(5_000)));
    expect(model?.policies()[0]?.document).toEqual(
      why === undefined ? undefined : { known: false, attribute: "policy", why },
    );
  });
});
