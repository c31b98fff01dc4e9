import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../stacks/synthesize";
import { deployments, HEAD } from "./synth";

const both = `${HEAD}bootstrap: {}\nproject: { bucket: { name: zilliz-byoc-acme } }\n`;
const one = `${HEAD}bootstrap: {}\n`;

describe("synthesize", () => {
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), "byoc-out-"))));
  afterEach(() => rmSync(out, { recursive: true }));
  const stack = (id: string) => join(out, "stacks", id);

  it("writes a manifest that CDKTF's command line reads", () => {
    synthesize(deployments(both), out);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(Object.keys(manifest.stacks)).toEqual(["acme-bootstrap", "acme-project"]);
    expect(manifest.stacks["acme-project"]).toMatchObject({
      synthesizedStackPath: "stacks/acme-project/cdk.tf.json",
      workingDirectory: "stacks/acme-project",
      annotations: [],
    });
  });

  it("writes the same bytes twice", () => {
    const read = () => readFileSync(join(stack("acme-project"), "cdk.tf.json"), "utf8");
    synthesize(deployments(both), out);
    const first = read();
    synthesize(deployments(both), out);
    expect(read()).toBe(first);
  });

  it("removes stacks that are gone", () => {
    synthesize(deployments(both), out);
    const result = synthesize(deployments(one), out);
    expect(result.removed).toEqual(["acme-project"]);
    expect(existsSync(stack("acme-project"))).toBe(false);
    expect(existsSync(stack("acme-bootstrap"))).toBe(true);
  });

  it("keeps the folder of a stack whose state lies in it", () => {
    synthesize(deployments(both), out);
    writeFileSync(join(stack("acme-project"), "terraform.tfstate"), "{}");
    const result = synthesize(deployments(one), out);
    expect(result).toMatchObject({ removed: [], kept: ["acme-project"] });
    expect(existsSync(join(stack("acme-project"), "cdk.tf.json"))).toBe(true);
  });

  it("removes nothing that it did not write, whatever a manifest says", () => {
    mkdirSync(join(out, "stacks", "mine"), { recursive: true });
    mkdirSync(join(out, "precious"));
    writeFileSync(
      join(out, "manifest.json"),
      JSON.stringify({ stacks: { "../precious": {}, "..": {}, "": {}, "/": {} } }),
    );
    expect(synthesize(deployments(one), out).removed).toEqual([]);
    expect(existsSync(join(out, "precious"))).toBe(true);
    expect(existsSync(join(out, "stacks", "mine"))).toBe(true);
  });

  it("goes on over a manifest that is no JSON", () => {
    writeFileSync(join(out, "manifest.json"), "not json");
    expect(synthesize(deployments(one), out).stacks.map(({ id }) => id)).toEqual([
      "acme-bootstrap",
    ]);
  });

  it("tells how far it is", () => {
    const other = one.replace("name: acme", "name: other").replace("111122223333", "444455556666");
    const done: number[] = [];
    synthesize(deployments(one, other), out, (number) => done.push(number));
    expect(done).toEqual([1, 2]);
  });
});
