import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Log } from "sarif";
import type { Finding, Report } from "../../compliance/finding";
import { runInFolder, type Files } from "../config/run-in-folder";

const FIXTURES = join(__dirname, "..", "compliance", "fixtures");
const PLAN = readFileSync(join(FIXTURES, "inline.plan.json"), "utf8");
const MAIN = readFileSync(join(FIXTURES, "inline", "main.tf"), "utf8");
const MINIMAL = readFileSync("examples/minimal/byoc.yaml", "utf8");

const FILES: Files = { "infra/main.tf": MAIN, "plan.json": PLAN };

/** What is found, when the plan comes by a pipe. */
async function check(args: readonly string[], files = FILES, text = PLAN) {
  const input = Readable.from([Buffer.from(text)]);
  return runInFolder(["check", ...args], files, {}, { input });
}

async function findingsOf(...given: Parameters<typeof check>): Promise<readonly Finding[]> {
  const [args, ...rest] = given;
  const { out } = await check([...args, "--format", "json"], ...rest);
  return (JSON.parse(out) as Report).findings;
}

describe("--source", () => {
  it("puts findings on the blocks of the resources", async () => {
    const findings = await findingsOf(["-", "--source", "infra"]);
    const placed = findings.filter(({ address }) => address !== undefined);
    expect(placed.length).toBeGreaterThan(3);
    const lines = MAIN.split("\n");
    for (const { address, file, line, input } of placed) {
      expect({ file, input }).toEqual({ file: "infra/main.tf", input: "standard input" });
      const [type, name] = address!.replace(/\[.*$/, "").split(".");
      expect(lines[line! - 1]).toContain(`resource "${type}" "${name}"`);
    }
  });

  it("changes nothing but places, and what is not found keeps its own", async () => {
    const strip = (findings: readonly Finding[]) =>
      findings.map((one) => JSON.stringify({ ...one, file: "", line: 0, input: "" })).sort();
    const plain = await findingsOf(["-"]);
    expect(strip(await findingsOf(["-", "--source", "infra"]))).toEqual(strip(plain));
    const empty = { "infra/main.tf": "" };
    expect(await findingsOf(["-", "--source", "infra"], empty)).toEqual(plain);
    const { error } = await check(["-", "--source", "infra"], empty);
    expect(error).toContain("--source infra: nothing that was judged is written there");
    expect((await check(["-", "--source", "infra"])).error).not.toContain("--source");
  });

  it("is taken by every format", async () => {
    const [worst] = (await findingsOf(["-", "--source", "infra"])).filter(
      ({ verdict, address }) => verdict === "FAIL" && address !== undefined,
    );
    const place = { terminal: `infra/main.tf:${worst!.line}`, junit: `line="${worst!.line}"` };
    for (const [format, text] of [
      ["terminal", place.terminal],
      ["junit", `file="infra/main.tf" ${place.junit}`],
      ["github", `file=infra/main.tf,line=${worst!.line},`],
      ["markdown", `infra/main.tf`],
    ] as const) {
      const { out } = await check(["-", "--source", "infra", "--format", format]);
      expect(out).toContain(text);
    }
    const { out } = await check(["-", "--source", "infra", "--format", "sarif"]);
    const { results = [] } = (JSON.parse(out) as Log).runs[0]!;
    const uris = results.map(
      ({ locations }) => locations![0]!.physicalLocation!.artifactLocation!.uri,
    );
    expect(new Set(uris)).toContain("infra/main.tf");
  });

  it("tells two plans of one source apart, in fingerprints that a moved line keeps", async () => {
    const files = { ...FILES, "other.json": PLAN };
    const hashesOf = async (source: Files) => {
      const args = ["plan.json", "other.json", "--source", "infra", "--format", "sarif"];
      const { out } = await check(args, { ...files, ...source });
      const { results = [] } = (JSON.parse(out) as Log).runs[0]!;
      return results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    };
    const hashes = await hashesOf({});
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(await hashesOf({ "infra/main.tf": `\n\n${MAIN}` })).toEqual(hashes);
  });

  it("puts what the config makes on its keys", async () => {
    const files = { "deep/byoc.yaml": MINIMAL };
    const findings = await findingsOf(["--config", "deep/byoc.yaml", "--source", "."], files);
    const lines = MINIMAL.split("\n");
    const keyOf = (path: string) => {
      const { file, line } = findings.find(({ constructPath = "" }) =>
        constructPath.endsWith(path),
      )!;
      expect(file).toBe("deep/byoc.yaml");
      return lines[line! - 1]!.trim();
    };
    expect(keyOf("/bucket/bucket")).toMatch(/^bucket:/);
    expect(keyOf("/storage_role/role")).toMatch(/^(project|storageRole):/);
  });

  it("puts plans of what the config makes on its keys, each on those of its own stack", async () => {
    const config = readFileSync("examples/full-production/byoc.yaml", "utf8");
    const plan = (stack: string) =>
      readFileSync(join(FIXTURES, `acme-production-${stack}.plan.json`), "utf8");
    const files = {
      "byoc.yaml": config,
      "p.json": plan("project"),
      "m.json": plan("milvus-access"),
    };
    const args = ["p.json", "m.json", "plan.json", "--config", "byoc.yaml", "--source", "."];
    const findings = await findingsOf(args, { ...files, "plan.json": PLAN });
    const lines = config.split("\n");
    const keysOf = (name: string) =>
      new Set(
        findings
          .filter(({ input, file }) => input === name && file === "byoc.yaml")
          .map(({ line }) => lines[line! - 1]!.trim().replace(/:.*/, "")),
      );
    expect([...keysOf("p.json")]).toEqual(expect.arrayContaining(["bucket", "project"]));
    expect([...keysOf("m.json")]).toEqual(expect.arrayContaining(["bucket", "milvus"]));
    // A plan of anybody's Terraform is none of the config's.
    expect(findings.some(({ file }) => file === "plan.json")).toBe(true);
    expect(keysOf("plan.json").size).toBe(0);
  });

  it("waives and makes a baseline by the file that was read", async () => {
    const files = { ...FILES, "other.json": PLAN };
    const written: Record<string, string> = {};
    const args = ["plan.json", "other.json", "--source", "infra", "--baseline", "w.yaml"];
    await runInFolder(["check", ...args], files, {}, {}, (folder) => {
      written["w.yaml"] = readFileSync(join(folder, "w.yaml"), "utf8");
    });
    expect(written["w.yaml"]).toContain("file: other.json");
    const waived = [...args.slice(0, -2), "--waivers", "w.yaml"];
    const findings = await findingsOf(waived, { ...files, ...written });
    expect(findings.filter(({ verdict }) => verdict === "WAIVED").length).toBeGreaterThan(1);
    expect(findings.filter(({ rule }) => rule.startsWith("waiver-"))).toEqual([]);
  });

  it("says that a folder is none", async () => {
    const { code, error } = await check(["-", "--source", "none"]);
    expect(code).toBe(2);
    expect(error).toContain("error[input] none\n  there is no such folder");
  });
});
