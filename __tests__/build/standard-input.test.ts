import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { BUNDLE } from "./byoc";
import { scratchFolder } from "../support/scratch";

const PLAN = resolve("__tests__/compliance/fixtures/rules-bad.plan.json");

/** What a shell says of a line, in which `byoc` is the bundle. */
const shell = (line: string) => {
  const { PATH = "", HOME = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", `byoc() { node ${BUNDLE} "$@"; }\n${line}`],
    { cwd: scratchFolder(), encoding: "utf8", timeout: 60_000, env: { PATH, HOME } },
  );
  return { status, stdout, stderr };
};

describe("byoc check -", () => {
  it("waits for a slow writer, and for one that has not begun", () => {
    const whole = shell(`byoc check - --format json < ${PLAN}`);
    expect(whole.status).toBe(1);
    const slow = `(sleep 0.5; head -c 3000 ${PLAN}; sleep 0.5; tail -c +3001 ${PLAN})`;
    expect(shell(`${slow} | byoc check - --format json`)).toEqual(whole);
  });

  it.each([
    ["nothing is written", "true | byoc check -", "is empty"],
    ["it is closed", "byoc check - <&-", "is empty"],
    ["it is a folder", "byoc check - < .", "is empty"],
  ])("says so where %s", (_, line, said) => {
    const { status, stderr } = shell(line);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(said) });
    expect(stderr).toContain("error[input] standard input");
  });

  it("does not write over the file that it is read from", () => {
    const line = "echo '## FAIL byoc check' > x; byoc check - --format markdown=x < x";
    expect(shell(line).stderr).toContain("would overwrite /dev/stdin, which is read");
  });
});
