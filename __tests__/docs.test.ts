import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { byoc, runProgram } from "./build/byoc";
import {
  clone,
  DEFINITION,
  fences,
  isRun,
  NOT_RUN,
  PAGES,
  SHELL,
  textOf,
  typed,
} from "./support/pages";
import { requires } from "./support/tools";
import { scratchFolder } from "./support/scratch";
import { terraformMissing } from "./support/tools-terraform";

jest.setTimeout(120_000);

describe("README", () => {
  const printed = () => {
    const out = scratchFolder();
    return byoc(["synth", "--out", join(out, "cdktf.out")]).stdout.replaceAll(`${out}/`, "");
  };
  const shown = (page: string) => fences(page).find(({ language }) => language === "text")!.text;

  it("states the two commands first", () => {
    expect(typed("README.md")[0]).toBe(
      "npm ci --ignore-scripts && npm start\nnpm ci --ignore-scripts && npm test\n",
    );
  });

  it("shows ten lines of what the first of them prints, and a page shows all", () => {
    const stdout = printed();
    expect(shown("docs/reference/listing.md")).toBe(stdout);
    const lines = shown("README.md").trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    const all = stdout.split("\n");
    const places = lines.map((line) => all.indexOf(line));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("shows a picture of the review page, small enough for a slow line", () => {
    expect(textOf("README.md")).toContain("](docs/review.png)");
    expect(sizeOf("docs/review.png")).toEqual({ width: 1280, height: 900 });
    expect(readFileSync("docs/review.png").length).toBeLessThan(200_000);
  });
});

requires("chromium")("the picture of the review page", () => {
  it("is drawn by a script", () => {
    const file = join(scratchFolder(), "review.png");
    const { CHROMIUM_PATH = "" } = process.env;
    // As npm run picture does it, which builds first.
    const script = ["--import", "tsx", "scripts/picture.ts", file];
    const { status, stderr } = runProgram(process.execPath, script, {
      env: { ...(CHROMIUM_PATH && { CHROMIUM_PATH }) },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(sizeOf(file)).toEqual({ width: 1280, height: 900 });
  });
});

/** Width and height that a PNG states. */
function sizeOf(file: string) {
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect(bytes.toString("latin1", 12, 16)).toBe("IHDR");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe("the function byoc", () => {
  const shells = ["sh", "dash", "bash", "zsh"].filter((shell) => {
    const folders = (process.env["PATH"] ?? "").split(":");
    return folders.some((folder) => existsSync(join(folder, shell)));
  });

  it.each(shells)("works in %s, in any folder, with blanks in the clone's path", (shell) => {
    const folder = join(scratchFolder(), "my clones", "byoc");
    mkdirSync(join(folder, "dist"), { recursive: true });
    const bundle = join(folder, "dist", "byoc.cjs");
    const script = `cp ${JSON.stringify(join(process.cwd(), "dist", "byoc.cjs"))} '${bundle}'
${DEFINITION}
cd /
byoc explain "role-boundary"
byoc explain "role boundary" 2>&1 | grep -c 'role boundary'`;
    const { status, stdout } = runProgram(shell, ["-c", script], { cwd: folder });
    expect({ status, said: stdout.split(" ")[0], last: stdout.trimEnd().slice(-1) }).toEqual({
      status: 0,
      said: "role-boundary",
      last: "1",
    });
  });
});

describe("npx", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    devDependencies: Record<string, string>;
  };
  /** Commands that `npm ci` puts into the clone because package.json names their packages. */
  const local = Object.keys(devDependencies).flatMap((name) => {
    const { bin } = JSON.parse(
      readFileSync(join("node_modules", name, "package.json"), "utf8"),
    ) as { bin?: string | Record<string, string> };
    return typeof bin === "object" ? Object.keys(bin) : bin === undefined ? [] : [name];
  });
  const sources = readdirSync(".", { recursive: true, encoding: "utf8" }).filter(
    (name) =>
      /\.(ts|mjs|cjs|md|json|ya?ml)$/.test(name) &&
      !/^(node_modules|dist|cdktf\.out|review|\.git)\//.test(name),
  );

  it("runs nothing that the lock file does not name, on no page and in no text of the code", () => {
    expect(local).toContain("cdktf");
    const run = sources.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\bnpx(?: +|", ?")((?:@[\w.-]+\/)?[\w.-]+)/g)].map(
        ([, name]) => `${file}: ${name}`,
      ),
    );
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter((line) => !local.includes(line.split(": ")[1]!))).toEqual([]);
  });
});

