import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runInFolder, type Files } from "../config/run-in-folder";

const FULL = readFileSync("examples/full-production/byoc.yaml", "utf8");
const MINIMAL = readFileSync("examples/minimal/byoc.yaml", "utf8");
const EXTERNAL_ID = "cid-7h3k9m2p5q8r1s4t6u0v2w5x8";
const PROJECT = "acme-production-project";
/** Of the EKS role, which the boundary of section bootstrap leaves out. */
const ONE_WARNING = /^warning\[coverage\] [^[]*\n\n1 warning$/;

/** Files of a folder, by path below it. */
function filesIn(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}

/** Runs command lines in one folder, one after the other. */
async function runAll(lines: readonly (readonly string[])[], files: Files = { "byoc.yaml": FULL }) {
  const outcomes: Awaited<ReturnType<typeof runInFolder>>[] = [];
  let bundle: Record<string, string> = {};
  let before = files;
  for (const args of lines) {
    let after: Record<string, string> = {};
    outcomes.push(
      await runInFolder(args, before, {}, {}, (folder) => {
        after = filesIn(folder);
        bundle = filesIn(join(folder, "review.out"));
      }),
    );
    before = after;
  }
  return { ...outcomes.at(-1)!, outcomes, bundle, files: before };
}

const run = (args: readonly string[], files?: Files) => runAll([args], files);

describe("byoc export", () => {
  let bundle: Record<string, string>;
  let out: string;
  beforeAll(async () => {
    const ran = await run(["export"]);
    expect(ran).toMatchObject({ code: 0, error: expect.stringMatching(ONE_WARNING) });
    ({ bundle, out } = ran);
  });

  it("writes every part of every stack, and says where", () => {
    const parts = (stack: string) => [
      ...new Set(
        Object.keys(bundle)
          .filter((path) => path.startsWith(`${stack}/`))
          .map((path) => path.split("/")[1]),
      ),
    ];
    for (const end of ["bootstrap", "project", "integration", "milvus-access"]) {
      expect(parts(`acme-production-${end}`)).toEqual(["RUNBOOK.md", "hcl", "json", "policies"]);
    }
    expect(Object.keys(bundle).filter((path) => !path.includes("/"))).toEqual([
      "REVIEW.md",
      "SHA256SUMS",
      "manifest.json",
      "review.html",
    ]);
    expect(out).toContain("review.out/acme-production-project: hcl (");
    expect(out.trimEnd().split("\n").at(-1)).toBe(
      `4 stacks, ${Object.keys(bundle).length} files: review.out`,
    );
  });

  it("sums up every file but the sums, as sha256sum reads them", () => {
    const { SHA256SUMS: sums, ...files } = bundle;
    const expected = Object.entries(files).map(
      ([path, text]) => `${createHash("sha256").update(text).digest("hex")}  ${path}`,
    );
    expect(sums!.trimEnd().split("\n").sort()).toEqual(expected.sort());
    const manifest = JSON.parse(bundle["manifest.json"]!);
    expect(Object.keys(manifest.files).sort()).toEqual(
      Object.keys(files).filter((path) => path !== "manifest.json"),
    );
    expect(manifest.deployments[0].configSha256).toBe(
      createHash("sha256").update(FULL).digest("hex"),
    );
    expect((manifest.stacks as any[]).map(({ providers }) => providers.aws.version)).toEqual(
      Array(4).fill(">= 5.100.0, < 7.0.0"),
    );
  });

  it("writes the same bytes again, wherever it runs", async () => {
    const again = await runAll([["export"], ["export"]]);
    expect(again.bundle).toEqual(bundle);
  });

  it("holds no path of this machine, no token, and the external ID in no report", () => {
    for (const [path, text] of Object.entries(bundle)) {
      expect({ path, found: /TfToken|\/tmp\/|\/home\/|\/root\/|[A-Z]:\\/.exec(text)?.[0] }).toEqual(
        {
          path,
        },
      );
    }
    const holding = Object.keys(bundle).filter((path) => bundle[path]!.includes(EXTERNAL_ID));
    // Terraform needs it in the trusts, and nothing else does.
    expect(holding.length).toBeGreaterThan(0);
    for (const path of holding) {
      expect(path).toMatch(
        /\/(json\/cdk\.tf\.json|hcl\/outputs\.tf|(hcl\/)?policies\/[\w.]*(trust|role_policy)[\w.]*\.json)$/,
      );
    }
  });

  it("keeps provenance in the JSON and nothing of CDKTF's own", () => {
    const text = bundle[`${PROJECT}/json/cdk.tf.json`]!;
    const json = JSON.parse(text);
    expect(text).not.toContain("metadata");
    expect(json.resource.aws_iam_role.storage_role["//"]).toEqual({
      provenance: "documented: create-bucket-and-role, step 2",
    });
    const keys = Object.keys(json.resource.aws_iam_role.storage_role);
    expect(keys).toEqual([...keys].sort());
    expect(json.terraform.backend).toHaveProperty("s3");
  });

  it("leaves out the backend where it is asked to", async () => {
    const { bundle: without } = await run(["export", "--no-backend"]);
    expect(Object.keys(without).filter((path) => path.endsWith("backend.tf"))).toEqual([]);
    const json = JSON.parse(without[`${PROJECT}/json/cdk.tf.json`]!);
    expect(json.terraform).not.toHaveProperty("backend");
    expect(json.terraform).toHaveProperty("required_providers");
  });

  it("writes the parts that are asked for, and removes the others of an earlier bundle", async () => {
    const { bundle: some, out: said } = await runAll([
      ["export"],
      ["export", "--format", "json,md"],
    ]);
    expect(Object.keys(some).filter((path) => /\.tf$|\.html$/.test(path))).toEqual([]);
    expect(some).toHaveProperty(["REVIEW.md"]);
    expect(some[`${PROJECT}/json/cdk.tf.json`]).toBe(bundle[`${PROJECT}/json/cdk.tf.json`]);
    expect(said).toContain("removed review.out/review.html: this bundle has none");
  });

  it("takes a chart of the user's along, beside both forms of the stack", async () => {
    const config = readFileSync("examples/milvus-production/byoc.yaml", "utf8").replace(
      "chartVersion: 5.0.19",
      "chartVersion: 5.0.19\n    chart: { path: charts/milvus }",
    );
    const chart = "apiVersion: v1\nname: milvus\nversion: 5.0.19\n";
    const { bundle: made, error } = await run(["export", "--helm", "3"], {
      "byoc.yaml": config,
      "charts/milvus/Chart.yaml": chart,
      "charts/milvus/templates/_names.tpl": "{{/* none */}}\n",
    });
    expect(error).toBe("");
    for (const form of ["hcl", "json"]) {
      const folder = `acme-vectors-milvus/${form}`;
      expect(made[`${folder}/chart/milvus/Chart.yaml`]).toBe(chart);
      expect(made).toHaveProperty([`${folder}/chart/milvus/templates/_names.tpl`]);
    }
    expect(made["acme-vectors-milvus/hcl/release.tf"]).toMatch(/chart += "\.\/chart\/milvus"/);
    expect(made["acme-vectors-milvus/hcl/providers.tf"]).toContain("kubernetes = {");
    expect(made["SHA256SUMS"]).toContain("acme-vectors-milvus/json/chart/milvus/Chart.yaml");
    expect(made["acme-vectors-milvus/RUNBOOK.md"]).toContain("acme-eks");
  });

  it("leaves a folder alone that holds anything else", async () => {
    const files = { "byoc.yaml": MINIMAL, "review.out/notes.txt": "mine" };
    const ran = await run(["export"], files);
    expect(ran.code).toBe(2);
    expect(ran.error).toBe(
      `error[file] review.out
  holds something else than a review bundle (notes.txt), and is left alone
  fix: name another folder with --out

1 error; nothing was written`,
    );
    expect(ran.bundle).toEqual({ "notes.txt": "mine" });
  });

  it("deletes nothing outside its folder, whatever a manifest names", async () => {
    const manifest = { tool: { name: "byoc" }, files: { "../byoc.yaml": "", "/etc/hosts": "" } };
    const files = { "byoc.yaml": MINIMAL, "review.out/manifest.json": JSON.stringify(manifest) };
    const ran = await run(["export", "--quiet"], files);
    expect(ran).toMatchObject({ code: 0, out: "" });
    expect((await run(["validate"], files)).code).toBe(0);
  });

  it.each([
    [
      ["export", "--format", "pdf"],
      'error[usage] --format\n  "pdf" is no part of a bundle\n  allowed: hcl, json, md, html',
    ],
    [
      ["export", "old"],
      'error[usage] byoc export\n  "old" is unexpected\n  fix: write byoc export --diff OLD NEW to compare two paths',
    ],
    [
      ["export", "--helm", "4"],
      'error[usage] --helm\n  "4" is not one of the choices\n  allowed: 2, 3',
    ],
    [["export", "--diff", "gone", "config"], "error[input] gone\n  there is no such file"],
    [
      ["export", "--diff", "config", "--format", "htm"],
      'error[usage] --format\n  there is no format "htm"\n  allowed: text, markdown, json, html\n  fix: use html',
    ],
    [
      ["export", "--diff", "config", "--format", "html,text"],
      "only one format can go to standard output, not html and text",
    ],
    [
      ["export", "--diff", "config", "--format", "html=byoc.yaml"],
      "--format html=byoc.yaml\n  would overwrite byoc.yaml, which is read",
    ],
  ])("refuses %j and writes nothing", async (args, message) => {
    const ran = await run(args);
    expect(ran.code).toBe(2);
    expect(ran.error).toContain(message);
    expect(ran.bundle).toEqual({});
  });

  it("writes nothing for a wrong config", async () => {
    const ran = await run(["export"], { "byoc.yaml": FULL.replace("us-west-2", "us-west-9") });
    expect(ran.code).toBe(2);
    expect(ran.bundle).toEqual({});
  });
});

describe("byoc export --diff", () => {
  /** The same deployment with the newer text of the cross-account policy. */
  const files = (edition: string): Files => ({
    "byoc.yaml": MINIMAL,
    "new.yaml": `${MINIMAL}\npolicyEdition: ${edition}\n`,
  });
  const diff = (more: readonly string[], edition = "current") =>
    runAll(
      [
        ["export", "--quiet"],
        ["export", "--config", "new.yaml", "--diff", "review.out", ...more],
      ],
      files(edition),
    );

  it("fails when somebody may do more, and says who and what", async () => {
    const { code, out } = await diff(["config"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^ {2}\+ cross account role zilliz-byoc-acme-dev-cross-account-role may now /m,
    );
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/^gained [1-9]\d*, lost \d+, undecided 0$/);
  });

  it("says the same in the other forms, and takes the config without its name", async () => {
    const markdown = await diff(["--format", "markdown"]);
    expect(markdown.code).toBe(1);
    expect(markdown.out).toContain("cross account role");
    const json = await diff(["config", "--format", "json"]);
    const { version, summary } = JSON.parse(json.out);
    expect(version).toBe(1);
    expect(summary.gained).toBeGreaterThan(0);
    expect(markdown.out).toContain(String(summary.gained));
  });

  it("writes a page that names every file that was compared, and writes it again", async () => {
    const lines = ["export", "--config", "new.yaml", "--diff", "review.out", "--format"];
    const ran = await runAll(
      [
        ["export", "--quiet"],
        [...lines, "html=change.html,text,markdown=change.md"],
        [...lines, "html=change.html,json=change.json,markdown=change.md"],
        [...lines, "html=new.yaml"],
      ],
      files("current"),
    );
    expect(ran.outcomes.map(({ code }) => code)).toEqual([0, 1, 1, 2]);
    const [, first, again, refused] = ran.outcomes;
    expect(first!.out.trimEnd()).toMatch(/gained [1-9]\d*, lost \d+, undecided 0$/);
    expect(again!.out.trim()).toBe("");
    expect(refused!.error).toContain("would overwrite new.yaml, which is read");
    const page = String(ran.files["change.html"]).replace(/<wbr \/>/g, "");
    const hashes = Object.entries(ran.bundle).filter(([path]) => path.endsWith("/cdk.tf.json"));
    expect(hashes.length).toBeGreaterThan(0);
    for (const [path, text] of [...hashes, ["new.yaml", ran.files["new.yaml"]!] as const]) {
      expect(page).toContain(path);
      expect(page).toContain(createHash("sha256").update(text).digest("hex"));
    }
    expect(page).not.toContain(EXTERNAL_ID);
    expect(ran.files["change.md"]).toMatch(/^## \S+ Permissions/);
  });

  it("passes when nothing was gained", async () => {
    const { code, out } = await diff(["config"], "documented");
    expect({ code, out: out.trim() }).toEqual({ code: 0, out: "no permission changed" });
  });

  it("is undecided where a plan does not know a policy", async () => {
    const plans = "__tests__/compliance/fixtures/rules-unknown.plan.json";
    const { code, out } = await runAll(
      [
        ["export", "--quiet"],
        ["export", "--diff", "review.out", "unknown.plan.json"],
      ],
      { "byoc.yaml": MINIMAL, "unknown.plan.json": readFileSync(plans, "utf8") },
    );
    expect(out).toMatch(/undecided [1-9]/);
    expect(code).toBe(out.includes("gained 0,") ? 3 : 1);
  });
});
