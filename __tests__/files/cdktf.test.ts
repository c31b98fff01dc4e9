import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { byoc, runProgram } from "../build/byoc";
import { snapshot } from "./snapshot";
import { scratchFolder } from "../support/scratch";
import { EXPORT } from "./two-runs";

// Each run takes seconds, so one story goes through all of it.
describe("cdktf, which deletes what a run does not make", () => {
  const folder = scratchFolder();
  const file = (name: string) => join(folder, name);
  const out = () => snapshot(file("out"));
  const stacks = () => Object.keys(out()).filter((path) => /^stacks\/[^/]+$/.test(path));

  const cdktf = (config: string) =>
    runProgram("node_modules/.bin/cdktf", ["synth", "--output", file("out")], {
      env: {
        BYOC_CONFIG: file(config),
        CDKTF_HOME: file("home"),
        CI: "1",
        DISABLE_VERSION_CHECK: "1",
      },
    });

  it("lets two configs take turns, and is refused before it can lose anything", () => {
    writeFileSync(file("a.yaml"), EXPORT.old.replaceAll("acme", "first"));
    writeFileSync(
      file("b.yaml"),
      EXPORT.next.replaceAll("acme", "second").replace("111122223333", "444455556666"),
    );
    const ofA = ["stacks/first-integration", "stacks/first-milvus-access"];
    const ofB = ["stacks/second-milvus-access"];

    // After a run of the program itself, with what every diff leaves.
    const synth = ["synth", "--quiet", "--config", file("b.yaml"), "--out", file("out")];
    expect(byoc(synth)).toMatchObject({ status: 0 });
    expect(stacks()).toEqual(ofB);
    writeFileSync(file("out/stacks/second-milvus-access/.terraform.lock.hcl"), "provider {}");
    writeFileSync(file("out/stacks/second-milvus-access/plan"), "binary");
    expect(cdktf("a.yaml")).toMatchObject({ status: 0 });
    expect(stacks()).toEqual(ofA);

    writeFileSync(file("out/stacks/first-integration/terraform.tfvars"), "mine = 1");
    writeFileSync(file("out/stacks/first-milvus-access/terraform.tfstate"), "{}");
    const before = out();
    const refused = cdktf("b.yaml");
    expect(refused.status).not.toBe(0);
    const said = refused.stdout + refused.stderr;
    for (const lost of ["terraform.tfvars", "terraform.tfstate"]) {
      expect(said).toContain(`cdktf would delete it with ${lost}`);
    }
    expect(said).not.toContain("at Object.<anonymous>");
    expect(out()).toEqual(before);

    // Both configs named, as the message says.
    expect(cdktf(`a.yaml,${file("b.yaml")}`)).toMatchObject({ status: 0 });
    expect(stacks()).toEqual([...ofA, ...ofB]);
    expect(out()["stacks/first-integration/terraform.tfvars"]).toBe("file 644 mine = 1");
  }, 120_000);
});
