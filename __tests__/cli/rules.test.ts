import { readFileSync } from "node:fs";
import { RULES } from "../../compliance/rules";
import { WAIVER_RULES } from "../../compliance/waivers/rules";
import { runInFolder } from "../config/run-in-folder";

const LISTED = [...RULES, ...Object.values(WAIVER_RULES)];

describe("byoc rules", () => {
  it("lists every rule that a report may name, a line each", async () => {
    const { code, out, error } = await runInFolder(["rules"]);
    expect([code, error]).toEqual([0, ""]);
    const lines = out.split("\n");
    expect(lines.slice(0, -1).map((line) => line.split(" ")[0])).toEqual(
      LISTED.map(({ id }) => id),
    );
    expect(lines.find((line) => line.startsWith("role-boundary "))).toMatch(
      /^role-boundary +error, warning or info +[A-Z]/,
    );
    expect(lines.at(-1)).toBe(`${LISTED.length} rules; byoc explain RULE tells what one is for`);
  });

  it("gives the same as JSON", async () => {
    const { out } = await runInFolder(["rules", "--format", "json"]);
    const rules = JSON.parse(out) as Record<string, unknown>[];
    expect(rules).toHaveLength(LISTED.length);
    expect(rules.find(({ id }) => id === "waiver-expired")).toEqual({
      id: "waiver-expired",
      title: "Waivers have not expired",
      severity: "warning",
      severities: ["warning"],
      waivable: false,
    });
  });
});

describe("byoc explain", () => {
  it.each(LISTED.map(({ id }) => id))("knows %s", async (id) => {
    const { code, out } = await runInFolder(["explain", id]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${id} \\((error|warning|info)`));
  });

  it.each(["unknown-key", "error[unknown-key]", "warning[coverage]", "usage", "input"])(
    "knows what %s in a message means",
    async (id) => {
      const { code, out } = await runInFolder(["explain", id]);
      expect(code).toBe(0);
      expect(out).toMatch(/^error\[[a-z-]+\]\n[A-Z$].+\.$/);
    },
  );

  it.each(["foo", "toString", "__proto__", "s3-bucket-public", ""])(
    "of %j suggests nothing",
    async (id) => {
      const { code, out, error } = await runInFolder(["explain", id]);
      expect([code, out]).toEqual([2, ""]);
      expect(error).toContain(`there is no rule and no error "${id}"`);
      expect(error).toContain("fix: byoc rules lists the rules");
    },
  );
});

describe("byoc schema", () => {
  it("prints the schema that lies in the repository", async () => {
    const { code, out, error } = await runInFolder(["schema"]);
    expect([code, error]).toEqual([0, ""]);
    expect(`${out}\n`).toBe(readFileSync("schema/byoc.schema.json", "utf8"));
  });
});
