import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { guard } from "../../compliance/guard";
import { rule as policyJson } from "../../compliance/rules/policy-json";
import { readDeployments } from "../../stacks/deployments";
import { synthesize } from "../../stacks/synthesize";
import { scratchFolder } from "../support/scratch";

describe("guard of synth", () => {
  let out: string;
  beforeEach(() => (out = scratchFolder()));

  const { deployments } = readDeployments(["examples/minimal/byoc.yaml"], {});
  const judged = (change: (text: string) => string) => {
    const { files } = synthesize(deployments, out);
    const [file] = files;
    writeFileSync(file!, change(readFileSync(file!, "utf8")));
    return guard(files, deployments);
  };

  it("lets good files pass", () => {
    expect(judged((text) => text)).toEqual([]);
  });

  it.each([
    [
      "a trust without the external ID",
      (text: string) => text.replace(/sts:ExternalId/g, "aws:PrincipalTag/x"),
      /^error\[trust-external-id\] acme-dev-project\/cross_account_role\/role: /,
    ],
    [
      "an unresolved token",
      (text: string) => text.replaceAll("zilliz-byoc-acme-dev-eks-role", "${TfToken[TOKEN.1]}"),
      /^error\[synth-unresolved-token\]/,
    ],
    [
      "a placeholder",
      (text: string) => text.replaceAll("zilliz-byoc-acme-dev/*", "{bucketName}/*"),
      /^error\[synth-placeholder\]/,
    ],
    [
      "credentials",
      (text: string) =>
        text.replace('"region": "us-west-2"', '"region": "us-west-2", "secret_key": "hunter2abc"'),
      /^error\[provider-credentials\]/,
    ],
  ])("stops %s", (_, change, said) => {
    const lines = judged(change);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.some((line) => said.test(line))).toBe(true);
  });

  it("says which rule threw, as a check does", () => {
    const check = jest.spyOn(policyJson, "check").mockImplementation(() => {
      throw new TypeError("x is not iterable");
    });
    try {
      expect(judged((text) => text)).toEqual([
        "error[policy-json] : rule threw: TypeError: x is not iterable",
      ]);
    } finally {
      check.mockRestore();
    }
  });

  it("looks at nothing but what was synthesized", () => {
    mkdirSync(join(out, "stacks", "old"), { recursive: true });
    writeFileSync(join(out, "stacks", "old", "plan.json"), "not json");
    expect(judged((text) => text)).toEqual([]);
  });
});
