import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../../config/problem";
import { loadRows } from "../../../compliance/simulation/read-rows";
import { loadServiceControlPolicies } from "../../../compliance/simulation/service-control";
import { loadWaivers } from "../../../compliance/waivers/load";
import { scratchFolder } from "../../support/scratch";

const folder = scratchFolder();

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The error of files, their folder left out. */
function errorOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.replaceAll(`${folder}/`, "");
  }
  throw new Error("was accepted");
}

const scp = (text: string) => loadServiceControlPolicies([write("scp.json", text)]);
const DENY = { Effect: "Deny", Action: "s3:*", Resource: "*" };

describe("--scp takes", () => {
  test.each([
    ["one policy", { Version: "2012-10-17", Statement: [DENY] }, 1],
    ["a statement without its list", { Statement: DENY }, 1],
    ["the policies of a level", [{ Statement: [DENY] }, { Statement: [DENY] }], 2],
    [
      "conditions, NotAction, Sid and Id",
      {
        Id: "i",
        Statement: [
          {
            Sid: "s",
            Effect: "Deny",
            NotAction: ["iam:*"],
            Resource: ["*"],
            Condition: { Bool: { "aws:x": false }, StringLike: { "aws:y": ["a", "b"] } },
          },
        ],
      },
      1,
    ],
  ])("%s", (_, written, count) => {
    expect(scp(JSON.stringify(written))).toEqual([expect.any(Array)]);
    expect(scp(JSON.stringify(written))[0]).toHaveLength(count);
  });

  test("white space as AWS does", () => {
    const text = JSON.stringify({ Statement: [{ ...DENY, Sid: "x".repeat(5_000) }] }, null, 40);
    expect(scp(text)[0]).toHaveLength(1);
  });
});

describe("--scp refuses, with file, line and what is allowed,", () => {
  test.each([
    ["a number", "1", ["error[type] scp.json:1:1", "is not a mapping"]],
    ["a text", '"x"', ["is not a mapping"]],
    ["null", "null", ["Statement\n  is missing"]],
    ["nothing", "", ["error[file] scp.json", "is empty", "allowed: JSON"]],
    ["an empty object", "{}", ["Statement\n  is missing", "allowed: a list of statements"]],
    ["an empty list", "[]", ["is a list of 0 policies", "allowed: 1 to 10"]],
    ["no statements", '{"Statement":[]}', ["Statement = a list of 0\n  is empty"]],
    [
      "a list of numbers",
      "[1, 2]",
      ["error[type] scp.json:1:2\n  [0] = 1", "error[type] scp.json:1:5\n  [1] = 2", "2 errors"],
    ],
    ["broken JSON", '{\n "Statement": [', ["error[file] scp.json:2:", "ends before its JSON does"]],
    ["YAML", "Statement: []", ["error[file] scp.json:1:1", "is not JSON"]],
    [
      "a key that stands twice",
      '{"Statement":[],\n"Statement":[]}',
      ["error[duplicate-key] scp.json:2:1"],
    ],
    [
      "a waiver file",
      '{"version":1,"waivers":[]}',
      ["version\n  is no key of a service control policy", "allowed: Version, Id, Statement"],
    ],
    [
      "a trust",
      JSON.stringify({ Statement: [{ ...DENY, Principal: "*" }] }),
      ["Statement[0].Principal", "is no key of a statement of a service control policy"],
    ],
    [
      "everything wrong with a statement",
      '{"Statement":[\n{"Effect":"deny","Action":7,"Resource":[],"Condition":[]}]}',
      [
        'scp.json:2:11\n  Statement[0].Effect = "deny"',
        "fix: write Effect: Deny",
        "scp.json:2:27\n  Statement[0].Action = 7",
        "allowed: an action, or a list of them",
        "Statement[0].Resource",
        "Statement[0].Condition",
        "4 errors",
      ],
    ],
    [
      "no action, and two kinds of resources",
      '{"Statement":{"Effect":"Deny","Resource":"*","NotResource":"x"}}',
      [
        "allowed: Action or NotAction, one of them",
        "allowed: Resource or NotResource, one of them",
      ],
    ],
    [
      "an operator that IAM does not have",
      JSON.stringify({ Statement: [{ ...DENY, Condition: { StringSame: { a: "b" } } }] }),
      ['IAM has no condition operator "StringSame"'],
    ],
    [
      "a policy that is too long for AWS",
      JSON.stringify({ Statement: [{ ...DENY, Sid: "x".repeat(5_120) }] }),
      ["characters without white space", "allowed: at most 5120"],
    ],
    [
      "more policies than AWS takes on a level",
      JSON.stringify(Array.from({ length: 11 }, () => ({ Statement: [DENY] }))),
      ["is a list of 11 policies", "allowed: 1 to 10"],
    ],
    ["lists without end", "[".repeat(100_000), ["error[file] scp.json"]],
    ["keys of Object's own", '{"__proto__":{"Statement":[]}}', ["is no key", "Statement"]],
  ])("%s", (_, text, parts) => {
    const message = errorOf(() => scp(text));
    for (const part of parts) expect(message).toContain(part);
  });

  test("several files at once, and those that are not there", () => {
    const files = [write("a.json", "1"), join(folder, "none.json"), write("b.json", "{}")];
    const message = errorOf(() => loadServiceControlPolicies(files));
    expect(message).toMatch(/a\.json[^]*b\.json[^]*none\.json\n {2}there is no such file/);
  });
});

