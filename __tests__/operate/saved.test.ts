import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readyToApply } from "../../operate/apply";
import { refuseStrangers, savedPlan, savePlan } from "../../operate/saved";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";

const ABOUT = { destroy: false, offline: false, empty: false, steps: 1, applied: false };
const HOUR = 3_600_000;

/** A stack with a saved plan, as it is when Terraform has made it. */
function planned(about: Partial<typeof ABOUT> = {}, made = Date.now()) {
  const folder = scratchFolder({
    "cdk.tf.json": "{}",
    "plan.tfplan": "binary",
    "plan.json": "{}",
  });
  const stack = { id: "acme-project", folder, needs: [] };
  savePlan(stack, { ...ABOUT, ...about, made });
  return stack;
}

const refusal = (stack: ReturnType<typeof planned>, isMade = true) => {
  try {
    readyToApply([stack], HOUR, () => isMade);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe("a saved plan", () => {
  it("may be applied while nothing has changed, and once it was, nothing is left", () => {
    expect(refusal(planned())).toBeUndefined();
    expect(refusal(planned({ applied: true }, Date.now() - 9 * HOUR))).toBeUndefined();
  });

  it("may not when the config has changed since, though it was applied", () => {
    expect(refusal(planned(), false)).toContain("the config, or what was made of it, has changed");
    expect(refusal(planned({ applied: true }), false)).toContain("fix: byoc plan acme-project");
  });

  it.each(["cdk.tf.json", "mine_override.tf.json", "plan.tfplan"])(
    "may not when %s has",
    (name) => {
      const stack = planned();
      writeFileSync(join(stack.folder, name), "other");
      expect(refusal(stack)).toContain("its files, or its plan, have changed");
    },
  );

  it("may not when it is too old, destroys, was made offline, or its record is damaged", () => {
    expect(refusal(planned({}, Date.now() - 2 * HOUR))).toContain("its plan is 120 minutes old");
    expect(refusal(planned({ destroy: true }))).toContain("byoc destroy");
    expect(refusal(planned({ offline: true }))).toContain("--offline");
    const stack = planned();
    writeFileSync(join(stack.folder, "plan.byoc.json"), '{"made":1,"plan":"","inputs":""}');
    expect(savedPlan(stack)).toBeUndefined();
    expect(refusal(stack)).toContain("has no plan to apply");
  });

  it("takes no other's place, whoever made that", () => {
    const stack = planned();
    expect(() => refuseStrangers([stack])).not.toThrow();
    writeFileSync(join(stack.folder, "plan.json"), "mine");
    expect(() => refuseStrangers([stack])).toThrow(/plan.json[^]*move it away/);
    expect(readFileSync(join(stack.folder, "plan.json"), "utf8")).toBe("mine");
  });
});

it.each(["plan", "destroy", "handoff"])(
  "byoc %s tells what is wrong with a config before it looks for Terraform",
  async (command) => {
    const config = join(scratchFolder({ "byoc.yaml": "version: 2\n" }), "byoc.yaml");
    const { code, error } = await said([command, "--config", config]);
    expect(code).toBe(2);
    expect(error).toContain("is not a version of this format");
    expect(error).not.toContain("PATH");
  },
);
