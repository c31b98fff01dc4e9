import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../../compliance/finding";
import { SHIPPED_WAIVERS } from "../../../compliance/waivers/shipped";
import { readDeployments } from "../../../stacks/deployments";
import { EXAMPLE_ENVIRONMENT, examples, type Example } from "../../../scripts/examples";
import { FIXTURES, judgeFiles, serious } from "./judged";

const all = examples();

function golden({ name }: Example): string[] {
  const folder = join("examples", name, "golden");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".tf.json"))
    .map((file) => join(folder, file));
}

function deploymentsOf({ files }: Example) {
  return readDeployments(files, EXAMPLE_ENVIRONMENT).deployments;
}

/** External IDs of the configs, none of which a report may show. */
const SECRETS = ["cid-7h3k9m2p5q8r1s4t6u0v2w5x8", "zilliz-external-4kT9vQ2mX7cB1nL"];

/** Rules that can decide everything about what this project writes. */
const DECIDED = /^(bucket|key|policy|role|oidc|provider|backend|synth|plan|release)-/;

function expectClean(report: Report): void {
  expect(serious(report)).toEqual([]);
  const unknown = report.findings.filter(({ verdict }) => verdict === "UNKNOWN");
  expect(unknown.filter(({ rule }) => DECIDED.test(rule))).toEqual([]);
  for (const secret of SECRETS) expect(JSON.stringify(report)).not.toContain(secret);
}

describe.each(all.map((example) => [example.name, example] as const))(
  "example %s",
  (_, example) => {
    it("has nothing to mend without its config", () => expectClean(judgeFiles(golden(example))));

    it("has nothing to mend with its config", () =>
      expectClean(judgeFiles(golden(example), deploymentsOf(example))));
  },
);

describe("plans of examples", () => {
  const plans = readdirSync(FIXTURES).filter((file) => /^acme-.*\.plan\.json$/.test(file));
  const inExample = (name: string) => deploymentsOf(all.find((one) => one.name === name)!);

  it.each(plans)("%s has nothing to mend", (plan) => {
    expect(plans).toHaveLength(5);
    const file = join(FIXTURES, plan);
    expectClean(judgeFiles([file]));
    const example = plan.includes("acme-dev") ? "minimal" : "full-production";
    expectClean(judgeFiles([file], inExample(example)));
  });

  it("have nothing to mend together", () => {
    const files = plans
      .filter((plan) => plan.startsWith("acme-production"))
      .map((plan) => join(FIXTURES, plan));
    expectClean(judgeFiles(files, inExample("full-production")));
  });
});

it("uses every shipped waiver in some example", () => {
  const used = new Set(
    all.flatMap((example) =>
      judgeFiles(golden(example))
        .findings.filter(
          ({ verdict, waiver }) => verdict === "WAIVED" && waiver?.source === "shipped",
        )
        .map(({ key }) => key),
    ),
  );
  expect([...used].sort()).toEqual(SHIPPED_WAIVERS.map(({ finding }) => finding).sort());
});
