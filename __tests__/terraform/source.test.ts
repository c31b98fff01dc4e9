import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { InputError } from "../../terraform/parse";
import { hclBlocks, sourceFinder } from "../../terraform/source";
import { runs } from "../support/runs";
import { scratchFolder } from "../support/scratch";
import { inFolder, type Files } from "../config/run-in-folder";

/** Where addresses are found in a folder, as `file:line`. */
const placesIn = (files: Files, addresses: readonly string[], root = ".") =>
  inFolder(files, () => {
    const find = sourceFinder(root);
    const places = addresses.map((address) => {
      const place = find(address);
      return place && `${place.file}:${place.line}`;
    });
    return Promise.resolve(places);
  });

const MAIN = `# resource "aws_x" "commented" {}
/* resource "aws_x" "commented_too" {
*/
resource "aws_x" "plain" {
  text  = "resource \\"aws_x\\" \\"quoted\\" { \${join("}", ["\${var.a}"])} $\${ %{ if true }x%{ endif }"
  other = <<-EOT
    resource "aws_x" "in_heredoc" {
    EOTX " } {
  EOT
  nested { inner = [for x in { a = 1 } : (x)] }
}
data "aws_x" "plain" {}
resource aws_x bare { }
resource "aws_x" "multi"    {
}
module "local" {
  for_each = { a = "x" }
  settings = { source = "./wrong" }
  source   = "./modules/one"
}
module "registry" {
  source = "terraform-aws-modules/iam/aws"
}
module "gone" { source = "./gone" }
`;

test("blocks are found in Terraform's own syntax, wherever braces, quotes and words else stand", async () => {
  const addresses = [
    "plain",
    "bare",
    "multi",
    "commented",
    "commented_too",
    "quoted",
    "in_heredoc",
  ];
  expect(
    await placesIn({ "main.tf": MAIN }, [
      ...addresses.map((name) => `aws_x.${name}`),
      "data.aws_x.plain",
    ]),
  ).toEqual(["main.tf:4", "main.tf:13", "main.tf:14", ...Array(4).fill(undefined), "main.tf:12"]);
});

test("lines are the same with CRLF and a byte order mark", async () => {
  const files = { "main.tf": `\uFEFF${MAIN.replaceAll("\n", "\r\n")}` };
  expect(await placesIn(files, ["aws_x.plain", "aws_x.multi"])).toEqual([
    "main.tf:4",
    "main.tf:14",
  ]);
});

test("modules are followed by their folders, instances whatever their keys", async () => {
  const files = {
    "infra/main.tf": MAIN,
    "infra/modules/one/a.tf": 'module "two" {\n  source = "../../../shared"\n}',
    "shared/b.tf": '\nresource "aws_x" "y" {}',
  };
  const addresses = [
    'module.local["a.b\\"]"].module.two[0].aws_x.y["]."]',
    "module.local.module.two.data.aws_x.y",
    "module.local.module.two.aws_x.z",
    "module.registry.module.inner[0].aws_x.y[1]",
    "module.gone.aws_x.y",
    "module.unknown.aws_x.y",
    "aws_x.none",
  ];
  expect(await placesIn(files, addresses, "infra")).toEqual([
    "shared/b.tf:2",
    // What is not written there is at the call that comes nearest to it.
    "infra/modules/one/a.tf:1",
    "infra/modules/one/a.tf:1",
    "infra/main.tf:21",
    "infra/main.tf:24",
    undefined,
    undefined,
  ]);
});

test("Terraform's JSON syntax is read in all its forms", async () => {
  const json = {
    resource: [{ aws_x: { one: {} } }, { aws_x: [{ "t/w~o": [{}] }] }],
    data: { aws_x: { one: {} } },
    module: { m: [{ source: "./m" }] },
  };
  const files = {
    "main.tf.json": JSON.stringify(json, null, 1),
    "m/main.tf.json": '{\n"resource": {\n"aws_x": {\n"y": {}}}}',
    "broken.tf.json": "{",
  };
  const lines = JSON.stringify(json, null, 1).split("\n");
  const found = await placesIn(files, [
    "aws_x.one",
    "aws_x.t/w~o",
    "data.aws_x.one",
    "module.m.aws_x.y",
  ]);
  expect(found.at(-1)).toBe("m/main.tf.json:4");
  const shown = found.slice(0, -1).map((place) => lines[Number(place!.split(":")[1]) - 1]!.trim());
  expect(shown).toEqual(['"one": {}', '"t/w~o": [', '"one": {}']);
});

test("an override file is not where a resource stands", async () => {
  const block = 'resource "aws_x" "y" {}';
  const files = { "a_override.tf": block, "override.tf": block, "z.tf": `\n${block}` };
  expect(await placesIn(files, ["aws_x.y"])).toEqual(["z.tf:2"]);
});

test("a folder that is none is told; what cannot be read in it is as if it were not there", () => {
  const folder = scratchFolder({ "x.tf": "" });
  expect(() => sourceFinder(join(folder, "none"))).toThrow(InputError);
  expect(() => sourceFinder(join(folder, "none"))).toThrow("there is no such folder");
  expect(() => sourceFinder(join(folder, "x.tf"))).toThrow(InputError);
  execFileSync("mkfifo", [join(folder, "pipe.tf")]);
  execFileSync("mkdir", [join(folder, "folder.tf")]);
  execFileSync("ln", ["-s", "nowhere", join(folder, "link.tf")]);
  expect(sourceFinder(folder)("aws_x.y")).toBeUndefined();
});

describe("hostile texts", () => {
  const SIZE = 300_000;
  const block = 'resource "a" "b" {';
  it.each([
    ["braces", "{".repeat(SIZE)],
    ["closed braces", "}".repeat(SIZE)],
    ["quotes", '"${'.repeat(SIZE)],
    ["comments", "/*".repeat(SIZE)],
    ["heredocs", "<<A\n".repeat(SIZE)],
    ["ended heredocs", "<<A\nA\n".repeat(SIZE)],
    ["blocks", `${block}\n`.repeat(SIZE / 10)],
    ["closed blocks", `${block}}\n`.repeat(SIZE / 10)],
    ["blanks", `resource${" ".repeat(SIZE)}`],
    ["words", "resource ".repeat(SIZE / 10)],
    ["backslashes", `x = "${"\\".repeat(SIZE)}`],
  ])("of %s take no time", (_, text) => {
    const start = performance.now();
    hclBlocks(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("of any kind give blocks whose lines begin with them", () => {
    const piece = fc.constantFrom(
      ...['"', "{", "}", "${", "$${", "<<A\n", "A\n", "\n", "#", "/*", "*/", "\\", "[", "]", "x "],
      `${block}}\n`,
      'module "m" { source = "./x" }\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const lines = text.split("\n");
        for (const { line } of hclBlocks(text)) expect(lines[line - 1]).toMatch(/resource|module/);
        expect(hclBlocks(`${block}}\n${text}`)[0]).toMatchObject({ name: "a.b", line: 1 });
      }),
      { numRuns: runs(300) },
    );
  });
});
