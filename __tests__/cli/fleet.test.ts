import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";

const ACCOUNTS = ["111122223333", "444455556666"];

interface Provider {
  readonly profile?: string;
  readonly allowed_account_ids: readonly string[];
  readonly assume_role: readonly [{ readonly role_arn: string; readonly session_name: string }];
}

/** Deployment number of a fleet; every second one is in the other account. */
function configOf(index: number, more: object = {}) {
  const account = ACCOUNTS[index % 2]!;
  return {
    version: 1,
    name: `acme-${index}`,
    accountId: account,
    region: "us-west-2",
    aws: {
      ...(index % 2 === 1 && { profile: "acme-west" }),
      assumeRole: { roleArn: `arn:aws:iam::${account}:role/deploy` },
    },
    integration: {
      externalId: "zilliz-external-4kT9vQ2mX7cB1nL",
      bucket: { name: `acme-export-${index}`, existing: true },
      ...more,
    },
  };
}

/** A folder with configs, and the arguments that name each of them. */
function fleet(configs: readonly object[]) {
  const names = configs.map((_, index) => `${index}.yaml`);
  const folder = scratchFolder(
    Object.fromEntries(configs.map((config, index) => [names[index]!, stringify(config)])),
  );
  return { folder, args: names.flatMap((name) => ["--config", join(folder, name)]) };
}

describe("twenty deployments without buckets in two accounts", () => {
  const { folder, args } = fleet(Array.from({ length: 20 }, (_, index) => configOf(index)));
  const out = join(folder, "cdktf.out");

  it("are validated, synthesized and judged in one run each", async () => {
    expect(await said(["validate", ...args])).toMatchObject({ code: 0, error: "" });
    expect(await said(["synth", ...args, "--out", out])).toMatchObject({ code: 0, error: "" });
    const { code, out: report } = await said(["check", ...args, "--quiet"]);
    expect([code, report]).toEqual([0, expect.stringMatching(/^PASS.*20 files/m)]);
  });

  it("each reach their account in their own way", () => {
    const providers = Array.from({ length: 20 }, (_, index) => {
      const file = join(out, "stacks", `acme-${index}-integration`, "cdk.tf.json");
      const { provider } = JSON.parse(readFileSync(file, "utf8")) as {
        provider: { aws: [Provider] };
      };
      return provider.aws[0];
    });
    providers.forEach((provider, index) => {
      expect(provider).toMatchObject({
        allowed_account_ids: [ACCOUNTS[index % 2]],
        assume_role: [
          {
            role_arn: `arn:aws:iam::${ACCOUNTS[index % 2]}:role/deploy`,
            session_name: `byoc-acme-${index}`,
          },
        ],
      });
      expect(provider.profile).toBe(index % 2 === 1 ? "acme-west" : undefined);
    });
  });
});

it("names that fight within an account are told, the same ones in two accounts are not", async () => {
  const role = { roleName: "acme-export-role", policyName: "acme-export-policy" };
  const apart = fleet([configOf(0, role), configOf(1, role)]);
  expect(await said(["validate", ...apart.args])).toMatchObject({ code: 0, error: "" });
  const together = fleet([configOf(0, role), configOf(2, role)]);
  const { code, error } = await said(["validate", ...together.args]);
  expect(code).toBe(2);
  expect(error.match(/^error\[.*|^ {2}the (role|policy) name.*/gm)).toEqual([
    expect.stringContaining("error[duplicate-name]"),
    expect.stringContaining("the role name acme-export-role is used by acme-0"),
    expect.stringContaining("error[duplicate-name]"),
    expect.stringContaining("the policy name acme-export-policy is used by acme-0"),
  ]);
});