describe("pages", () => {
  it.each(PAGES)("%s has what is typed in sh blocks, and nothing else there", (page) => {
    const languages = new Set(fences(page).map(({ language }) => language));
    const known = ["sh", "text", "yaml", "json", "hcl", "typescript"];
    expect([...languages].filter((language) => !known.includes(language))).toEqual([]);
    const commands = fences(page)
      .filter(({ language }) => language === "text")
      .filter(({ text }) => /^(\$ |byoc |npx |npm |terraform |kubectl |export )/m.test(text));
    expect(commands).toEqual([]);
  });

  it("has no list of blocks that are gone, and a shell parses those that are not run", () => {
    const blocks = PAGES.flatMap(typed).filter((block) => !isRun(block));
    for (const [start] of NOT_RUN) {
      expect(blocks.filter((block) => block.startsWith(start))).toHaveLength(1);
    }
    for (const block of blocks) {
      expect(runProgram("bash", ["-n", "-c", block])).toMatchObject({ status: 0, stderr: "" });
    }
  });
});

describe("what a reader types who has Node.js alone", () => {
  /** The rest runs in e2e/pages.test.ts. */
  const NEEDS_MORE =
    /(^|\s)(terraform|kubectl|helm|aws|byoc (plan|apply|destroy|handoff|verify|adopt)) |byoc doctor .*--offline|npx cdktf|export TF_/m;
  /** Typed whole in e2e/pages.test.ts, where Terraform is. */
  const whole = terraformMissing() === undefined ? "README.md" : undefined;
  const pages = PAGES.filter((page) => page !== whole)
    .map(
      (page) =>
        [page, typed(page).filter((block) => isRun(block) && !NEEDS_MORE.test(block))] as const,
    )
    .filter(([, blocks]) => blocks.length > 0);

  it.each(pages)("%s", (page, blocks) => {
    const readme = page === "README.md";
    const script = [SHELL, ...(readme ? [] : [DEFINITION]), ...blocks].join("\n");
    const cwd = clone({ built: !readme });
    const { status, stderr } = runProgram("bash", ["-c", script], { cwd });
    expect({ status, failed: /^(failed|error).*/m.exec(stderr)?.[0] }).toEqual({ status: 0 });
  });
});

describe("the job of GitHub Actions", () => {
  interface Job {
    readonly steps: readonly { readonly name?: string; readonly run?: string }[];
  }
  const page = "docs/guides/checking.md";
  const block = fences(page).find(({ text }) => text.includes("check - --source ."))!;
  const { run } = (parse(block.text) as Job).steps.find(({ name }) => name === "check")!;
  const fixture = (name: string) =>
    readFileSync(join("__tests__/compliance/fixtures", name), "utf8");

  it("annotates the lines of the Terraform that it lies beside, and fails with it", () => {
    const files = { "main.tf": fixture("inline/main.tf"), tfplan: fixture("inline.plan.json") };
    const cwd = scratchFolder(files);
    symlinkSync(process.cwd(), join(cwd, "zilliz-byoc-cdktf"));
    // What stands for `terraform show -json tfplan`.
    const terraform = 'terraform() { cat "$3"; }';
    const { status, stdout } = runProgram(
      "bash",
      ["-eo", "pipefail", "-c", `${terraform}\n${run}`],
      {
        cwd,
      },
    );
    // Some of it is undecided.
    expect(status).toBe(3);
    expect(stdout).toMatch(/^::\w+ file=main\.tf,line=\d+,/m);
    const sarif = readFileSync(join(cwd, "byoc.sarif"), "utf8");
    expect(sarif).toContain('"uri": "main.tf"');
  });
});

describe("links of the pages", () => {
  const links = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s]*)\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^https?:/.test(target))
      .map((target) => [page, target] as const),
  );

  it.each(links)("%s: %s", (page, target) => {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    expect(existsSync(file)).toBe(true);
    if (anchor !== undefined && file.endsWith(".md")) expect(anchorsOf(file)).toContain(anchor);
  });
});

/** Names of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
