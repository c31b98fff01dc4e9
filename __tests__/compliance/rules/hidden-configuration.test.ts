import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Finding } from "../../../compliance/finding";
import { exitCode } from "../../../compliance/engine";
import { scratchFolder } from "../../support/scratch";
import { FIXTURES, judgeFiles, linesOf } from "./judged";

const PLANS = readdirSync(FIXTURES)
  .filter((name) => name.endsWith(".plan.json"))
  .map((name) => join(FIXTURES, name));

type Plan = Record<string, unknown>;
const planOf = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Plan;

/** What is said of a plan after something was taken out of it. */
function after(file: string, edit: (plan: Plan) => void) {
  const plan = planOf(file);
  edit(plan);
  const name = basename(file);
  const folder = scratchFolder({ [name]: JSON.stringify(plan) });
  return judgeFiles([join(folder, name)]);
}

const hidden = (plan: Plan) => Reflect.deleteProperty(plan, "configuration");

const failing = ({ findings }: { findings: readonly Finding[] }) =>
  findings
    .filter(({ verdict }) => verdict === "FAIL")
    .map(({ rule, address = "", key = "" }) => `${rule} ${address} ${key}`);

/**
 * Nothing names the boundary of a role that is still to be made, so the text of one reads as what
 * somebody may do.
 */
const OF_A_BOUNDARY = /^(policy-|document-bootstrap-policies )\S* ?aws_iam_policy\.\w*boundary /;

describe("a plan without its configuration", () => {
  it.each(PLANS)("says so once for %s, and makes nothing up", (file) => {
    const whole = judgeFiles([file]);
    const bare = after(file, hidden);
    const told = linesOf(bare, "input-complete").filter((line) => line.includes("[configuration]"));
    expect(told).toEqual(["UNKNOWN error  [configuration]"]);
    expect(exitCode(bare, "error")).not.toBe(0);
    const madeUp = failing(bare).filter((line) => !failing(whole).includes(line));
    expect(madeUp.filter((line) => !OF_A_BOUNDARY.test(line))).toEqual([]);
    expect(linesOf(bare, "provider-credentials")).toEqual([]);
  });

  it("does say so of no plan that is whole", () => {
    for (const file of PLANS) {
      expect(linesOf(judgeFiles([file]), "input-complete").join()).not.toContain("configuration");
    }
  });

  it("gives what to do, and names what is missing where it is a part", () => {
    const file = join(FIXTURES, "rules-bad.plan.json");
    const about = (report: { findings: readonly Finding[] }) =>
      report.findings.find(({ key }) => key === "configuration");
    expect(about(after(file, hidden))).toMatchObject({
      message:
        "the plan has no configuration, so nothing tells what refers to what, or how the providers are set",
      fix: "give all that terraform show -json PLAN writes, with nothing taken out of it",
    });
    const redacted = after(file, ({ configuration }) => {
      const { root_module: root } = configuration as { root_module: { resources: Plan[] } };
      const first = root.resources.find(({ address }) => address === "aws_s3_bucket_acl.half");
      Reflect.deleteProperty(first!, "expressions");
    });
    expect(about(redacted)?.message).toMatch(
      /^the plan's configuration does not have what is written for aws_s3_bucket_acl\.half, so/,
    );
  });
});
