import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { writeStacks } from "../../stacks/write";
import { deployments, HEAD } from "./synth";
import { scratchFolder } from "../support/scratch";

const both = `${HEAD}bootstrap: {}\nproject: { bucket: { name: zilliz-byoc-acme } }\n`;
const one = `${HEAD}bootstrap: {}\n`;

const ABOUT_TWO = deployments(both);
const ABOUT_ONE = deployments(one);

describe("writeStacks", () => {
  let out: string;
  beforeEach(() => (out = scratchFolder()));
  const stack = (id: string) => join(out, "stacks", id);
  const project = (file: string) => join(stack("acme-project"), file);
  const manifest = () =>
    JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      stacks: Record<string, unknown>;
      byoc: { files: Record<string, string> };
    };

  it("writes a manifest that CDKTF's command line reads", () => {
    writeStacks(ABOUT_TWO, out);
    const { stacks } = manifest();
    expect(Object.keys(stacks)).toEqual(["acme-bootstrap", "acme-project"]);
    expect(stacks["acme-project"]).toMatchObject({
      synthesizedStackPath: "stacks/acme-project/cdk.tf.json",
      workingDirectory: "stacks/acme-project",
      annotations: [],
    });
  });

  it("leaves nothing but the stacks and the manifest", () => {
    writeStacks(ABOUT_TWO, out);
    writeStacks(ABOUT_TWO, out);
    expect(readdirSync(out, { recursive: true }).map(String).sort()).toEqual([
      "manifest.json",
      "stacks",
      "stacks/acme-bootstrap",
      "stacks/acme-bootstrap/cdk.tf.json",
      "stacks/acme-project",
      "stacks/acme-project/cdk.tf.json",
    ]);
  });

  it("writes the same bytes twice", () => {
    const read = () => readFileSync(project("cdk.tf.json"), "utf8");
    writeStacks(ABOUT_TWO, out);
    const first = read();
    expect(writeStacks(ABOUT_TWO, out)).toMatchObject({ gone: [], mended: [] });
    expect(read()).toBe(first);
  });

  it("removes stacks that are gone, with what terraform init made in them", () => {
    writeStacks(ABOUT_TWO, out);
    mkdirSync(project(".terraform/providers"), { recursive: true });
    writeFileSync(project(".terraform/terraform.tfstate"), "{}");
    const { gone } = writeStacks(ABOUT_ONE, out);
    expect(gone).toMatchObject([{ path: "stacks/acme-project", keptFor: [] }]);
    expect(existsSync(stack("acme-project"))).toBe(false);
    expect(existsSync(stack("acme-bootstrap"))).toBe(true);
  });

  it.each([
    ["terraform.tfstate"],
    ["terraform.tfstate.backup"],
    [".terraform.lock.hcl"],
    ["terraform.tfvars"],
    ["imports.tf"],
    ["offline_override.tf.json"],
    ["plan.bin"],
    ["notes/of/mine.txt"],
  ])("keeps the folder of a stack that is gone for %s, until it is moved", (file) => {
    writeStacks(ABOUT_TWO, out);
    mkdirSync(join(project(file), ".."), { recursive: true });
    writeFileSync(project(file), "mine");
    // Again and again: the manifest goes on naming what was made there.
    for (let round = 0; round < 2; round += 1) {
      const { gone } = writeStacks(ABOUT_ONE, out);
      expect(gone).toMatchObject([{ path: "stacks/acme-project", keptFor: [file] }]);
      expect(readFileSync(project(file), "utf8")).toBe("mine");
      expect(existsSync(project("cdk.tf.json"))).toBe(true);
      expect(Object.keys(manifest().stacks)).toEqual(["acme-bootstrap"]);
    }
    rmSync(project(file));
    expect(writeStacks(ABOUT_ONE, out).gone).toMatchObject([{ keptFor: [] }]);
    expect(existsSync(project("cdk.tf.json"))).toBe(false);
  });

  it("keeps a stack that is gone when its file was edited", () => {
    writeStacks(ABOUT_TWO, out);
    writeFileSync(project("cdk.tf.json"), '{"edited": true}');
    expect(writeStacks(ABOUT_ONE, out).gone).toMatchObject([{ keptFor: ["cdk.tf.json"] }]);
    expect(readFileSync(project("cdk.tf.json"), "utf8")).toBe('{"edited": true}');
  });

  it("removes nothing that it did not write, whatever a manifest says", () => {
    for (const folder of ["stacks/mine", "precious"]) {
      mkdirSync(join(out, folder), { recursive: true });
      writeFileSync(join(out, folder, "cdk.tf.json"), "mine");
    }
    const files = {
      "../x": "",
      "precious/cdk.tf.json": "",
      "stacks/mine/cdk.tf.json": "0".repeat(64),
    };
    writeFileSync(join(out, "manifest.json"), JSON.stringify({ byoc: { files }, stacks: {} }));
    const { gone } = writeStacks(ABOUT_ONE, out);
    expect(gone.filter(({ keptFor }) => keptFor.length === 0)).toEqual([]);
    expect(readFileSync(join(out, "precious", "cdk.tf.json"), "utf8")).toBe("mine");
    expect(readFileSync(join(out, "stacks", "mine", "cdk.tf.json"), "utf8")).toBe("mine");
  });

  it.each([
    ["another tool's", '{"stacks":{"prod":{}},"owner":"another tool"}'],
    ["a review bundle's", '{"version":1,"tool":{"name":"byoc"},"files":{}}'],
    ["no JSON", "not json"],
    ["no object", "[]"],
    ["without stacks", '{"stacks":{}}'],
  ])("leaves a folder alone whose manifest is %s", (_what, text) => {
    mkdirSync(join(out, "stacks/prod"), { recursive: true });
    writeFileSync(join(out, "stacks/prod/main.tf"), "precious");
    writeFileSync(join(out, "manifest.json"), text);
    expect(() => writeStacks(ABOUT_ONE, out)).toThrow("the folder belongs to something else");
    expect(readdirSync(out, { recursive: true }).map(String).sort()).toEqual([
      "manifest.json",
      "stacks",
      "stacks/prod",
      "stacks/prod/main.tf",
    ]);
    expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe(text);
  });

  it("goes on in the folder of a version whose manifest named no files, and removes nothing", () => {
    writeStacks(ABOUT_TWO, out);
    const { stacks } = manifest();
    writeFileSync(join(out, "manifest.json"), JSON.stringify({ stacks, version: "0.21.0" }));
    expect(writeStacks(ABOUT_ONE, out).gone).toEqual([]);
    expect(existsSync(project("cdk.tf.json"))).toBe(true);
  });

  it("overwrites no file that another program wrote, and says all of them", () => {
    for (const id of ["acme-bootstrap", "acme-project"]) {
      mkdirSync(stack(id), { recursive: true });
      writeFileSync(join(stack(id), "cdk.tf.json"), "{}");
    }
    expect(() => writeStacks(ABOUT_TWO, out)).toThrow(
      /acme-bootstrap\/cdk\.tf\.json\n {2}was not written by byoc[\s\S]*acme-project\/cdk/,
    );
    expect(readFileSync(project("cdk.tf.json"), "utf8")).toBe("{}");
  });

  it.each([
    ["stacks"],
    ["stacks/acme-bootstrap"],
    ["stacks/acme-bootstrap/cdk.tf.json"],
    ["manifest.json"],
  ])("follows no link in the folder: %s", (path) => {
    const elsewhere = scratchFolder();
    writeStacks(ABOUT_ONE, elsewhere);
    const before = readFileSync(join(elsewhere, "manifest.json"), "utf8");
    mkdirSync(join(out, path, ".."), { recursive: true });
    symlinkSync(join(elsewhere, path), join(out, path));
    expect(() => writeStacks(ABOUT_TWO, out)).toThrow(
      path === "manifest.json" ? "belongs to something else" : "is a link",
    );
    expect(readFileSync(join(elsewhere, "manifest.json"), "utf8")).toBe(before);
    expect(existsSync(join(elsewhere, "stacks/acme-project"))).toBe(false);
  });

  it("writes behind a link that is the folder itself", () => {
    const link = `${out}-link`;
    symlinkSync(out, link);
    try {
      writeStacks(ABOUT_ONE, link);
      expect(existsSync(join(stack("acme-bootstrap"), "cdk.tf.json"))).toBe(true);
    } finally {
      rmSync(link);
    }
  });

  it("says what was not of the last run, and mends it", () => {
    writeStacks(ABOUT_TWO, out);
    const right = readFileSync(project("cdk.tf.json"), "utf8");
    writeFileSync(project("cdk.tf.json"), "of another run");
    expect(writeStacks(ABOUT_TWO, out).mended).toEqual(["stacks/acme-project/cdk.tf.json"]);
    expect(readFileSync(project("cdk.tf.json"), "utf8")).toBe(right);
    expect(writeStacks(ABOUT_TWO, out).mended).toEqual([]);
  });

  it("keeps no state in the folder", () => {
    const path = join(out, "states", "{stack}.tfstate");
    const inside = `${one}terraform: { backend: { type: local, path: "${path}" } }\n`;
    expect(() => writeStacks(deployments(inside), out)).toThrow(
      "keeps states in the output folder",
    );
    expect(readdirSync(out)).toEqual([]);
  });

  it("tells how far it is", () => {
    const other = one.replace("name: acme", "name: other").replace("111122223333", "444455556666");
    const done: number[] = [];
    writeStacks(deployments(one, other), out, { progress: (number) => done.push(number) });
    expect(done).toEqual([1, 2]);
  });
});
