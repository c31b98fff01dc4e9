import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { InputError, readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import { fixture } from "./support";
import { scratchFolder } from "../support/scratch";
import { runs } from "../support/runs";

const PLAN = '{"format_version":"1.2","resource_changes":[]}';
const STATE = '{"format_version":"1.0"}';
const SYNTH = '{"resource":{"aws_iam_role":{"r":{"name":"r"}}}}';

let folder: string;
beforeEach(() => (folder = scratchFolder()));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Kinds of the inputs of a folder, by their paths in it. */
function kinds(...paths: string[]): Record<string, string> {
  const inputs = readInputs(paths.length > 0 ? paths : [folder]);
  return Object.fromEntries(inputs.map(({ file, kind }) => [file.replace(`${folder}/`, ""), kind]));
}

/** The error of inputs, with the folder left out. */
function errorOf(...paths: string[]): string {
  try {
    readInputs(paths);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message.replaceAll(`${folder}/`, "");
  }
  throw new Error("no error");
}

describe("a folder", () => {
  it("is searched for inputs by name and, in other JSON, by keys", () => {
    write("stacks/a/cdk.tf.json", SYNTH);
    write("stacks/a/plan.json", PLAN);
    write("b/x.plan.json", PLAN);
    write("b/x.tfstate.json", STATE);
    write("b/whatever.json", PLAN);
    write("golden/stack.tf.json", SYNTH);
    write("b/package.json", '{"name":"x"}');
    write("b/broken.json", "{");
    write("b/main_override.tf.json", SYNTH);
    write("b/override.tf.json", SYNTH);
    write("manifest.json", '{"stacks":{}}');
    write("node_modules/p/plan.json", PLAN);
    write(".terraform/modules/m/main.tf.json", SYNTH);
    write("notes.txt", PLAN);
    expect(kinds()).toEqual({
      "b/whatever.json": "plan",
      "b/x.plan.json": "plan",
      "b/x.tfstate.json": "state",
      "golden/stack.tf.json": "synth",
      "stacks/a/cdk.tf.json": "synth",
      "stacks/a/plan.json": "plan",
    });
  });

  it("is refused when it has no input", () => {
    write("package.json", "{}");
    expect(errorOf(folder)).toContain("has no plan, no state and no Terraform JSON in it");
  });

  it("is not searched through links to folders, but links to files are read", () => {
    const plan = write("real/plan.json", PLAN);
    mkdirSync(join(folder, "searched"));
    symlinkSync(folder, join(folder, "searched", "loop"));
    symlinkSync(plan, join(folder, "searched", "linked.plan.json"));
    symlinkSync(join(folder, "gone"), join(folder, "searched", "gone.plan.json"));
    expect(kinds(join(folder, "searched"))).toEqual({ "searched/linked.plan.json": "plan" });
  });

  it("gives each file once, however often it is named", () => {
    const plan = write("a/plan.json", PLAN);
    expect(readInputs([folder, plan, join(folder, "a"), plan])).toHaveLength(1);
  });

  it("holds a plan that is cut off, whatever its name", () => {
    write("some.json", '{"format_version":"1.2","planned_values":');
    write("plan.json", PLAN);
    expect(errorOf(folder)).toContain("ends before its JSON does");
  });
});

describe("a file", () => {
  it("is told by its keys, not by its name", () => {
    expect(kinds(write("a.txt", PLAN), write("b", STATE), write("plan.json", SYNTH))).toEqual({
      "a.txt": "plan",
      b: "state",
      "plan.json": "synth",
    });
  });

  it("may be UTF-16, as PowerShell writes it, or begin with a byte order mark", () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PLAN, "utf16le")]);
    expect(kinds(write("wide.json", wide), write("marked.json", `\uFEFF${PLAN}`))).toEqual({
      "wide.json": "plan",
      "marked.json": "plan",
    });
  });

  it("of Terraform's own state is read too", () => {
    expect(kinds(fixture("foreign-raw.tfstate.json"))).toEqual({
      [fixture("foreign-raw.tfstate.json")]: "state",
    });
  });

  it.each([
    ["is empty", "", "x: is empty"],
    ["has white space only", " \n", "x: is empty"],
    [
      "is cut off",
      '{\n  "format_version": "1.2",\n  "pla',
      "x:3:7: ends before its JSON does: the file is cut off",
    ],
    ["is no JSON", '{\n  "a": 1,\n}', 'x:3:1: is not JSON: "}" is not expected here'],
    ["is HCL", 'resource "aws_iam_role" "r" {}', 'x:1:1: is not JSON: "r" is not expected here'],
    [
      "is a saved plan",
      "PK\u0003\u0004...",
      "x: is a plan as Terraform saves it, not JSON; terraform show -json PLAN > plan.json",
    ],
    [
      "is Terraform's log",
      '{"@level":"info"}\n{"@level":"info"}',
      "x: is the log that terraform plan -json writes, not the plan",
    ],
    [
      "is the output of a wrapper",
      '[command]/usr/bin/terraform-bin show -json plan\n{"format_version":"1.2"}',
      "x: is the output of a wrapper, which wrote a line of its own before the JSON; set terraform_wrapper: false",
    ],
    [
      "is what a plan prints",
      "aws_iam_role.r: Refreshing state... [id=r]\n\nTerraform used the selected providers to generate the following execution\nplan.",
      "x: is what terraform plan prints for people, not the plan; terraform plan -out PLAN, then",
    ],
    [
      "is what a plan without changes prints",
      "\n\u001b[0m\u001b[1m\u001b[32mNo changes.\u001b[0m\u001b[1m Your infrastructure matches the configuration.\u001b[0m\n",
      "x: is what terraform plan prints for people, not the plan",
    ],
    [
      "is a redacted plan",
      '{"plan_format_version":"1.2","resource_changes":[],"provider_format_version":"1.0"}',
      "x: is a redacted plan of HCP Terraform: what it hides cannot be judged; give the JSON of the run",
    ],
    [
      "is a state of modules",
      '{"version":3,"terraform_version":"0.11.14","serial":1,"lineage":"a","modules":[{"path":["root"],"resources":{}}]}',
      "x: is a state file of version 3; only version 4 is supported",
    ],
    ["is a list", "[]", "x: is JSON, but no object"],
    ["is something else", '{"name":"x"}', "x: is JSON, but neither a plan"],
    ["is a schema", '{"format_version":"1.0","provider_schemas":{}}', "x: is JSON that Terraform"],
    [
      "is a plan of another format",
      '{"format_version":"2.0","planned_values":{}}',
      "x: is a plan of format version 2.0; only 1.x is supported",
    ],
    ["is an old plan", '{"format_version":"0.2","planned_values":{}}', "version 0.2; only 1.x"],
    ["is a plan of no version", '{"format_version":1,"planned_values":{}}', "version 1; only 1.x"],
    [
      "is a state of another format",
      '{"format_version":"2.0","values":{}}',
      "x: is a state of format version 2.0; only 1.x is supported",
    ],
    [
      "is an old state file",
      '{"version":3,"serial":1,"lineage":"a","resources":[]}',
      "x: is a state file of version 3; only version 4 is supported",
    ],
    [
      "has wrong shapes",
      '{"format_version":"1.2","resource_changes":{"a":1}}',
      "x: is not what Terraform writes: /resource_changes is not a list",
    ],
    [
      "has a resource without an address",
      '{"format_version":"1.2","resource_changes":[{"address":" ","type":"a","change":{}}]}',
      "x: is not what Terraform writes: /resource_changes/0/address is empty",
    ],
    [
      "has wrong blocks",
      '{"resource":{"aws_iam_role":7}}',
      "/resource/aws_iam_role is not a block",
    ],
    [
      "hides a block",
      '{"resource":{"a":{}},\n"resource":{}}',
      "x:2:1: has a key twice: Terraform reads both blocks, JSON only the second",
    ],
  ])("that %s is refused", (_, content, expected) => {
    const message = errorOf(write("x", content));
    const [first = "", second = "", fix = ""] = message.split("\n").map((line) => line.trim());
    const line = `${first.replace("error[input] ", "")}: ${second}${fix.replace("fix: ", "; ")}`;
    expect(line).toContain(expected);
  });

  it("that is not there is refused", () => {
    expect(errorOf(join(folder, "none.json"))).toBe(
      "error[input] none.json\n  there is no such file\n\n1 error; nothing was written",
    );
  });

  it("is refused together with all others that are wrong", () => {
    const paths = [write("a.json", "{"), write("b.json", "[]"), write("c.json", PLAN), "none"];
    const message = errorOf(...paths);
    expect(message.match(/^error/gm)).toHaveLength(3);
    expect(message).toMatch(/a\.json:1:2[^]*b\.json\n[^]*none\n[^]*3 errors; nothing was written$/);
  });

  it("shows none of its text in an error", () => {
    expect(errorOf(write("x", '{"external_id": secret-4711}'))).not.toContain("secret");
  });
});

