import { Readable } from "node:stream";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../cli/run";
import { rule as policyJson } from "../../compliance/rules/policy-json";
import { inFolder, runInFolder } from "../config/run-in-folder";
import { BASE, EXTERNAL_ID, MILVUS, release } from "../config/wrong/case";
import { snapshot } from "../files/snapshot";
import { chartArchive } from "../support/chart-archive";
import { said } from "../support/said";

describe("byoc synth", () => {
  it("says what it made, where it is and what comes next", async () => {
    const { code, out, error, written } = await runInFolder(["synth"], { "byoc.yaml": MILVUS });
    expect([code, error]).toEqual([0, ""]);
    expect(out).toBe(`acme-milvus-access  (configure-s3-access-by-iam-role)
  aws_s3_bucket.bucket                                       acme-milvus
  aws_s3_bucket_public_access_block.bucket
  aws_s3_bucket_policy.bucket
  aws_s3_bucket_ownership_controls.bucket
  aws_s3_bucket_server_side_encryption_configuration.bucket
  aws_s3_bucket_lifecycle_configuration.bucket
  aws_iam_policy.milvus_policy                               MilvusS3ReadWrite
  aws_iam_role.milvus_role                                   milvus-s3-access-sa
  aws_iam_role_policy_attachment.milvus_attachment           MilvusS3ReadWrite on milvus-s3-access-sa
  -> cdktf.out/stacks/acme-milvus-access/cdk.tf.json

1 deployment, 1 stack, 9 resources: cdktf.out/stacks

next, with AWS credentials of account 111122223333, for each stack in this order:
  terraform -chdir=cdktf.out/stacks/acme-milvus-access init
  terraform -chdir=cdktf.out/stacks/acme-milvus-access apply`);
    expect(written).toEqual([
      "cdktf.out",
      "cdktf.out/manifest.json",
      "cdktf.out/stacks",
      "cdktf.out/stacks/acme-milvus-access",
      "cdktf.out/stacks/acme-milvus-access/cdk.tf.json",
    ]);
  });

  it("says which charts nobody has looked at, until one lies beside the config", async () => {
    const seen = async (lines: string) => {
      const files = { "byoc.yaml": release(lines), "milvus.tgz": chartArchive("5.0.19") };
      const { code, out } = await runInFolder(["synth"], files);
      expect(code).toBe(0);
      return out.split("\n").filter((line) => line.startsWith("not looked at"));
    };
    const rest =
      "The helm provider 3.x fetches it to plan, 2.x only to apply; milvus.release.chart.path takes a copy instead";
    expect(await seen("")).toEqual([
      `not looked at: chart milvus 5.0.19 of https://zilliztech.github.io/milvus-helm/. ${rest}`,
    ]);
    expect(await seen("    chart: { oci: oci://registry.acme.example/charts/milvus }\n")).toEqual([
      `not looked at: chart milvus 5.0.19 of oci://registry.acme.example/charts/milvus. ${rest}`,
    ]);
    expect(await seen("    chart: { path: milvus.tgz }\n")).toEqual([]);
  });

  it("writes nothing over what is there when the guard finds a mistake in code", async () => {
    const check = jest.spyOn(policyJson, "check");
    try {
      await inFolder({ "byoc.yaml": MILVUS }, async (folder) => {
        const texts: string[] = [];
        const say = (text: string) => void texts.push(text);
        const streams = { out: say, error: say, input: Readable.from([]) };
        const io = { ...streams, environment: {}, interactive: false, progress: false };
        expect(await run(["synth", "--quiet"], io)).toBe(0);
        const before = snapshot(folder);
        check.mockImplementation(function* () {
          yield { verdict: "FAIL", file: "cdk.tf.json", message: "is wrong" };
        });
        expect(await run(["synth"], io)).toBe(1);
        expect(await run(["synth", "--out", "new"], io)).toBe(1);
        const line = "error[policy-json] cdk.tf.json: is wrong";
        expect(texts).toEqual([line, line]);
        expect(snapshot(folder)).toEqual(before);
      });
    } finally {
      check.mockRestore();
    }
  });

  it("writes JSON that names the account and the region", async () => {
    let text = "";
    await runInFolder(["synth", "--out", "deep/er"], { "byoc.yaml": MILVUS }, {}, {}, (folder) => {
      text = readFileSync(join(folder, "deep/er/stacks/acme-milvus-access/cdk.tf.json"), "utf8");
    });
    expect((JSON.parse(text) as { provider: unknown }).provider).toMatchObject({
      aws: [{ region: "us-west-2", allowed_account_ids: ["111122223333"] }],
    });
  });

  it("is silent with --quiet, but for warnings", async () => {
    const config = BASE.replace(EXTERNAL_ID, "cid-example");
    const { code, out, error } = await runInFolder(["synth", "--quiet"], { "byoc.yaml": config });
    expect([code, out]).toEqual([0, ""]);
    expect(error).toMatch(/^warning\[placeholder\]/);
  });

  it("gives many stacks a line each", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        `c${index}.yaml`,
        BASE.replace("name: acme", `name: acme-${index}`)
          .replace("byoc-acme", `byoc-acme-${index}`)
          .replace("111122223333", `11112222333${index}`),
      ]),
    );
    const args = Object.keys(files).flatMap((file) => ["--config", file]);
    const { code, out } = await runInFolder(["synth", ...args], files);
    const lines = out.split("\n");
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^acme-0-project: \d+ resources \(create-bucket-and-role, .*\)$/);
    expect(lines[9]).toMatch(/^9 deployments, 9 stacks, \d+ resources: cdktf\.out\/stacks$/);
    expect(lines[10]).toContain("each deployment's account (9)");
    // A loop for all of them, in their order.
    expect(lines[11]).toMatch(
      /^ {2}for stack in acme-0-project acme-1-project .* acme-8-project; do$/,
    );
    expect(lines).toHaveLength(15);
  });

  it("removes the stack of a section that is gone, but not a state", async () => {
    const both = `${MILVUS}integration: { bucket: { name: acme-export } }\nzilliz: { externalId: ${EXTERNAL_ID} }\n`;
    const texts: string[] = [];
    const io = {
      out: (text: string) => void texts.push(text),
      error: (text: string) => void texts.push(text),
      input: Readable.from([]),
      environment: {},
      interactive: false,
      progress: false,
    };
    const files = { "both.yaml": both, "one.yaml": MILVUS };
    const synth = (file: string) => run(["synth", "--config", file, "--out", "o"], io);
    let before = false;
    let after = true;
    await inFolder(files, async () => {
      await synth("both.yaml");
      before = existsSync("o/stacks/acme-integration");
      await synth("one.yaml");
      after = existsSync("o/stacks/acme-integration");
      expect(texts.at(-1)).toContain(`removed o/stacks/acme-integration: not in this run's configs
  what was deployed from it still is; its state is state/acme-integration.tfstate (which is not there: nothing was deployed from here)
  to destroy that: byoc synth with its config again, then terraform -chdir=o/stacks/acme-integration destroy
  renamed? resources are named after the deployment: put its old name back, or destroy it first`);
      await synth("both.yaml");
      writeFileSync("o/stacks/acme-integration/terraform.tfstate", "{}");
      await synth("one.yaml");
      expect(texts.at(-1)).toContain(
        "kept o/stacks/acme-integration: not in this run's configs, but it holds terraform.tfstate\n",
      );
      expect(existsSync("o/stacks/acme-integration/terraform.tfstate")).toBe(true);
    });
    expect([before, after]).toEqual([true, false]);
  });

  it("writes one stack of many, and leaves the others and their place in the manifest", async () => {
    const both = `${BASE}bootstrap: {}\n`;
    const tagged = `${both}tags: { CostCenter: "1" }\n`;
    await inFolder({ "a.yaml": both, "b.yaml": tagged }, async () => {
      const synth = (...args: string[]) => said(["synth", "--out", "o", "--config", ...args]);
      const text = (id: string) => readFileSync(`o/stacks/acme-${id}/cdk.tf.json`, "utf8");
      await synth("a.yaml");
      const before = text("bootstrap");
      const { code, out } = await synth("b.yaml", "*-project");
      expect([code, out]).toEqual([0, expect.stringContaining("1 deployment, 1 stack, ")]);
      expect(text("project")).toContain("CostCenter");
      expect(text("bootstrap")).toBe(before);
      const manifest = JSON.parse(readFileSync("o/manifest.json", "utf8"));
      expect(Object.keys(manifest.stacks)).toEqual(["acme-bootstrap", "acme-project"]);
      expect(Object.keys(manifest.byoc.files)).toHaveLength(2);
      // All is as it was told: nothing is written anew, nothing is gone.
      const whole = await synth("b.yaml");
      expect(whole).toMatchObject({ code: 0, error: "" });
      expect(whole.out).not.toMatch(/removed|kept/);
      expect(await synth("b.yaml", "acme-projekt")).toMatchObject({
        code: 2,
        error: expect.stringContaining("fix: write acme-project"),
      });
    });
  });

  it.each([
    ["a file in the place of the folder", "out", "is no folder"],
    ["a file in the place of a parent", "out/inner", "lies below something that is no folder"],
    ["no folder at all", "", "is empty: a variable that is not set, perhaps"],
  ])("says that it cannot write: %s", async (_what, out, reason) => {
    const {
      code,
      out: said,
      error,
      written,
    } = await runInFolder(["synth", "--out", out], { "byoc.yaml": MILVUS, out: "in the way" });
    expect([code, said, written]).toEqual([2, "", []]);
    expect(error.split("\n").slice(0, 2)).toEqual([
      `error[file] ${out === "" ? "--out" : out}`,
      `  ${reason}`,
    ]);
  });

  it("writes the same bytes twice", async () => {
    const texts: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      await runInFolder(["synth"], { "byoc.yaml": BASE }, {}, {}, (folder) => {
        texts.push(readFileSync(join(folder, "cdktf.out/stacks/acme-project/cdk.tf.json"), "utf8"));
        texts.push(readFileSync(join(folder, "cdktf.out/manifest.json"), "utf8"));
      });
    }
    expect(texts.slice(2)).toEqual(texts.slice(0, 2));
  });
});
