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

describe("byoc init", () => {
  it("writes a config from flags, and says what comes next", async () => {
    const outcome = await written(FLAGS);
    expect(outcome).toMatchObject({ code: 0, error: "", written: ["byoc.yaml"] });
    expect(outcome.out).toBe(`wrote byoc.yaml\n${NEXT}\nthen: byoc synth --config byoc.yaml`);
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
    expect(out).toBe("wrote byoc.yaml\nthen: byoc synth --config byoc.yaml");
    expect(text).not.toContain("ZILLIZ_EXTERNAL_ID");
  });

  it("tells both external IDs, each with its page of the console", async () => {
    const both = await written([...FLAGS, "--sections", "project,integration"]);
    const integration =
      "next: export ZILLIZ_INTEGRATION_EXTERNAL_ID=<from the step Create IAM Role of the integration's page in the Zilliz Cloud console>";
    const then = "then: byoc synth --config byoc.yaml";
    expect(both.out).toBe(["wrote byoc.yaml", NEXT, integration, then].join("\n"));
    const alone = await written([...FLAGS, "--sections", "integration"]);
    expect(alone.out).toBe(["wrote byoc.yaml", integration, then].join("\n"));
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
      error: "byoc.yaml exists; name another file with --config",
    });
    expect(text).toBe("mine");
  });

  it.each([
    [[], "no terminal to ask on; add --name VALUE --account-id VALUE"],
    [["--name", "acme"], "no terminal to ask on; add --account-id VALUE"],
    [
      [...FLAGS, "--sections", "project,bucket"],
      "unknown section: bucket; allowed: bootstrap, project, integration, milvus",
    ],
    [[...FLAGS, "--sections", "milvus"], "section milvus needs --oidc-issuer URL"],
  ])("with %j says what is missing or wrong", async (args, error) => {
    expect(await runInFolder(["init", ...args])).toMatchObject({
      code: 2,
      out: "",
      error,
      written: [],
    });
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

  it("says in one line that it cannot write", async () => {
    const outcome = await runInFolder(["init", ...FLAGS, "--config", "no/such/byoc.yaml"]);
    expect(outcome).toMatchObject({
      code: 2,
      error: "error[file] no/such/byoc.yaml\n  there is no such file",
      written: [],
    });
  });
});