describe("resources of one file", () => {
  const withRoles = (count: number) => {
    const roles = Array.from({ length: count - 9 }, (_, at) => [`r${at}`, { name: `r${at}` }]);
    return JSON.stringify({
      resource: { aws_iam_role: { ...Object.fromEntries(roles), counted: { count: 9 } } },
    });
  };

  it("may be 10,000, instances of count included", () => {
    expect(readInputs([write("a.tf.json", withRoles(10_000))])[0]?.resources).toHaveLength(10_000);
    expect(errorOf(write("b/b.tf.json", withRoles(10_001)))).toBe(
      [
        "error[input] b/b.tf.json",
        "  has 10001 resources: at most 10000 of one file are judged",
        "  fix: give its modules or stacks as files of their own",
        "",
        "1 error; nothing was written",
      ].join("\n"),
    );
  });
});

describe("broken input", () => {
  const names = ["foreign.plan.json", "foreign.tfstate.json", "drifted.plan.json"];
  const texts = [
    ...names.map((name) => readFileSync(fixture(name), "utf8")),
    readFileSync(fixture("foreign", "main.tf.json"), "utf8"),
  ];

  /** Reads a text and asks for everything; what it throws must be an InputError. */
  function survives(text: string): void {
    const path = write("x.json", text);
    try {
      const model = joinInputs(readInputs([path]));
      model.roles();
      model.buckets();
      model.keys();
      model.oidcProviders();
      model.policies();
      model.unlinked();
      expect(model.resources.map(({ line }) => line)).not.toContain(null);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
  }

  it("that is cut or changed somewhere gives an InputError or is read", () => {
    const text = fc.constantFrom(...texts);
    const piece = fc.constantFrom("", "{", "}", "[", "]", '"', ",", ":", "null", "7", "${", "\\");
    fc.assert(
      fc.property(text, fc.nat(), fc.nat({ max: 40 }), piece, (whole, place, length, other) => {
        const at = place % whole.length;
        survives(whole.slice(0, at) + other + whole.slice(at + length));
      }),
      { numRuns: runs(150) },
    );
  });

  it("with values of any type in any place gives an InputError or is read", () => {
    const parsed = texts.map((text) => JSON.parse(text) as unknown);
    const odd = fc.constantFrom<unknown>(null, true, 7, "x", "${var.x}", [], {}, [[]], [null], {
      a: 1,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...parsed),
        fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
        odd,
        (value, path, other) => {
          const copy = structuredClone(value);
          let inner = copy as Record<string, unknown>;
          for (const [depth, step] of path.entries()) {
            const keys = Object.keys(inner);
            const key = keys[step % keys.length];
            if (key === undefined) break;
            const next = inner[key];
            if (depth === path.length - 1 || typeof next !== "object" || next === null) {
              inner[key] = other;
              break;
            }
            inner = next as Record<string, unknown>;
          }
          survives(JSON.stringify(copy));
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it("that is nested without end gives an InputError", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const text = `{"resource":{"aws_iam_role":{"r":{"name":${deep}}}}}`;
    expect(errorOf(write("x", text))).toContain("is nested too deeply");
  });
});
