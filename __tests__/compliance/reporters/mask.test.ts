import { externalIdsIn, makeMask } from "../../../compliance/reporters/mask";
import { FORMATS, render } from "../../../compliance/reporters";
import { strings } from "../../../compliance/readers/json";
import { evaluate, input, resource, rule } from "../engine/material";
import { options } from "./sample";

const ID = "zilliz-external-7Qx2";

describe("what follows the name of the condition key is masked, though nobody knows the ID", () => {
  const mask = makeMask([]);
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
    const mask = makeMask(["acme-id", "acme-id-2", "a+b.c=d"]);
    expect(mask("acme-id-2, acme-id-3 and xacme-id; a+b.c=d, aabxc=d")).toBe(
      "(masked), (masked)-3 and x(masked); (masked), aabxc=d",
    );
  });

  test("short ones only where they stand alone; what is none is ignored", () => {
    const mask = makeMask(["ab", "*", "", "x", "<unresolved-token>", "masked"]);
    expect(mask("ab cab ab-c (ab) * x masked")).toBe("(masked) cab ab-c ((masked)) * x masked");
  });
});

describe("credentials are masked", () => {
  const mask = makeMask([]);
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

describe("external IDs are found in what was read", () => {
  const idsIn = (file: unknown) => externalIdsIn({ strings: () => strings(file) });
  const policy = JSON.stringify({ Condition: { StringEquals: { "sts:ExternalId": [ID, "b2"] } } });
  test.each<[string, unknown, string[]]>([
    ["a policy as text", { a: { assume_role_policy: policy } }, [ID, "b2"]],
    ["a policy in jsonencode", { p: `\${jsonencode({"sts:ExternalId" = "${ID}"})}` }, [ID]],
    ["a policy as JSON", { Condition: { StringLike: { "sts:ExternalId": ID } } }, [ID]],
    [
      "a policy document",
      {
        condition: [
          { test: "StringEquals", values: [ID], variable: "sts:ExternalId" },
          { values: ["x1"], variable: "aws:x" },
        ],
      },
      [ID],
    ],
    [
      "a variable",
      { variables: { external_id: { value: ID }, region: { value: "us-west-2" } } },
      [ID],
    ],
    [
      "the default of a variable",
      { variable: { zilliz_external_id: { default: ID, description: "the ID" } } },
      [ID],
    ],
    ["nothing", { tags: { Name: "x" }, external_id_length: "12" }, []],
    ["no ID", { external_id: "${var.id}" }, []],
  ])("%s", (_, file, ids) => expect([...idsIn(file)].sort()).toEqual(ids.sort()));
});

test("no format shows an external ID that only the files tell", () => {
  const of = resource(`aws_iam_role.a["${ID}"]`, {
    constructPath: `acme/${ID}`,
    file: `${ID}.json`,
  });
  const report = evaluate(
    [
      rule("trust", [
        { verdict: "FAIL", resource: of, key: ID, message: `asks for ${ID}`, fix: `not ${ID}` },
      ]),
      rule("other", [{ verdict: "UNKNOWN", resource: of, message: `a ${ID}` }]),
      rule("good", [{ verdict: "PASS", resource: of, message: `asks for ${ID}` }]),
    ],
    [input([of], { strings: () => strings({ "sts:ExternalId": ID }) })],
    [
      {
        rule: "other",
        address: `aws_iam_role.a["${ID}"]`,
        reason: `the vendor chose ${ID}`,
        owner: ID,
        ticket: ID,
        kind: "documented",
        origin: "file",
        at: { file: `${ID}.yaml`, line: 1 },
      },
    ],
  );
  expect(report.findings.map(({ verdict }) => verdict).sort()).toEqual(["FAIL", "PASS", "WAIVED"]);
  for (const format of FORMATS) expect(render(format, report, options)).not.toContain(ID);
});
