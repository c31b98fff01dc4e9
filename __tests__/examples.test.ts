import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { examples } from "../scripts/examples";
import { goldenOf } from "../scripts/golden";

describe("examples", () => {
  it("are the ten scenarios", () => {
    expect(examples().map(({ name }) => name)).toEqual([
      "bootstrap",
      "fleet",
      "full-production",
      "govcloud-milvus",
      "integration-existing-bucket",
      "milvus-documented",
      "milvus-irsa",
      "milvus-production",
      "minimal",
      "project-kms",
    ]);
  });

  describe.each(examples().map((example) => [example.name, example] as const))(
    "%s",
    (name, example) => {
      const folder = join("examples", name);

      it("makes its golden output", () => {
        const golden = goldenOf(example);
        expect([...golden.keys()].sort()).toEqual(readdirSync(join(folder, "golden")).sort());
        for (const [file, text] of golden) {
          expect(text).toBe(readFileSync(join(folder, "golden", file), "utf8"));
        }
      });

      it("has a README whose command names its files", () => {
        expect(existsSync(join(folder, "README.md"))).toBe(true);
        const readme = readFileSync(join(folder, "README.md"), "utf8");
        for (const file of example.files) expect(readme).toContain(`--config ${file}`);
      });

      it("shows no path of a machine and no token", () => {
        for (const text of goldenOf(example).values()) {
          expect(text).not.toMatch(/TfToken|<unresolved-token>|"\/(home|root|tmp|Users|work)\b/);
        }
      });
    },
  );
});
