import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { byoc, runProgram } from "./build/byoc";

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "docs/deviations.md",
  "docs/guides/checking.md",
  "docs/guides/deploying.md",
  "docs/guides/milvus.md",
  "docs/guides/reviewing.md",
  "examples/bootstrap/README.md",
  "examples/fleet/README.md",
  "examples/full-production/README.md",
  "examples/govcloud-milvus/README.md",
  "examples/integration-existing-bucket/README.md",
  "examples/milvus-irsa/README.md",
  "examples/milvus-documented/README.md",
  "examples/milvus-production/README.md",
  "examples/minimal/README.md",
  "examples/project-kms/README.md",
];
const blocks = (page: string, language: string) =>
  [
    ...readFileSync(page, "utf8").matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms")),
  ].map((match) => match[1]!);

describe("README", () => {
  it("states the two commands first", () => {
    expect(blocks("README.md", "sh")[0]).toBe(
      "npm ci --ignore-scripts && npm start\nnpm ci --ignore-scripts && npm test\n",
    );
  });

  it("shows what the first of them prints", () => {
    const out = mkdtempSync(join(tmpdir(), "byoc-readme-"));
    const { stdout } = byoc(["synth", "--out", join(out, "cdktf.out")]);
    rmSync(out, { recursive: true });
    expect(blocks("README.md", "text")[0]).toBe(stdout.replaceAll(`${out}/`, ""));
  });
});

describe("commands of the pages", () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "byoc-docs-"))));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a reader types in a clone; installing, building and testing have happened already. */
  const typed = PAGES.flatMap((page) =>
    blocks(page, "sh").map((block) => [page, block] as const),
  ).filter(([, block]) => !/npm ci|npm run (lint|test)/.test(block));

  /** Pages whose text says that their config is warned of. */
  const WARNED = ["examples/milvus-documented/README.md"];

  it.each(typed)("%s: %s", (page, block) => {
    // A copy of the parts that the commands read, so that they write nothing into this folder.
    const script = `set -eu
for part in examples dist byoc.yaml package.json; do cp -R "${resolve(".")}/$part" .; done
npx() { shift; node dist/byoc.cjs "$@"; }
npm() { :; }
${block}`;
    const cwd = mkdtempSync(join(folder, "run-"));
    const { status, stderr } = runProgram("bash", ["-c", script], { cwd });
    // A check without a config says what it could not bind.
    const said = stderr.replace(/^not bound: .*\n/gm, "");
    expect({ status, said: said.split("[")[0] }).toEqual({
      status: 0,
      said: WARNED.includes(page) ? "warning" : "",
    });
  });
});

describe("links of the pages", () => {
  const links = PAGES.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^https?:/.test(target))
      .map((target) => [page, target] as const),
  );

  it.each(links)("%s: %s", (page, target) => {
    expect(existsSync(join(dirname(page), target))).toBe(true);
  });
});
