import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInFolder } from "../config/run-in-folder";
import { EXTERNAL_ID, INTEGRATION_ID } from "../config/wrong/case";

const FLAGS = ["--name", "acme", "--account-id", "111122223333"];
const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/ABCD";
const NEXT = "next: export ZILLIZ_EXTERNAL_ID=<from the setup guide of the Zilliz Cloud console>";

/** What init writes. */
async function written(args: readonly string[], file = "byoc.yaml") {
  let text = "";
  const outcome = await runInFolder(["init", ...args], {}, {}, {}, (folder) => {
    text = readFileSync(join(folder, file), "utf8");
  });
  return { ...outcome, text };
}

const EDITORS = "for editors: byoc schema > byoc.schema.json";

describe("byoc init", () => {
  it("writes a config from flags, and says what comes next", async () => {
    const outcome = await written(FLAGS);
    expect(outcome).toMatchObject({ code: 0, error: "", written: ["byoc.yaml"] });
    expect(outcome.out).toBe(
      `wrote byoc.yaml\n${NEXT}\nthen: byoc synth --config byoc.yaml\n${EDITORS}`,
    );
    expect(outcome.text).toContain("externalId: ${env:ZILLIZ_EXTERNAL_ID}");
  });

  it.each([
    ["project", []],
    ["bootstrap", []],
    ["integration", []],
    ["bootstrap, project,integration", []],
    ["milvus", ["--oidc-issuer", ISSUER]],
    ["bootstrap,project,integration,milvus", ["--oidc-issuer", ISSUER]],
  ])("writes a config of %s that validates without a warning", async (sections, more) => {
    const { text } = await written([
      ...FLAGS,
      "--region",
      "us-west-2",
      "--sections",
      sections,
      ...more,
    ]);
    const outcome = await runInFolder(
      ["validate"],
      { "byoc.yaml": text },
      { ZILLIZ_EXTERNAL_ID: EXTERNAL_ID, ZILLIZ_INTEGRATION_EXTERNAL_ID: INTEGRATION_ID },
    );
    expect(outcome).toMatchObject({
      code: 0,
      error: "",
      out: "byoc.yaml: acme in 111122223333, us-west-2: valid",
    });
  });

  it("asks for no external ID where nothing trusts Zilliz", async () => {
    const { out, text } = await written([
      ...FLAGS,
      "--sections",
      "milvus",
      "--oidc-issuer",
      ISSUER,
    ]);
    expect(out).toBe(`wrote byoc.yaml\nthen: byoc synth --config byoc.yaml\n${EDITORS}`);
    expect(text).not.toContain("ZILLIZ_EXTERNAL_ID");
  });

  it("tells both external IDs, each with its page of the console", async () => {
    const both = await written([...FLAGS, "--sections", "project,integration"]);
    const integration =
      "next: export ZILLIZ_INTEGRATION_EXTERNAL_ID=<from the step Create IAM Role of the integration's page in the Zilliz Cloud console>";
    const then = "then: byoc synth --config byoc.yaml";
    expect(both.out).toBe(["wrote byoc.yaml", NEXT, integration, then, EDITORS].join("\n"));
    const alone = await written([...FLAGS, "--sections", "integration"]);
    expect(alone.out).toBe(["wrote byoc.yaml", integration, then, EDITORS].join("\n"));
  });

  it("writes to another file", async () => {
    const outcome = await written([...FLAGS, "--config", "prod.yaml"], "prod.yaml");
    expect(outcome.written).toEqual(["prod.yaml"]);
    expect(outcome.out).toContain("byoc synth --config prod.yaml");
  });

  it("overwrites nothing", async () => {
    let text = "";
    const outcome = await runInFolder(
      ["init", ...FLAGS],
      { "byoc.yaml": "mine" },
      {},
      {},
      (folder) => {
        text = readFileSync(join(folder, "byoc.yaml"), "utf8");
      },
    );
    expect(outcome).toMatchObject({
      code: 2,
      out: "",
      error:
        "error[usage] --config\n  byoc.yaml exists, and is left alone\n  fix: name another file with --config\n\n1 error; nothing was written",
    });
    expect(text).toBe("mine");
  });

  it.each([
    [[], ["error[usage] --account-id", "error[usage] --name"]],
    [["--name", "acme"], ["error[usage] --account-id"]],
    [
      ["--name", "Acme"],
      ["error[usage] --account-id", "error[name] --name"],
    ],
    [
      ["--name", "Acme", "--account-id", "12", "--region", "oregon", "--sections", "projekt"],
      [
        "error[account-id] --account-id",
        "error[name] --name",
        "error[region] --region",
        "error[usage] --sections",
      ],
    ],
    [[...FLAGS, "--sections", "milvus"], ["error[usage] --oidc-issuer"]],
    [[...FLAGS, "--sections", ""], ["error[usage] --sections"]],
    [
      [...FLAGS, "--sections", "milvus", "--release"],
      ["error[usage] --cluster-name", "error[usage] --oidc-issuer"],
    ],
    [[...FLAGS, "--release"], ["error[usage] --release"]],
    [[...FLAGS, "--region", "cn-north-1"], ["error[partition] --sections"]],
    [
      [...FLAGS, "--sections", "milvus", "--oidc-issuer", ISSUER, "--cluster-name", "-x"],
      ["error[kubernetes-name] --cluster-name"],
    ],
  ])("with %j names every flag that is missing or wrong", async (args, named) => {
    const { code, out, error, written: files } = await runInFolder(["init", ...args]);
    expect([code, out, files]).toEqual([2, "", []]);
    expect(error.split("\n").filter((line) => line.startsWith("error"))).toEqual(named);
  });

  it("says of a wrong flag what it holds, what is allowed, and the fix", async () => {
    const { error } = await runInFolder(["init", ...FLAGS, "--sections", "project,buckets"]);
    expect(error).toBe(`error[usage] --sections
  "buckets" is no section
  allowed: bootstrap, project, integration, milvus

1 error; nothing was written`);
    const { error: region } = await runInFolder(["init", ...FLAGS, "--region", "oregon"]);
    expect(region).toBe(`error[region] --region
  "oregon" is not an AWS region
  allowed: a region such as us-west-2

1 error; nothing was written`);
  });

  it.each([
    [["--name", "Acme", "--account-id", "111122223333"], "error[name]"],
    [["--name", "acme", "--account-id", "1111"], "error[account-id]"],
    [[...FLAGS, "--region", "oregon"], "error[region]"],
    [[...FLAGS, "--region", "us-west-2\nbootstrap: {}"], "error[region]"],
    [[...FLAGS, "--sections", "milvus", "--oidc-issuer", "http://x"], "error[oidc-issuer]"],
    [["--name", '"}\nx: ${var.y}', "--account-id", "111122223333"], "error[expression]"],
  ])("with %j writes nothing", async (args, begin) => {
    const { code, error, written: files } = await runInFolder(["init", ...args]);
    expect([code, files]).toEqual([2, []]);
    expect(error).toContain(begin);
    expect(error).toMatch(/; nothing was written$/);
  });

  it("makes the folder that the file is named in", async () => {
    const outcome = await written(
      [...FLAGS, "--config", "no/such/by oc.yaml"],
      "no/such/by oc.yaml",
    );
    expect(outcome).toMatchObject({ code: 0, error: "" });
    expect(outcome.out).toContain("then: byoc synth --config 'no/such/by oc.yaml'");
    expect(outcome.out).toContain("byoc schema > no/such/byoc.schema.json");
  });

  it("says in words that it cannot write", async () => {
    const outcome = await runInFolder(["init", ...FLAGS, "--config", "file/byoc.yaml"], {
      file: "mine",
    });
    expect(outcome).toMatchObject({ code: 2, out: "", written: [] });
    expect(outcome.error).toMatch(/^error\[file\] file\/byoc\.yaml\n {2}lies below something/);
  });

  it("ends where no folder can be made, and leaves none of those around it", async () => {
    const args = ["init", ...FLAGS, "--config", "/proc/none/byoc.yaml"];
    expect(await runInFolder(args)).toMatchObject({ code: 2, out: "", written: [] });
    const long = `new/${"x".repeat(300)}/byoc.yaml`;
    const outcome = await runInFolder(["init", ...FLAGS, "--config", long]);
    expect(outcome).toMatchObject({ code: 2, out: "", written: [] });
    expect(outcome.error).toContain("has too long a name");
  });

  it.each([
    ["byoc.yaml", "./byoc.schema.json", {}],
    ["a/b.yaml", "./byoc.schema.json", {}],
    ["byoc.yaml", "./schema/byoc.schema.json", { "schema/byoc.schema.json": "{}" }],
    ["a/b/c.yaml", "../../schema/byoc.schema.json", { "schema/byoc.schema.json": "{}" }],
    [
      "a/b.yaml",
      "../node_modules/zilliz-byoc-cdktf/schema/byoc.schema.json",
      { "node_modules/zilliz-byoc-cdktf/schema/byoc.schema.json": "{}" },
    ],
  ])("tells editors of %s that the schema is %s", async (file, schema, files) => {
    let text = "";
    const args = ["init", ...FLAGS, "--config", file];
    const { code, out } = await runInFolder(args, files, {}, {}, (folder) => {
      text = readFileSync(join(folder, file), "utf8");
    });
    expect(code).toBe(0);
    expect(text.split("\n")[0]).toBe(`# yaml-language-server: $schema=${schema}`);
    expect(out.includes("byoc schema >")).toBe(schema === "./byoc.schema.json");
  });

  it("writes JSON where the name ends in .json", async () => {
    const { code, text } = await written([...FLAGS, "--config", "byoc.json"], "byoc.json");
    expect(code).toBe(0);
    expect(JSON.parse(text)).toEqual({
      version: 1,
      name: "acme",
      accountId: "111122223333",
      region: "us-west-2",
      zilliz: { externalId: "${env:ZILLIZ_EXTERNAL_ID}" },
      project: { bucket: { name: "zilliz-byoc-acme" } },
    });
    const files = { "byoc.json": text };
    const environment = { ZILLIZ_EXTERNAL_ID: EXTERNAL_ID };
    const outcome = await runInFolder(["validate", "--config", "byoc.json"], files, environment);
    expect(outcome).toMatchObject({ code: 0, error: "" });
  });

  it("can write a release, which validates as well", async () => {
    const { text } = await written([
      ...FLAGS,
      ...["--sections", "milvus", "--oidc-issuer", ISSUER, "--cluster-name", "acme-eks"],
      "--release",
    ]);
    expect(text).toMatch(/^ {2}release:.*\n {4}chartVersion: \d+\.\d+\.\d+$/m);
    const outcome = await runInFolder(["synth"], { "byoc.yaml": text });
    expect(outcome).toMatchObject({ code: 0, error: "" });
    expect(outcome.written).toContain("cdktf.out/stacks/acme-milvus/cdk.tf.json");
  });

  it("is silent with --quiet", async () => {
    const outcome = await runInFolder(["init", ...FLAGS, "--quiet"]);
    expect(outcome).toMatchObject({ code: 0, out: "", error: "", written: ["byoc.yaml"] });
  });
});
