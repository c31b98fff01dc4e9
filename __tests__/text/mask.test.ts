import {
  MASKED,
  maskedPolicy,
  maskFields,
  maskIssued,
  maskOf,
  sentenceMaskOf,
} from "../../text/mask";

const ID = "zilliz-external-7Qx2";

describe("what follows the name of the condition key is masked, though nobody knows the ID", () => {
  const mask = sentenceMaskOf([]);
  test.each([
    [
      `{"StringEquals":{"sts:ExternalId":"${ID}"}}`,
      '{"StringEquals":{"sts:ExternalId":"(masked)"}}',
    ],
    [
      `{"sts:ExternalId": ["${ID}", "b-2"], "aws:x": "y"}`,
      '{"sts:ExternalId": ["(masked)", "(masked)"], "aws:x": "y"}',
    ],
    [
      `{\\"sts:ExternalId\\":\\"${ID}\\",\\"a\\":\\"b\\"}`,
      '{\\"sts:ExternalId\\":\\"(masked)\\",\\"a\\":\\"b\\"}',
    ],
    [`"sts:ExternalId" = "${ID}"`, '"sts:ExternalId" = "(masked)"'],
    [`sts:ExternalId=${ID}, and more`, "sts:ExternalId=(masked) and more"],
    [`sts:ExternalId: ${ID}`, "sts:ExternalId: (masked)"],
    [`STS:EXTERNALID is '${ID}', not 'b'`, "STS:EXTERNALID is '(masked)', not '(masked)'"],
    [`\`sts:ExternalId\` has the value \`${ID}\``, "`sts:ExternalId` has the value `(masked)`"],
    [
      `sts:ExternalId "a" and later sts:ExternalId "b"`,
      'sts:ExternalId "(masked)" and later sts:ExternalId "(masked)"',
    ],
  ])("%s", (text, shown) => {
    expect(mask(text)).toBe(shown);
    expect(mask(shown)).toBe(shown);
  });

  test.each([
    "the statement has no condition on sts:ExternalId",
    "add sts:ExternalId: any customer of the vendor can assume the role",
    'no sts:ExternalId for "AWS": "arn:aws:iam::965570967084:root"',
    "sts:ExternalId isn't asked for, so it can't protect",
    'aws:SourceAccount is "111122223333"',
  ])("%s is left alone", (text) => expect(mask(text)).toBe(text));
});

describe("known external IDs", () => {
  test("are masked wherever they stand, the longer one first", () => {
    const mask = maskOf(["acme-id-77", "acme-id-77-2", "a+b.c=d-4711"]);
    expect(mask("acme-id-77-2, acme-id-77-3 and xacme-id-77; a+b.c=d-4711, aabxc=d-4711")).toBe(
      "(masked), (masked)-3 and x(masked); (masked), aabxc=d-4711",
    );
  });

  test("that may be words are left where they stand by chance", () => {
    const words = [
      ...["resource", "principal", "statement", "storage-role", "masked", "ab", "*", "", "a b 11"],
      ...["us-west-2", "integrate-with-aws-s3", "MilvusS3ReadWrite", "12345678", "<token-11>"],
    ];
    const text = `each resource of ${words.join(", ")}`;
    expect(maskOf(words)(text)).toBe(text);
  });

  test("are no patterns, and what stands for them is none", () => {
    const ids = ["a.b+c.d-11", "cid-(1|2)", "$&-11-$1-x"];
    expect(maskOf(ids)("a.b+c.d-11 axb+cxd-11 aab.c.d-11 cid-1 $&-11-$1-x")).toBe(
      "(masked) axb+cxd-11 aab.c.d-11 cid-1 $&-11-$1-x",
    );
  });
});

describe("what has the form of an external ID is masked, though nobody knows it", () => {
  test.each([
    ["*cid-7h3k9m2p5q8r1s4t6u0v2w5x8", "*(masked)"],
    ['"zilliz-external-4kT9vQ2mX7cB1nL"', '"(masked)"'],
    ["use CID-7H3K9", "use (masked)"],
    ["cid-abcdefghijkl", "(masked)"],
  ])("%s", (text, shown) => expect(maskIssued(text)).toBe(shown));

  test.each([
    "role zilliz-external-role and cid-… of the console",
    "acid-rain1 placid-2024",
    "write externalId: cid-1a2b3c4d5e6f7g8h9i0j1k2l3",
  ])("%s is none", (text) => expect(maskIssued(text)).toBe(text));
});

describe("fields", () => {
  interface Told {
    readonly severity: "error" | "warning";
    readonly name: string;
    readonly also?: readonly string[];
    readonly line: number;
  }
  const told: Told = { severity: "error", name: "x error", also: ["error", "y"], line: 1 };
  const mask = (text: string) => text.replace("error", MASKED);

  test("that are named are masked, and no others", () => {
    const shown = maskFields(told, mask, "name", "also");
    expect(shown).toEqual({
      severity: "error",
      name: "x (masked)",
      also: ["(masked)", "y"],
      line: 1,
    });
  });

  test("that lists their words cannot be named", () => {
    // @ts-expect-error -- a severity is no text.
    maskFields(told, mask, "severity");
    // @ts-expect-error -- nor is a number.
    maskFields(told, mask, "line");
    expect(maskFields(told, (text) => text, "name", "also")).toBe(told);
  });
});

test("a policy is masked by its structure: keys, actions and other operands stay", () => {
  const document = (id: string, list: readonly string[]) => ({
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "sts:ExternalId": id, "aws:x": "Allow" },
          StringLike: { "STS:EXTERNALID": list },
        },
      },
    ],
  });
  expect(JSON.parse(maskedPolicy(document("Allow", ["Statement", "b"]), maskOf([])))).toEqual(
    document(MASKED, [MASKED, MASKED]),
  );
  const known = maskOf(["acme-4711"]);
  expect(maskedPolicy({ Resource: "arn:aws:s3:::acme-4711/*" }, known)).toBe(
    '{\n  "Resource": "arn:aws:s3:::(masked)/*"\n}',
  );
});

describe("credentials are masked", () => {
  const mask = sentenceMaskOf([]);
  const key = "AKIA" + "IOSFODNN7EXAMPLE";
  const secret = "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY";
  test.each([
    [`access key ${key} in the provider`, "access key (masked) in the provider"],
    [`secret_key = "${secret}"`, 'secret_key = "(masked)"'],
    [`the value ${secret} is literal`, "the value (masked) is literal"],
    ['{\\"password\\":\\"hunter2hunter2\\"}', '{\\"password\\":\\"(masked)\\"}'],
    ["pg://user:passw0rd@db/state", "pg://(masked)@db/state"],
    [`-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- x`, "(masked) x"],
    [`ghp_${"a1B2".repeat(9)}`, "(masked)"],
  ])("%s", (text, shown) => expect(mask(text)).toBe(shown));

  test.each([
    "arn:aws:iam::111122223333:role/zilliz-byoc-acme-cross-account",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E",
    "block_public_acls is known after apply only",
  ])("%s is none", (text) => expect(mask(text)).toBe(text));
});
