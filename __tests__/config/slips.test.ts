import { runInFolder } from "./run-in-folder";
import { BASE, base, EXTERNAL_ID } from "./wrong/case";

const ID = "cid-7h3k9m2p5q8r1s4t6u0v2w5x8";
const OF_INTEGRATION = "zilliz-external-4kT9vQ2mX7cB1nL";

/** Configs with an external ID where none belongs; what is said of each shows none. */
const SLIPS: readonly (readonly [string, (id: string) => string])[] = [
  ["one level up", (id) => base(`zilliz:\n  externalId: ${EXTERNAL_ID}`, `zilliz: ${id}`)],
  ["as the account", (id) => base('"111122223333"', id)],
  ["as the account of Zilliz", (id) => base("  externalId", `  accountId: ${id}\n  externalId`)],
  ["as the region", (id) => base("us-west-2", id)],
  ["as a name with a space", (id) => base("name: acme", `name: "${id} x"`)],
  ["as a bucket, from which a name could be made", (id) => base("zilliz-byoc-acme", `X_${id}`)],
  ["as a choice", (id) => `${BASE}policyEdition: ${id}\n`],
  ["as a key", (id) => `${BASE}${id}: x\n`],
  ["as a key within a section", (id) => base("  externalId:", `  ${id}: x\n  externalId:`)],
  ["as a key that stands twice", (id) => `${BASE}tags: { ${id}: a, ${id}: b }\n`],
  ["as an alias", (id) => base(EXTERNAL_ID, `*${id}`)],
  ["as a tag", (id) => base(EXTERNAL_ID, `!${id} x`)],
  ["in a text that is no YAML", (id) => base(EXTERNAL_ID, `%${id} "${id}`)],
  ["in an expression", (id) => `${BASE}tags: { A: "\${${id}}" }\n`],
  ["as an ARN", (id) => `${BASE}  kmsKeyArn: arn:aws:kms:us-west-2:111122223333:key/${id}\n`],
  [
    "as a section",
    (id) => base("project:\n  bucket:\n    name: zilliz-byoc-acme", `project: ${id}`),
  ],
  ["behind 110 other characters", (id) => base("zilliz-byoc-acme", `${"A".repeat(110)}-${id}`)],
];

describe.each([ID, OF_INTEGRATION])("a slip with %s is told without it", (id) => {
  it.each(SLIPS)("%s", async (_, config) => {
    const { code, error, out } = await runInFolder(["validate"], { "byoc.yaml": config(id) });
    expect(code).toBe(2);
    expect(error).toMatch(/^error\[/m);
    expect(`${error}${out}`.toLowerCase()).not.toContain(id.toLowerCase().slice(0, -5));
    expect(`${error}${out}`.toLowerCase()).not.toContain(id.toLowerCase().slice(-11));
    // Nothing is advised that only made sense with it.
    expect(error).not.toMatch(/fix: .*\(masked\)/);
  });

  it.each([
    ["--name", (text: string) => [text.toUpperCase(), "111122223333"]],
    ["--account-id", (text: string) => ["acme", text]],
  ])("init %s", async (_, values) => {
    const [name = "", account = ""] = values(id);
    const args = ["init", "--name", name, "--account-id", account];
    const { code, error } = await runInFolder(args);
    expect(code).toBe(2);
    expect(error.toLowerCase()).not.toContain(id.toLowerCase());
  });

  it.each([
    ["init", "--name", "acme", "--account-id", "111122223333", "--sections", id],
    ["init", `--${id}`],
    [id],
    ["check", "--format", id],
    ["explain", id],
    ["export", "--format", id],
    ["check", `${id}/plan.json`],
  ])("byoc %s %s", async (...args: string[]) => {
    const { code, error } = await runInFolder(args);
    expect(code).toBe(2);
    expect(error).not.toContain(id);
    expect(error).toContain("(masked)");
  });
});

it("a wrong waiver file shows none", async () => {
  const { code, error } = await runInFolder(["check", "--waivers", "w.yaml"], {
    "byoc.yaml": BASE,
    "w.yaml": `waivers:\n  - rule: ${ID}\n    ${ID}: 1\n    kind: ${ID}\n`,
  });
  expect(code).toBe(2);
  expect(error).not.toContain(ID);
});

it("names of people that only look a little like one are shown", async () => {
  const { error } = await runInFolder(["validate"], {
    "byoc.yaml": base("us-west-2", "zilliz-external-role").replace("byoc-acme", "byoc_cid-logs"),
  });
  expect(error).toContain('region = "zilliz-external-role"');
});

it("an external ID that is an ordinary word takes no message apart", async () => {
  const config = (id: string) =>
    `${base(EXTERNAL_ID, id)}  bucke: 1\nmilvus: { resource: 1, principal: [] }\nintegration: 5\n`;
  const told = async (id: string) => {
    const { error } = await runInFolder(["validate"], { "byoc.yaml": config(id) });
    return error;
  };
  const plain = await told("cid-7Qw9Rt2Yp4");
  expect(plain).toMatch(/errors; nothing was written$/);
  for (const id of ["resource", "principal", "integration", "us-west-2", "accountId"]) {
    expect(await told(id)).toBe(plain);
  }
});
