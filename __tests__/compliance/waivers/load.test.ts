import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../../config";
import { loadWaivers, parseWaivers } from "../../../compliance/waivers/load";
import { waiverJsonSchema } from "../../../compliance/waivers/schema";
import { scratchFolder } from "../../support/scratch";

const GOOD = `version: 1
waivers:
  # decided in March
  - rule: s3-private
    address: aws_s3_bucket.data["eu"]
    finding: block_public_acls
    reason: readers come over the website only
    owner: platform
    expires: 2027-06-30
    ticket: SEC-123
  - { rule: iam-wildcard, address: "aws_iam_policy.*", max: 2, kind: documented, owner: platform,
      reason: "the document's own text: \${Account}" }
`;

function messageOf(text: string): string {
  try {
    parseWaivers("waivers.yaml", text);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error("was accepted");
}

test("a file is read with the lines of its waivers", () => {
  expect(parseWaivers("waivers.yaml", GOOD)).toEqual([
    {
      rule: "s3-private",
      address: 'aws_s3_bucket.data["eu"]',
      finding: "block_public_acls",
      reason: "readers come over the website only",
      owner: "platform",
      expires: "2027-06-30",
      ticket: "SEC-123",
      kind: "accepted-risk",
      origin: "file",
      at: { file: "waivers.yaml", line: 4 },
    },
    {
      rule: "iam-wildcard",
      address: "aws_iam_policy.*",
      max: 2,
      kind: "documented",
      owner: "platform",
      reason: "the document's own text: ${Account}",
      origin: "file",
      at: { file: "waivers.yaml", line: 11 },
    },
  ]);
});

test("a malformed date is left to be reported as expired", () => {
  const [waiver] = parseWaivers("w.yaml", GOOD.replace("2027-06-30", "next year"));
  expect(waiver?.expires).toBe("next year");
});

test("JSON is YAML, and an empty list is a list", () => {
  expect(parseWaivers("w.json", '{"version": 1, "waivers": []}')).toEqual([]);
});

test("everything wrong with a file is told at once, with its place", () => {
  const text = `version: 1
waivers:
  - rule: s3-private
    adress: aws_s3_bucket.data
    reason: no
    owner: 12
    kind: acepted-risk
  - rule: s3-private
    address: aws_s3_bucket.*
    reason: readers come over the website only
    owner:
    expires: 2027-06-30
`;
  expect(messageOf(text)).toBe(`error[missing] waivers.yaml:3:5
  waivers[0].address
  is missing
  allowed: Terraform address or construct path of the resource, or the file for findings about a file; * and ? are wildcards where max is set
  fix: add address: aws_s3_bucket.data

error[missing] waivers.yaml:3:5
  waivers[0].expires
  is missing
  allowed: the last day on which the waiver holds; none only for kind: documented
  fix: add expires: YYYY-MM-DD

error[unknown-key] waivers.yaml:4:5
  waivers[0].adress
  is no key of a waiver
  allowed: rule, finding, reason, owner, expires, ticket, kind, address, max, file
  fix: use address

error[value] waivers.yaml:5:13
  waivers[0].reason = "no"
  is too short to tell anybody anything
  allowed: at least 10 characters

error[type] waivers.yaml:6:12
  waivers[0].owner = 12
  is not a text
  allowed: a text
  fix: put it in quotes: "12"

error[value] waivers.yaml:7:11
  waivers[0].kind = "acepted-risk"
  is not one of the allowed values
  allowed: accepted-risk, false-positive, documented
  fix: write kind: accepted-risk

error[missing] waivers.yaml:8:5
  waivers[1].max
  is missing, and the address has wildcards
  allowed: the most findings that the waiver may cover
  fix: add max: 1, or write the address out

error[type] waivers.yaml:11:5
  waivers[1].owner
  is empty
  allowed: a text

8 errors; nothing was written`);
});

test.each([
  [
    "an empty file",
    "",
    [
      "version\n  is missing",
      "fix: add version: 1",
      "waivers\n  is missing",
      "fix: add waivers: []",
    ],
  ],
  ["a list", "- rule: x", ["is not a mapping"]],
  [
    "another version",
    "version: 2\nwaivers: []",
    ["error[version] waivers.yaml:1:10", "allowed: 1"],
  ],
  ["broken YAML", "version: 1\nwaivers: [", ["error[yaml] waivers.yaml:2:"]],
  ["a tab", "version: 1\nwaivers:\n\t- rule: x", ["put spaces in place of the tab"]],
  [
    "a key that stands twice",
    "version: 1\nversion: 1\nwaivers: []",
    ["error[duplicate-key] waivers.yaml:2:1"],
  ],
  ["an alias of nothing", "version: 1\nwaivers: *w", ["error[alias]"]],
  ["bottomless nesting", "[".repeat(100_000), ["error[yaml]"]],
  [
    "a wildcard with max 0",
    GOOD.replace("max: 2", "max: 0"),
    ["waivers[1].max = 0\n  is too small", "allowed: 1 or more"],
  ],
  [
    "a document.s prototype",
    "version: 1\nwaivers: []\n__proto__: { a: 1 }",
    ["is no key of a waiver file"],
  ],
])("%s", (_, text, parts) => {
  const message = messageOf(text);
  for (const part of parts) expect(message).toContain(part);
});

describe("files", () => {
  const folder = scratchFolder();

  test("several are read, and the problems of all told together", () => {
    const good = join(folder, "good.yaml");
    const binary = join(folder, "binary.yaml");
    writeFileSync(good, `\ufeff${GOOD}`);
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]));
    expect(loadWaivers([good, good])).toHaveLength(4);
    expect(() => loadWaivers([good, join(folder, "none.yaml"), binary, folder])).toThrow(
      /there is no such file[^]*is not UTF-8 text|is not UTF-8 text[^]*there is no such file/,
    );
  });
});

test("the JSON Schema of the file has a description for every field", () => {
  const schema = waiverJsonSchema() as any;
  const fields = schema.properties.waivers.items;
  expect(fields.required).toEqual(["rule", "reason", "owner", "address"]);
  for (const field of Object.values<any>(fields.properties)) expect(field.description).toBeTruthy();
});

test.each([
  [
    "a second document",
    `${GOOD}---\nversion: 1\n`,
    "  a second YAML document begins here\n  allowed: one\n",
  ],
  ["lists in lists", "[".repeat(200_000), "  is nested too deeply\n  allowed: a few levels\n"],
  ["mappings in mappings", "{a: ".repeat(50_000), "  is nested too deeply\n"],
  ["nothing", "", "  version\n  is missing\n"],
])("%s is told, and ends nothing but the run", (_what, text, said) => {
  expect(messageOf(text)).toContain(said);
});

test("a hundred addresses may have wildcards, so that none is asked of everything", () => {
  const many = (count: number) =>
    JSON.stringify({
      version: 1,
      waivers: Array.from({ length: count }, (_, at) => ({
        rule: "bucket-versioning",
        address: `aws_s3_bucket.b${at}*`,
        max: 1,
        kind: "documented",
        reason: "long enough to say something",
        owner: "platform",
      })),
    });
  expect(parseWaivers("waivers.yaml", many(100))).toHaveLength(100);
  expect(messageOf(many(101))).toContain("has too many addresses with wildcards");
});