describe("--rows", () => {
  const rows = (text: string) => loadRows([write("rows.yaml", text)]);
  const ROW = `{ id: own, role: storage, action: "s3:GetObject", expected: denied, why: w }`;

  test("are taken", () => {
    expect(rows(`version: 1\nrows:\n  - ${ROW}\n`)).toEqual([
      { id: "own", role: "storage", action: "s3:GetObject", expected: "denied", why: "w" },
    ]);
  });

  test("may say all that rows of the table say", () => {
    const row = {
      id: "own",
      role: "bootstrap",
      edition: "current",
      principal: "{bootstrapRole}",
      action: "ec2:RunInstances",
      together: [{ resource: "*" }, { resource: "{boundary}", context: { "a:b": ["c", "d"] } }],
      alone: true,
      expected: "denied",
      why: "w",
    };
    expect(rows(JSON.stringify({ version: 1, rows: [row] }))).toEqual([row]);
  });

  test.each([
    ["a number", "1", ["error[type] rows.yaml:1:1", "is not a mapping"]],
    ["nothing", "", ["version\n  is missing", "rows\n  is missing", "fix: add version: 1"]],
    [
      "a key that it does not have",
      "version: 1\nrow: []",
      ["is no key of a file of rows", "use rows"],
    ],
    [
      "everything wrong with a row",
      'version: 1\nrows:\n  - { id: "A b", role: stroage, action: s3, expected: maybe, why: "" }\n',
      [
        'rows.yaml:3:11\n  rows[0].id = "A b"',
        "allowed: lower case letters, digits and hyphens",
        "fix: write role: storage",
        "allowed: one action, such as s3:GetObject",
        "allowed: allowed, denied",
        "rows[0].why",
        "5 errors",
      ],
    ],
    [
      "resources in two places",
      `version: 1\nrows:\n  - ${ROW.replace(" }", ', resource: "*", together: [{ resource: "*" }] }')}\n`,
      ["rows[0].together", "stands beside resource or context"],
    ],
    [
      "everything wrong with what is asked together",
      `version: 1\nrows:\n  - ${ROW.replace(" }", ", edition: new, alone: false, together: [{ resourse: x }, 1] }")}\n  - ${ROW.replace(" }", ", together: [] }")}\n  - ${ROW.replace(" }", `, together: [${"{ resource: x },".repeat(11)}] }`)}\n`,
      [
        "allowed: documented, current",
        "allowed: true",
        "is no key of a resource of together",
        "fix: use resource",
        "rows[0].together[0].resource\n  is missing",
        "rows[0].together[1] = 1\n  is not a mapping",
        "rows[1].together = a list of 0\n  is empty",
        "rows[2].together = a list of 11\n  is not accepted\n  allowed: 1 to 10 resources",
      ],
    ],
    [
      "an id that is taken",
      `version: 1\nrows:\n  - ${ROW}\n  - ${ROW}\n`,
      ['error[duplicate-name] rows.yaml:4:11\n  rows[1].id = "own"'],
    ],
    ["bottomless nesting", "[".repeat(100_000), ["is nested too deeply"]],
  ])("are refused: %s", (_, text, parts) => {
    const message = errorOf(() => rows(text));
    for (const part of parts) expect(message).toContain(part);
  });
});

describe("a file of more than 256 kB is refused unread", () => {
  const large = write("large.json", `[${"1,".repeat(131_072)}1]`);
  test.each([
    ["--scp", () => loadServiceControlPolicies([large])],
    ["--rows", () => loadRows([large])],
    ["--waivers", () => loadWaivers([large])],
  ])("%s", (_, load) => {
    expect(errorOf(load)).toBe(`error[size] large.json
  has more than 262144 bytes
  allowed: at most 262144 bytes

1 error; nothing was written`);
  });
});
