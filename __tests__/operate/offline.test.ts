import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { offline } from "../../operate/offline";
import { scratchFolder } from "../support/scratch";

const overrideOf = (file: object, more: Record<string, string> = {}) => {
  const folder = scratchFolder({ "cdk.tf.json": JSON.stringify(file), ...more });
  return offline(folder, (copy) => {
    const read = (name: string) => readFileSync(join(copy, name), "utf8");
    const override = JSON.parse(read("offline_override.tf.json")) as object;
    const { provider } = JSON.parse(read("cdk.tf.json")) as { provider: object };
    return Promise.resolve({ folder, copy, override, provider, profiles: read("offline.ini") });
  });
};

describe("a copy that needs no AWS", () => {
  it("asks nobody, keeps its state within, and is gone afterwards", async () => {
    const { folder, copy, override } = await overrideOf({ provider: { aws: [{}] } });
    expect(override).toMatchObject({
      terraform: { backend: { local: {} } },
      provider: { aws: { skip_credentials_validation: true, allowed_account_ids: [] } },
    });
    expect(existsSync(copy)).toBe(false);
    expect(existsSync(join(folder, "offline_override.tf.json"))).toBe(false);
  });

  it("assumes no role, knows no address, and takes nobody's profile", async () => {
    const role = { role_arn: "arn:aws:iam::111122223333:role/deploy" };
    const mine = { region: "us-west-2", profile: "acme-prod" };
    const { folder, provider, profiles, override } = await overrideOf({
      provider: { aws: [{ ...mine, assume_role: [role], endpoints: [{ iam: "https://a" }] }] },
    });
    expect(provider).toEqual({ aws: [mine] });
    expect(override).toMatchObject({
      provider: { aws: { profile: "offline", shared_config_files: ["offline.ini"] } },
    });
    expect(profiles).toContain("[profile offline]");
    expect(readFileSync(join(folder, "cdk.tf.json"), "utf8")).toContain("assume_role");
  });

  it("changes no provider that the stack does not have, which Terraform refuses", async () => {
    const { override } = await overrideOf({ provider: { helm: [{}] } });
    expect(override).not.toHaveProperty("provider");
  });

  it("has the user's files, and nothing that init installed", async () => {
    const folder = scratchFolder({
      "cdk.tf.json": "{}",
      "mine_override.tf.json": "{}",
      ".terraform/environment": "mine",
      ".terraform.lock.hcl": "",
    });
    const names = await offline(folder, (copy) =>
      Promise.resolve(
        ["mine_override.tf.json", ".terraform.lock.hcl", ".terraform"].map((name) =>
          existsSync(join(copy, name)),
        ),
      ),
    );
    expect(names).toEqual([true, true, false]);
  });
});
