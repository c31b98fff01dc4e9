import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { guard, MistakesError } from "../../compliance/guard";
import { rule as policyJson } from "../../compliance/rules/policy-json";
import type { Deployment } from "../../config/deployment";
import { readDeployments } from "../../stacks/deployments";
import { synthesize } from "../../stacks/synthesize";
import { scratchFolder } from "../support/scratch";

describe("guard of synth", () => {
  let out: string;
  beforeEach(() => (out = scratchFolder()));

  const { deployments } = readDeployments(["examples/minimal/byoc.yaml"], {});
  const [minimal] = deployments;
  /** What the guard says of deployments of which the last is changed once it is synthesized. */
  const judged = (change: (text: string) => string, all: readonly Deployment[] = deployments) => {
    const made = synthesize(all, out);
    const file = made.files.at(-1)!;
    writeFileSync(file, change(readFileSync(file, "utf8")));
    try {
      guard(made, all, "cdktf.out");
      return [];
    } catch (error) {
      if (!(error instanceof MistakesError)) throw error;
      return error.message.split("\n");
    }
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

  it("names files as they will be called, not where they were made", () => {
    const [line] = judged((text) =>
      text.replace('"region":', '"secret_key": "hunter2abc", "region":'),
    );
    expect(line).toBe(
      "error[provider-credentials] cdktf.out/stacks/acme-dev-project/cdk.tf.json: secret_key is written out",
    );
  });

  describe("of deployments that differ in digits alone", () => {
    const numbered = (index: number): Deployment => {
      const text = JSON.stringify(minimal).replaceAll("acme-dev", `acme-dev-${index}`);
      return JSON.parse(text.replaceAll(minimal!.accountId, `11112222333${index}`)) as Deployment;
    };
    const fleet = [0, 1, 2].map(numbered);

    it("judges the first, and no other that is right", () => {
      const check = jest.spyOn(policyJson, "check");
      try {
        expect(judged((text) => text, fleet)).toEqual([]);
        expect(check).toHaveBeenCalledTimes(1);
      } finally {
        check.mockRestore();
      }
    });

    it.each([
      ["the external ID of a trust", (text: string) => text.replace(/(?<=cid-\w+)\d/g, "0")],
      ["the account of a trust", (text: string) => text.replaceAll("965570967084", "965570967085")],
      ["its own account", (text: string) => text.replaceAll("965570967084", "111122223330")],
      [
        "the name of another",
        (text: string) => text.replaceAll("zilliz-byoc-acme-dev-2-eks-role", "accountid"),
      ],
      ["a Sid", (text: string) => text.replace(/(\\"Sid\\": \\"[A-Za-z]+)/, "$1-2")],
    ])("finds a mistake of the last in %s", (_, change) => {
      const found = judged(change, fleet);
      expect(found).not.toEqual([]);
      for (const line of found) expect(line).toMatch(/acme-dev-2/);
    });
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
